package io.stillwater.source.csv.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
  /** To the bit, as Java reads it. */
  @Test
  void number_isTheNearest() {
    Random random = new Random(1);
    for (int i = 0; i < 200_000; i++) {
      int digits = 1 + random.nextInt(19);
      StringBuilder text = new StringBuilder(random.nextBoolean() ? "" : i % 3 == 0 ? "-" : "+");
      int mark = random.nextInt(digits + 2) - 1;
      for (int d = 0; d < digits; d++) {
        text.append(d == mark ? "." : "").append(random.nextInt(10));
      }
      String point = text.append(mark == digits ? "." : "").toString();
      double expected = Double.parseDouble(point);
      assertBits(expected, Numbers.POINT.number(point), point);
      String comma = point.replace('.', ',');
      assertBits(expected, Numbers.COMMA.number(comma), comma);
    }
  }

  private static void assertBits(double expected, double was, String text) {
    assertEquals(Double.doubleToRawLongBits(expected), Double.doubleToRawLongBits(was), text);
  }

  @ParameterizedTest
  @CsvSource({
    "-0, -0.0",
    "0.0, 0.0",
    "999999999999999, 999999999999999",
    "9007199254740993, 9007199254740992",
    "0.000000000000001, 1e-15",
    ".5, 0.5",
    "5., 5.0",
    "1e3, 1000"
  })
  void edges(String text, double expected) {
    assertBits(expected, Numbers.POINT.number(text), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"+", "-.", ".", "1.2.3", "1..", "1-2", "0x10", "12d", "1_000"})
  void whatIsNoNumber_isNoneOrMissing(String text) {
    if (CsvFields.missing(text)) {
      assertEquals(Double.NaN, Numbers.POINT.number(text));
    } else {
      assertThrows(NumberFormatException.class, () -> Numbers.POINT.number(text));
    }
  }
}
