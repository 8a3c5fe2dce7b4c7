package io.stillwater.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stillwater.alert.PolicySpec;
import org.junit.jupiter.api.Test;

class AlarmEpisodesTest {
  private static final PolicySpec TWO_OF_THREE = new PolicySpec(2, 3, 3, 0);

  /** {@code x} is an alarm; {@code O} in the answer is where an episode opens. */
  private static String opens(PolicySpec policy, String alarms) {
    boolean[] up = new boolean[alarms.length()];
    for (int i = 0; i < up.length; i++) {
      up[i] = alarms.charAt(i) == 'x';
    }
    StringBuilder opens = new StringBuilder();
    for (boolean open : AlarmEpisodes.of(up, policy)) {
      opens.append(open ? 'O' : '.');
    }
    return opens.toString();
  }

  @Test
  void burst_opensOnce() {
    assertEquals(".O.....", opens(TWO_OF_THREE, "xxxxxxx"));
  }

  @Test
  void singleAlarms_openNothing() {
    assertEquals(".......", opens(TWO_OF_THREE, "x..x..x"));
  }

  @Test
  void exampleOfThePolicy_opensAtTheFourthWindow_andAgainOnlyAfterThreeQuietOnes() {
    assertEquals("...O....", opens(TWO_OF_THREE, ".x.x..xx"));
    assertEquals("...O....O", opens(TWO_OF_THREE, ".x.x...xx"));
  }

  @Test
  void sixtyFourWindows_areRemembered() {
    PolicySpec wide = new PolicySpec(2, 64, 64, 0);
    assertEquals(".".repeat(63) + "O", opens(wide, "x" + ".".repeat(62) + "x"));
    assertEquals(".".repeat(65), opens(wide, "x" + ".".repeat(63) + "x"));
  }
}
