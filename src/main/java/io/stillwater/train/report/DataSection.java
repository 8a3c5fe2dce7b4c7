package io.stillwater.train.report;

import io.stillwater.html.Html;
import io.stillwater.model.manifest.DenoiserInfo;
import io.stillwater.model.manifest.Manifest;
import io.stillwater.model.manifest.NetworkInfo;
import io.stillwater.model.manifest.Training;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What was trained on, and what came of it. */
final class DataSection {
  private static final int NAMES = 40;
  private static final int NAME = 60;

  private DataSection() {}

  static String of(Report report) {
    Manifest manifest = report.manifest();
    Training training = manifest.training();
    StringBuilder facts = new StringBuilder("<dl>\n");
    fact(facts, "Data", Html.brief(training.data(), 300));
    fact(
        facts,
        "Readings",
        Html.text(
            "%,d of %,d %s%s",
            training.readings(),
            training.keys(),
            training.keys() == 1 ? "key" : "keys",
            training.timed() ? "" : ", without time"));
    fact(facts, "Channels", channels(manifest.channelNames()));
    fact(facts, "Windows", manifest.window().length() + " readings each");
    fact(facts, "Normalised", Html.escape(manifest.normalisation().how().text()));
    for (DenoiserInfo denoiser : manifest.denoisers()) {
      fact(facts, "Denoiser", denoiser(denoiser, training));
    }
    String days =
        report.alarms().keyDays() > 0
            ? " over " + Html.number(report.alarms().keyDays()) + " days of one key"
            : "";
    fact(facts, "Held out", Html.count(training.heldOut()) + " windows" + days);
    if (training.trimmed() > 0) {
      fact(facts, "Left out as unlike all others", Html.count(training.trimmed()) + " windows");
    }
    fact(facts, "Seed", String.valueOf(training.seed()));
    facts.append("</dl>\n");
    return Html.section(
        "What it was trained on",
        "The same data and the same seed give this page again.",
        facts.toString());
  }

  private static void fact(StringBuilder facts, String name, String value) {
    facts
        .append("<div><dt>")
        .append(name)
        .append("</dt><dd>")
        .append(value)
        .append("</dd></div>\n");
  }

  private static String channels(List<String> names) {
    String some =
        names.stream().limit(NAMES).map(n -> Html.brief(n, NAME)).collect(Collectors.joining(", "));
    return names.size()
        + ": "
        + some
        + (names.size() > NAMES ? " and " + (names.size() - NAMES) + " more" : "");
  }

  private static String denoiser(DenoiserInfo denoiser, Training training) {
    String levels =
        Arrays.stream(denoiser.levels()).mapToObj(Html::number).collect(Collectors.joining(", "));
    String seen =
        denoiser instanceof DenoiserInfo.Viewed viewed ? ", over " + viewed.view().text() : "";
    return what(denoiser.inner(), training) + seen + "; scores at the noise levels σ " + levels;
  }

  private static String what(DenoiserInfo denoiser, Training training) {
    if (denoiser instanceof DenoiserInfo.Network network) {
      return network(network.network());
    }
    return denoiser instanceof DenoiserInfo.Gaussian gaussian
        ? Html.text("normal distribution, %,d directions", gaussian.rank())
        : Html.text("memory of %,d windows", training.references());
  }

  private static String network(NetworkInfo network) {
    return Html.escape(
        Html.text(
            "network, %s: %,d weights, %d blocks of width %d, %d tokens; trained by %s",
            network.size(),
            network.parameters(),
            network.blocks(),
            network.width(),
            network.tokens(),
            network.technique()));
  }
}
