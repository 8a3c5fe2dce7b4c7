package io.stillwater.train.report;

import io.stillwater.detect.Threshold;
import io.stillwater.model.manifest.DenoiserInfo;
import io.stillwater.model.manifest.Manifest;
import io.stillwater.model.manifest.Training;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The page of a bundle for people: data, promise, limits. */
public final class Card {
  private Card() {}

  public static String of(Manifest manifest, double keyDays, List<String> warnings) {
    StringBuilder card = new StringBuilder();
    line(card, "# " + manifest.name());
    line(card, "");
    line(
        card,
        "A detector of anomalies in sensor readings: an exact diffusion denoiser over windows of"
            + " normal operation.");
    line(card, "");
    line(card, "Curves, calibration and windows, drawn: [report.html](report.html).");
    line(card, "");
    data(card, manifest, keyDays);
    promise(card, manifest);
    line(card, "## Limits");
    line(card, "");
    line(
        card,
        "- Normal is what the training data held: operation that they lack is reported as strange.");
    line(card, "- The rates hold while normal operation stays as it was; drift raises them.");
    line(card, "- " + still(manifest));
    warnings.forEach(warning -> line(card, "- In the data: " + warning));
    return card.toString();
  }

  private static void data(StringBuilder card, Manifest manifest, double keyDays) {
    Training training = manifest.training();
    line(card, "## Data");
    line(card, "");
    line(card, "- Source: " + training.data());
    line(card, "- Channels: " + String.join(", ", manifest.channelNames()));
    line(
        card,
        text(
            "- Readings: %,d of %,d keys%s",
            training.readings(),
            training.keys(),
            keyDays > 0 ? text(", windows over %.2f key-days", keyDays) : ", without time"));
    line(card, "- Normalised: " + manifest.normalisation().how().text());
    line(
        card,
        text(
            "- Windows of %d readings; %,d held out for the calibration, %,d kept as reference%s",
            manifest.window().length(),
            training.heldOut(),
            training.references(),
            training.trimmed() == 0
                ? ""
                : text(", %,d left out as unlike all others", training.trimmed())));
    for (DenoiserInfo denoiser : manifest.denoisers()) {
      line(
          card,
          "- Denoiser: "
              + denoiser.kind()
              + ", noise levels "
              + Arrays.toString(denoiser.levels())
              + (denoiser instanceof DenoiserInfo.Viewed viewed
                  ? ", over " + viewed.view().text()
                  : ""));
    }
    line(card, "");
  }

  private static String still(Manifest manifest) {
    if (manifest.stillness().isEmpty()) {
      return "Nothing is said of a channel that is stuck or calmer than normal.";
    }
    List<String> names = manifest.channelNames();
    return "A channel that is stuck or calmer than normal by far is strange too: "
        + manifest.stillness().stream()
            .map(still -> names.get(still.channel()))
            .collect(Collectors.joining(", "))
        + (manifest.stillness().size() < names.size() ? "; nothing is said of the others." : ".");
  }

  private static void promise(StringBuilder card, Manifest manifest) {
    Threshold threshold = manifest.threshold();
    line(card, "## False alarms");
    line(card, "");
    line(
        card, text("- Threshold: score %.4f, p-value %.3g", threshold.score(), threshold.pValue()));
    line(card, "- Promise: " + threshold.promise());
    if (threshold.outlook().boundsTime()) {
      line(card, "- Of these " + threshold.decision());
    }
    if (!threshold.expected().isEmpty()) {
      line(
          card,
          "- Expected of normal readings, from resampled held-out blocks (90 % intervals): "
              + threshold.expected());
    }
    if (!threshold.keys().isEmpty()) {
      line(
          card,
          text(
              "- Keys with a threshold of their own: %,d of %,d; others share what all had together",
              threshold.keys().size(), manifest.training().keys()));
    }
    line(
        card,
        text(
            "- An episode opens with %d of %d windows beyond the threshold and resolves after %d"
                + " within it",
            manifest.policy().k(), manifest.policy().n(), manifest.policy().quiet()));
    line(card, "");
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static void line(StringBuilder card, String line) {
    card.append(line).append('\n');
  }
}
