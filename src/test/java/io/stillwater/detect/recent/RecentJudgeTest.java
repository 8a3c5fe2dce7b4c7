package io.stillwater.detect.recent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.detect.Calibration;
import io.stillwater.detect.PValue;
import io.stillwater.detect.Verdict;
import io.stillwater.detect.WindowError;
import io.stillwater.event.Reading;
import io.stillwater.window.Window;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** A key with a reading every ten minutes; scores are decades of rarity, the limit is 3. */
class RecentJudgeTest {
  static final long STEP = 600_000;
  private static final int DAY = 144;
  static final double LIMIT = 3;

  /** P(score ≥ s) = 10^−s for s ≥ 0. */
  static final Calibration DECADES =
      new Calibration() {
        @Override
        public double score(double[] logLevels) {
          return logLevels[0];
        }

        @Override
        public PValue pValue(double score) {
          return new PValue(Math.min(1, Math.pow(10, -score)), score > 5);
        }
      };

  private final RecentJudge judge = new RecentJudge(Adaptation.DEFAULT, DECADES);
  private final RecentScores key = new RecentScores();
  private final List<Move> moves = new ArrayList<>();
  private final Random random = new Random(7);

  static Verdict verdict(double score, long time) {
    Window window = new Window(new Reading[] {Reading.ofRow("k", time, new double[] {0}, 0)}, 0);
    return new Verdict(
        window,
        new WindowError(new double[] {score}, new double[] {0}),
        score,
        DECADES.pValue(score),
        score > LIMIT);
  }

  /** A score as training had them. */
  private double usual() {
    return -Math.log10(1 - random.nextDouble());
  }

  /** Judges readings {@code from} to {@code to}; gives how many are alarms. */
  private int alarms(int from, int to, IntToDoubleFunction score) {
    int alarms = 0;
    for (int i = from; i < to; i++) {
      RecentJudge.Outcome outcome = judge.judge(key, verdict(score.applyAsDouble(i), i * STEP));
      alarms += outcome.verdict().beyond() ? 1 : 0;
      if (outcome.move() != null) {
        moves.add(outcome.move());
      }
    }
    return alarms;
  }

  @Test
  void aKeyThatIsAsInTraining_keepsTheTrainedLimit() {
    Random twin = new Random(7);
    int trained = 0;
    for (int i = 0; i < 60 * DAY; i++) {
      trained += -Math.log10(1 - twin.nextDouble()) > LIMIT ? 1 : 0;
    }
    assertEquals(trained, alarms(0, 60 * DAY, i -> usual()), "the second limit is below the first");
    assertTrue(moves.isEmpty());
  }

  @Test
  void aKeyThatMoved_alarmsForADayAndNotForGood() {
    alarms(0, 20 * DAY, i -> usual());
    int first = alarms(20 * DAY, 21 * DAY, i -> 4 + usual());
    int second = alarms(21 * DAY, 22 * DAY, i -> 4 + usual());
    int later = alarms(23 * DAY, 60 * DAY, i -> 4 + usual());
    assertEquals(DAY, first, "nobody can know yet that it stays");
    assertTrue(second < DAY / 4, second + " on the second day");
    // One in a hundred of the recent scores, however far beyond the trained limit all of them are.
    assertEquals(0.01, later / (37.0 * DAY), 0.008);
    assertEquals(List.of(new Move(true, 20 * DAY * STEP)), moves);
    assertEquals(20 * DAY * STEP, judge.movedSince(key));
  }

  @Test
  void aFaultInsideAMove_isFound() {
    alarms(0, 10 * DAY, i -> usual());
    alarms(10 * DAY, 20 * DAY, i -> 4 + usual());
    assertEquals(20, alarms(20 * DAY, 20 * DAY + 20, i -> 9));
  }

  @Test
  void anEpisodeOfHours_teachesNothing() {
    alarms(0, 10 * DAY, i -> usual());
    int first = alarms(10 * DAY, 10 * DAY + 30, i -> 6);
    alarms(10 * DAY + 30, 13 * DAY, i -> usual());
    int again = alarms(13 * DAY, 13 * DAY + 30, i -> 6);
    assertEquals(30, first);
    assertEquals(30, again, "what a fault scored has become normal");
    assertTrue(moves.isEmpty());
  }

  @Test
  void burstsThatComeEveryDay_areNormalForTheKey() {
    IntToDoubleFunction bursts = i -> i % (DAY / 2) < 6 ? 4 + usual() : usual();
    int before = alarms(0, 3 * DAY / 2, bursts);
    alarms(3 * DAY / 2, 10 * DAY, bursts);
    int after = alarms(10 * DAY, 40 * DAY, bursts);
    assertEquals(3 * 6, before, "bursts before two slots are known");
    assertTrue(after < 30 * 3, "bursts of a month: " + after);
  }

  @Test
  void aKeyThatComesBack_isJudgedByTheTrainedLimitAgain() {
    alarms(0, 10 * DAY, i -> usual());
    alarms(10 * DAY, 30 * DAY, i -> 4 + usual());
    alarms(30 * DAY, 33 * DAY, i -> usual());
    assertEquals(2, moves.size());
    assertFalse(moves.get(1).began());
    assertEquals(30 * DAY * STEP, moves.get(1).since());
    assertNull(judge.movedSince(key));
    assertEquals(20, alarms(33 * DAY, 33 * DAY + 20, i -> 5), "an old limit is still there");
  }

  @Test
  void aStateAsBytes_comesBackAndGoesOnTheSame() throws IOException {
    RecentBytes bytes = new RecentBytes(judge);
    alarms(0, 15 * DAY, i -> usual() + (i > 9 * DAY ? 4 : 0));
    byte[] written = bytes.write(key);
    assertTrue(written.length < 1024, written.length + " bytes");
    RecentScores back = bytes.read(written);
    assertArrayEquals(written, bytes.write(back));
    for (int i = 15 * DAY; i < 30 * DAY; i++) {
      Verdict next = verdict(4 + usual(), i * STEP);
      assertEquals(judge.judge(key, next), judge.judge(back, next));
    }
    assertArrayEquals(bytes.write(key), bytes.write(back));
  }

  @Test
  void bytesOfAnotherAdaptation_startAnew() throws IOException {
    alarms(0, DAY, i -> usual());
    Adaptation other = new Adaptation(Adaptation.Mode.LIMIT, 3_600_000, 12);
    RecentBytes bytes = new RecentBytes(new RecentJudge(other, DECADES));
    assertNull(bytes.read(new RecentBytes(judge).write(key)));
  }

  @Test
  void theNewestWindows_areJudgedAgainAsTheyWere() {
    alarms(0, 10 * DAY, i -> usual());
    List<Verdict> trained = new ArrayList<>();
    List<Boolean> beyond = new ArrayList<>();
    for (int i = 10 * DAY; i < 16 * DAY; i++) {
      Verdict next = verdict(2.5 + usual(), i * STEP);
      trained.add(next);
      beyond.add(judge.judge(key, next).verdict().beyond());
      int last = trained.size() - 1;
      for (int back = Math.max(0, last - 63); back <= last; back++) {
        assertEquals(beyond.get(back), judge.again(key, trained.get(back)).beyond());
      }
    }
  }
}
