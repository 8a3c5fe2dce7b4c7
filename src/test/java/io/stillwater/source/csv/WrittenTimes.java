package io.stillwater.source.csv;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** One way to write the times of a table, in one column or two; none for a table without times. */
final class WrittenTimes {
  /** 2026-01-13: no month has that number. */
  private static final long FIRST = Instant.parse("2026-01-13T00:00:00Z").toEpochMilli();

  private static final List<String> ABSOLUTE =
      List.of("yyyy-MM-dd'T'HH:mm:ssX", "yyyy-MM-dd HH:mm:ss'+00:00'", "yyyy-MM-dd HH:mm:ss 'UTC'");
  private static final List<String> LOCAL =
      List.of(
          "yyyy-MM-dd HH:mm",
          "yyyy-MM-dd HH:mm:ss,SSS",
          "yyyy/MM/dd HH:mm:ss",
          "dd.MM.yyyy HH:mm:ss",
          "d.M.yy H:mm",
          "M/d/yyyy h:mm:ss a",
          "dd/MM/yyyy HH:mm",
          "dd-MM-yyyy HH:mm:ss",
          "dd-MMM-yyyy HH:mm:ss",
          "MMM d, yyyy HH:mm",
          "yyyyMMdd'T'HHmmss",
          "EEE, d MMM yyyy HH:mm:ss",
          "yyyy-MM-dd|HH:mm:ss",
          "dd.MM.yyyy|HH:mm",
          "M/d/yyyy|h:mm a");
  private static final int[] POWERS = {0, 3, 6, 9}; // of a second

  final boolean any;
  final ZoneId zone;
  final boolean newestFirst;
  private final long step;
  private final List<String> patterns; // of the columns
  private final int unit; // a power of ten of seconds; -1 for days of a spreadsheet, -2 for text
  private final char decimal;

  WrittenTimes(Random random, char decimal) {
    this.any = random.nextInt(3) > 0;
    int kind = random.nextInt(4);
    this.zone = kind == 1 && random.nextBoolean() ? ZoneId.of("Europe/Berlin") : ZoneOffset.UTC;
    this.newestFirst = any && random.nextInt(4) == 0;
    this.step = 60_000L * (1 + random.nextInt(random.nextBoolean() ? 10 : 2000));
    this.unit = kind < 2 ? -2 : kind == 2 ? POWERS[random.nextInt(POWERS.length)] : -1;
    List<String> forms = kind == 0 ? ABSOLUTE : LOCAL;
    this.patterns = List.of(forms.get(random.nextInt(forms.size())).split("\\|", 2));
    this.decimal = decimal;
  }

  /** Of a row, in milliseconds since 1970. */
  long millis(int row) {
    return FIRST + step * row;
  }

  List<String> names() {
    return !any ? List.of() : columns() == 2 ? List.of("Datum", "Uhrzeit") : List.of("time");
  }

  private int columns() {
    return unit == -2 ? patterns.size() : 1;
  }

  List<String> fields(int row) {
    if (!any) {
      return List.of();
    }
    BigDecimal millis = BigDecimal.valueOf(millis(row));
    if (unit >= 0) {
      return List.of(millis.scaleByPowerOfTen(unit - 3).toBigInteger().toString());
    }
    if (unit == -1) {
      BigDecimal days =
          millis.divide(BigDecimal.valueOf(86_400_000), 10, RoundingMode.HALF_UP).add(day(25_569));
      return List.of(days.toPlainString().replace('.', decimal));
    }
    List<String> fields = new ArrayList<>();
    for (String pattern : patterns) {
      DateTimeFormatter writer = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
      fields.add(writer.format(Instant.ofEpochMilli(millis(row)).atZone(zone)));
    }
    return fields;
  }

  private static BigDecimal day(long number) {
    return BigDecimal.valueOf(number);
  }
}
