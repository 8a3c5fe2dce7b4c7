package io.stillwater.train;

import io.stillwater.event.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Notices channels that are not measurements: labels that found their way into the data. */
final class LabelCheck {
  private static final Pattern LABEL =
      Pattern.compile(
          "(^|[^a-z])(is_?)?(label|anomal(y|ies|ous)|outlier|change_?point|fault|target|class|attack)"
              + "([^a-z]|$)");

  private final List<String> channels;
  private final boolean[] measured; // (channels) whether a value other than 0 and 1 came

  LabelCheck(List<String> channels) {
    this.channels = channels;
    this.measured = new boolean[channels.size()];
  }

  void add(Reading reading) {
    for (int c = 0; c < measured.length; c++) {
      double value = reading.values()[c];
      measured[c] |= !Double.isNaN(value) && value != 0 && value != 1;
    }
  }

  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    for (int c = 0; c < measured.length; c++) {
      String name = channels.get(c);
      if (!measured[c] && LABEL.matcher(name.toLowerCase(Locale.ROOT)).find()) {
        warnings.add(
            "channel '"
                + name
                + "' is 0 or 1 throughout and named like a label: it was trained on"
                + " as a measurement. If it is a label, leave it out (--drop "
                + name
                + ").");
      }
    }
    return warnings;
  }
}
