package io.stillwater.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwater.alert.PolicySpec;
import io.stillwater.detect.Threshold;
import io.stillwater.model.Bundle;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.manifest.Channel;
import io.stillwater.model.manifest.Manifest;
import io.stillwater.window.Preprocessing;
import io.stillwater.window.WindowSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code inspect}: what a bundle is, after checking that it is whole. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    description = {
      "Checks a bundle and says what is in it: hashes, shapes, and that its golden windows score here"
          + " as they did where it was made.",
      ""
    },
    footer = {"", "Example:", "  stillwater inspect models/pump"})
final class InspectCommand implements Callable<Integer> {
  @Parameters(paramLabel = "BUNDLE", description = "Folder of the bundle.")
  private Path folder;

  @Option(names = "--json", description = "Write one JSON object.")
  private boolean json;

  @Option(names = "--card", description = "Write the card: data, metrics, limits.")
  private boolean card;

  @Mixin private RuntimeArguments runtime;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws BundleException, IOException {
    Bundle bundle = Bundle.load(folder);
    bundle.open(runtime.options(Stillwater.console(spec.commandLine()))).close();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(object(bundle));
    } else if (card) {
      out.println(bundle.card().stripTrailing());
    } else {
      print(bundle, out);
    }
    return Failures.OK;
  }

  static ObjectNode object(Bundle bundle) {
    Manifest manifest = bundle.manifest();
    ObjectNode object = new ObjectMapper().createObjectNode();
    object.put("name", manifest.name());
    object.put("version", manifest.version());
    object.put("digest", bundle.digest());
    object.putPOJO("denoisers", manifest.denoisers());
    object.putPOJO("channels", manifest.channels());
    object.putPOJO("window", manifest.window());
    object.putPOJO("policy", manifest.policy());
    Preprocessing how = manifest.normalisation().how();
    object.put("normalise", how.mode().name().toLowerCase(Locale.ROOT));
    object.put("scaling", how.scaling().name().toLowerCase(Locale.ROOT));
    object.put("clip", how.clip());
    object.put("difference", how.difference());
    ObjectNode threshold = object.putObject("threshold");
    threshold.put("score", manifest.threshold().score());
    threshold.put("p_value", manifest.threshold().pValue());
    threshold.put("promise", manifest.threshold().promise());
    threshold.put("expected", manifest.threshold().expected());
    threshold.put("decides", manifest.threshold().decides().name().toLowerCase(Locale.ROOT));
    threshold.putPOJO("outlook", manifest.threshold().outlook());
    threshold.put("own_keys", manifest.threshold().keys().size());
    object.putPOJO("training", manifest.training());
    object.put("golden_windows", "match");
    return object;
  }

  private static void print(Bundle bundle, PrintWriter out) {
    Manifest manifest = bundle.manifest();
    line(out, "bundle", manifest.name() + " " + manifest.version());
    line(out, "digest", bundle.digest());
    line(out, "channels", channels(manifest));
    line(out, "window", window(manifest.window()));
    line(
        out,
        "normalise",
        manifest.normalisation().how().text()
            + (manifest.normalisation().keys().isEmpty()
                ? ""
                : ", " + manifest.normalisation().keys().size() + " keys known"));
    manifest.denoisers().forEach(denoiser -> line(out, "denoiser", denoiser.text()));
    line(out, "threshold", threshold(manifest.threshold()));
    line(out, "policy", policy(manifest.policy()));
    line(
        out,
        "trained on",
        String.format(
            Locale.ROOT,
            "%s: %,d readings of %d key(s); %,d windows remembered, %,d held out, %,d left out;"
                + " seed %d",
            manifest.training().data(),
            manifest.training().readings(),
            manifest.training().keys(),
            manifest.training().references(),
            manifest.training().heldOut(),
            manifest.training().trimmed(),
            manifest.training().seed()));
    line(out, "golden windows", "score here as where it was made");
  }

  private static String channels(Manifest manifest) {
    return manifest.channels().size()
        + ": "
        + manifest.channels().stream()
            .map(InspectCommand::channel)
            .collect(Collectors.joining(", "));
  }

  private static String channel(Channel channel) {
    return channel.unit().isEmpty() ? channel.name() : channel.name() + " [" + channel.unit() + "]";
  }

  /** As in "1 channel, windows of 16 readings". */
  static String counted(int count, String one) {
    return count + " " + one + (count == 1 ? "" : "s");
  }

  static String window(WindowSpec window) {
    String stride =
        window.stride().timed()
            ? "every " + Durations.text(window.stride().amount())
            : window.stride().amount() == 1
                ? "every reading"
                : "every " + window.stride().amount() + " readings";
    String gap =
        window.gapMillis() == 0 ? "" : ", gaps up to " + Durations.text(window.gapMillis());
    String age = window.ageMillis() == 0 ? "" : ", age up to " + Durations.text(window.ageMillis());
    return window.length() + " readings, one at " + stride + gap + age;
  }

  static String threshold(Threshold threshold) {
    String expected = threshold.expected();
    return String.format(
            Locale.ROOT, "score %.4g, p-value %.3g: ", threshold.score(), threshold.pValue())
        + threshold.promise()
        + (expected.isEmpty() ? "" : " (expected of normal readings: " + expected + ")")
        + (threshold.outlook().boundsTime() ? "; " + threshold.decision() : "")
        + (threshold.keys().isEmpty()
            ? ""
            : "; own thresholds for " + threshold.keys().size() + " keys");
  }

  private static String policy(PolicySpec policy) {
    return "opens at "
        + policy.k()
        + " of "
        + policy.n()
        + " windows, resolves after "
        + policy.quiet()
        + " quiet, updates every "
        + Durations.text(policy.updateMillis());
  }

  private static void line(PrintWriter out, String name, String value) {
    out.printf(Locale.ROOT, "%-16s%s%n", name, value);
  }
}
