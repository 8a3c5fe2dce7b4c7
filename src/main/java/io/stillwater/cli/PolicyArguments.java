package io.stillwater.cli;

import io.stillwater.alert.PolicySpec;
import io.stillwater.console.UserError;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** When an episode opens and resolves. */
final class PolicyArguments {
  private static final Pattern OF = Pattern.compile("(\\d{1,3})/(\\d{1,3})");

  @Option(
      names = "--open",
      paramLabel = "K/N",
      description =
          "Open an episode when K of the last N windows are beyond the threshold (default: 2/3, for"
              + " images 1/1).")
  private String open;

  @Option(
      names = "--quiet",
      paramLabel = "M",
      description =
          "Resolve it after M quiet windows: within the threshold, or beyond it only by readings of"
              + " before (default: 8, for images 1).")
  private Integer quiet;

  @Option(
      names = "--update",
      paramLabel = "DURATION",
      converter = Durations.class,
      defaultValue = "1m",
      description =
          "Repeat an open episode's alert at most once in so much time, and at most once in 64"
              + " windows, whatever their stride (default: ${DEFAULT-VALUE}). A higher severity,"
              + " another cause and a rise after a rest are told at once.")
  private Duration update;

  /** With these defaults for what was not given. */
  PolicySpec spec(PolicySpec otherwise) {
    String asked = open == null ? otherwise.k() + "/" + otherwise.n() : open;
    int resolve = quiet == null ? otherwise.quiet() : quiet;
    Matcher of = OF.matcher(asked);
    if (!of.matches()) {
      throw new UserError(
          "--open is '"
              + asked
              + "', but should be two numbers such as 2/3: K windows of the last N.");
    }
    try {
      return new PolicySpec(
          Integer.parseInt(of.group(1)), Integer.parseInt(of.group(2)), resolve, update.toMillis());
    } catch (IllegalArgumentException e) {
      throw new UserError("--open and --quiet do not fit: " + e.getMessage() + ".", e);
    }
  }
}
