package io.stillwater.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stillwater.event.Reading;
import io.stillwater.window.Window;
import org.junit.jupiter.api.Test;

class AlarmTrailTest {
  private static final int LENGTH = 4;

  @Test
  void theWorkedExample() {
    assertEquals("xxx..", alarms(2, "xxxx.", "ssccc"));
  }

  @Test
  void calmForTooShort_isAnAlarmStill() {
    assertEquals("xxxxx", alarms(3, "xxxxx", "sccsc"));
  }

  @Test
  void whatIsStrangeInTheLongOnly_staysAnAlarm() {
    assertEquals("xxxxxx", alarms(2, "xxxxxx", "cccccc"));
  }

  @Test
  void whatIsStrangeOnceNoReadingOfTheEventIsLeft_isAnAlarmAgain() {
    // the window at 4 holds readings 1 to 4, none of them marked
    assertEquals("xx..xx", alarms(2, "xxxxxx", "sccccc"));
  }

  @Test
  void withoutAJudgementOfTheNewest_whateverIsBeyondIsAnAlarm() {
    assertEquals("xx.x", alarms(1, "xx.x", "----"));
  }

  /**
   * @param beyond of each window: x or '.'
   * @param newest of each: s strange, c calm, - not judged
   */
  private static String alarms(int quiet, String beyond, String newest) {
    AlarmTrail trail = new AlarmTrail(quiet);
    StringBuilder alarms = new StringBuilder();
    for (int i = 0; i < beyond.length(); i++) {
      Reading[] rows = new Reading[LENGTH];
      for (int r = 0; r < LENGTH; r++) {
        int at = i - LENGTH + 1 + r;
        rows[r] = Reading.ofRow("k", at, new double[] {0}, at);
      }
      boolean calm = newest.charAt(i) == 'c';
      PValue p = new PValue(calm ? 0.5 : 1e-4, false);
      Verdict verdict =
          new Verdict(
              new Window(rows, 0),
              new WindowError(new double[1], new double[1]),
              0,
              p,
              beyond.charAt(i) == 'x',
              newest.charAt(i) == '-' ? null : new Newest(0, p, calm, !calm));
      alarms.append(trail.alarm(verdict) ? 'x' : '.');
    }
    return alarms.toString();
  }
}
