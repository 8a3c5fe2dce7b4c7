package io.stillwater.cli;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads durations as people write them: {@code 500ms}, {@code 10s}, {@code 5m}, {@code 2h30m},
 * {@code 1d}.
 */
final class Durations implements ITypeConverter<Duration> {
  private static final Pattern PART = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");
  private static final Pattern FORM = Pattern.compile("(\\d{1,12}(ms|s|m|h|d))+");
  private static final Map<String, Long> MILLIS =
      Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

  private static final String[] UNITS = {"d", "h", "m", "s", "ms"};

  /**
   * For people: in the largest unit and the next smaller one, what is less left out; it can be read
   * back.
   *
   * <pre>
   * 78000000   21h40m
   * 18111600   5h1m
   * 1500       1s500ms
   * </pre>
   */
  static String text(long millis) {
    for (int i = 0; i < UNITS.length; i++) {
      long unit = MILLIS.get(UNITS[i]);
      if (millis >= unit) {
        String whole = millis / unit + UNITS[i];
        long rest = i + 1 < UNITS.length ? millis % unit / MILLIS.get(UNITS[i + 1]) : 0;
        return rest == 0 ? whole : whole + rest + UNITS[i + 1];
      }
    }
    return "0s";
  }

  @Override
  public Duration convert(String value) {
    if (!FORM.matcher(value).matches()) {
      throw new TypeConversionException(
          "'" + value + "' is not a duration; write 500ms, 10s, 5m, 2h or 1d");
    }
    Matcher part = PART.matcher(value);
    long millis = 0;
    while (part.find()) {
      millis = Math.addExact(millis, Long.parseLong(part.group(1)) * MILLIS.get(part.group(2)));
    }
    return Duration.ofMillis(millis);
  }
}
