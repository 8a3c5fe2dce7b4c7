package io.stillwater.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTest {
  @ParameterizedTest
  @CsvSource({
    "10000,6.9 a minute",
    "50,2.1 an hour",
    "48,2 an hour",
    "20,20 a day",
    "5,5 a day",
    "1.6,1.6 a day",
    "1,one a day",
    "0.8,one a day",
    "0.7,one in 1.5 days",
    "0.3333,one in 3 days",
    "0.0714,one in 2 weeks",
    "0.0333,one in 4 weeks",
    "0.0111,one in 3 months",
    "0.00274,one in 12 months",
    "0.001,one in 3 years",
    "0.0001,less than one in 10 years",
    "0,less than one in 10 years"
  })
  void rates_areToldAsPeopleSayThem(double aDay, String told) {
    assertEquals(told, Plain.often(aDay));
  }

  @Test
  void interval_goesFromMoreToLessOften() {
    assertEquals(
        "about one false alarm in 3 days; between one a day and one in 2 weeks",
        Plain.often(new Estimate(1 / 3.0, 1 / 14.0, 1)));
    assertEquals(
        "about 5 false alarms a day; between 10 a day and 2 a day",
        Plain.often(new Estimate(5, 2, 10)));
    assertEquals("about one false alarm a day", Plain.often(new Estimate(1, 0.9, 1.1)));
    assertEquals(
        "about one false alarm a day", Plain.often(new Estimate(1, Double.NaN, Double.NaN)));
    assertEquals(
        "about less than one false alarm in 10 years", Plain.often(new Estimate(1e-6, 0, 1e-5)));
  }

  @ParameterizedTest
  @CsvSource({"0.01,1 %", "0.005,0.5 %", "0.0123,1.2 %", "0.00012,0.012 %", "0.94,94 %", "1,100 %"})
  void shares_arePercentages(double share, String told) {
    assertEquals(told, Plain.percent(share));
  }

  @Test
  void smallShares_areOneInSoMany() {
    assertEquals("1 in 1,000", Plain.oneIn(0.001));
    assertEquals("1 in 120", Plain.oneIn(0.00835));
    assertEquals("1 in 600", Plain.oneIn(0.00168));
  }
}
