package io.stillwater.train.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.console.Progress;
import io.stillwater.event.Reading;
import io.stillwater.model.manifest.View;
import io.stillwater.train.ListReadings;
import io.stillwater.train.TrainingPlan;
import io.stillwater.train.data.Split;
import io.stillwater.train.data.Stretches;
import io.stillwater.train.data.TrainingInput;
import io.stillwater.train.data.WindowPlan;
import io.stillwater.window.Normalisation;
import io.stillwater.window.Preprocessing;
import io.stillwater.window.Scaling;
import io.stillwater.window.Stride;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class AugmentationTest {
  private static final int LENGTH = 8;
  private static final View WHOLE = View.whole(LENGTH);

  @Test
  void none_leavesWindowsAsTheyAre() throws Exception {
    FitInput input = input(4_000);
    float[] values = new float[input.dimension()];
    float[] same = new float[input.dimension()];
    input.read(20, values, new float[values.length], 0);
    input.draw(
        WHOLE, 20, Augmentation.NONE, new SplittableRandom(1), same, new float[values.length], 0);
    assertArrayEquals(values, same);
    assertTrue(Augmentation.NONE.none());
  }

  @Test
  void sameSeed_drawsTheSame() throws Exception {
    FitInput input = input(4_000);
    float[][] drawn = new float[2][input.dimension()];
    Augmentation augmentation = new Augmentation(0.1, 0.2, 3);
    for (float[] into : drawn) {
      input.draw(WHOLE, 7, augmentation, new SplittableRandom(9), into, new float[into.length], 0);
    }
    assertArrayEquals(drawn[0], drawn[1]);
  }

  @Test
  void jitterAndScale_haveTheDeviationsThatWereAsked() {
    SplittableRandom random = new SplittableRandom(3);
    Augmentation augmentation = new Augmentation(0.3, 0.2, 0);
    double ofOne = 0;
    double ofZero = 0;
    double ofBoth = 0;
    int draws = 20_000;
    for (int i = 0; i < draws; i++) {
      float[] window = {2, 0};
      augmentation.apply(window, new float[] {0, 1}, 2, new boolean[1], random);
      ofOne += (window[0] - 2.0) * (window[0] - 2.0) / draws;
      ofZero += window[1] * window[1] / draws;
      ofBoth += (window[0] - 2.0) * window[1] / draws;
    }
    assertEquals(2 * 0.2, Math.sqrt(ofOne), 0.01, "a carried value is scaled alone");
    assertEquals(0.3, Math.sqrt(ofZero), 0.01, "zero is jittered alone");
    assertEquals(0, ofBoth, 0.01);
  }

  @Test
  void factor_isOneForAllReadingsOfAChannel() {
    float[] window = {1, 1, 2, 2, 4, 4};
    boolean[] still = new boolean[2];
    float[] observed = {1, 1, 1, 1, 1, 1};
    new Augmentation(0, 0.5, 0).apply(window, observed, 3, still, new SplittableRandom(1));
    assertEquals(2 * window[0], window[2], 1e-6);
    assertEquals(4 * window[1], window[5], 1e-6);
    assertTrue(window[0] != window[1]);
  }

  @Test
  void channelsThatStandStill_areLeftAlone() {
    float[] window = {1, 1, 2, 2};
    boolean[] still = {true, false};
    Augmentation all = new Augmentation(0.5, 0.5, 0);
    all.apply(window, new float[] {1, 1, 1, 1}, 2, still, new SplittableRandom(1));
    assertEquals(1, window[0]);
    assertEquals(2, window[2]);
    assertTrue(window[1] != 1);
  }

  @Test
  void shift_showsTheReadingsBeforeAndNoOthers() throws Exception {
    FitInput input = input(4_000);
    SplittableRandom random = new SplittableRandom(1);
    float[] asItIs = new float[input.dimension()];
    float[] marks = new float[input.dimension()];
    input.read(50, asItIs, marks, 0);
    float step = asItIs[1] - asItIs[0];
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      float[] drawn = new float[input.dimension()];
      input.draw(WHOLE, 50, new Augmentation(0, 0, 3), random, drawn, marks, 0);
      double earlier = (asItIs[0] - drawn[0]) / step;
      assertEquals(Math.rint(earlier), earlier, 0.01);
      seen.add((int) Math.rint(earlier));
    }
    assertEquals(Set.of(0, 1, 2, 3), seen);
  }

  @Test
  void longWindow_isLearntFromAsFarAsItIsSeen() throws Exception {
    Augmentation all = new Augmentation(0.1, 0.2, 3);
    for (boolean difference : new boolean[] {false, true}) {
      FitInput input =
          input(
              data(4_000, 4, i -> i * i),
              new Preprocessing(
                  Normalisation.Mode.GLOBAL, Scaling.AUTO, Preprocessing.CLIP, difference));
      float[] whole = new float[LENGTH];
      float[] marks = new float[LENGTH];
      input.draw(WHOLE, 7, all, new SplittableRandom(9), whole, marks, 0);
      assertEquals(difference ? 0 : 1, marks[0], "the first step is not known");

      float[] part = new float[1 + 3];
      float[] seen = new float[part.length];
      input.draw(new View(3, 1), 7, all, new SplittableRandom(9), part, seen, 1);

      float[] newest = Arrays.copyOfRange(whole, LENGTH - 3, LENGTH);
      assertArrayEquals(newest, Arrays.copyOfRange(part, 1, 4));
      assertArrayEquals(new float[] {0, 1, 1, 1}, seen);
    }
  }

  @Test
  void shiftBeyondWhatIsKept_isLessThanAskedFor() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 100; i++) {
      assertTrue(new Augmentation(0, 0, 9).shift(4, random) <= 4);
    }
  }

  @Test
  void shiftedWindows_shareNoReadingWithThoseHeldOut() throws Exception {
    TrainingInput data = data(8_000, 1, i -> i);
    Split split = Stretches.of(data.samples(), data.spec(), true, null);
    int kept = data.spec().carry();
    for (int i : split.training().stream().toArray()) {
      for (int held : split.heldOut().stream().toArray()) {
        long apart = data.samples().end(i) - data.samples().end(held);
        assertTrue(Math.abs(apart) >= LENGTH + kept, i + " and " + held);
      }
    }
  }

  @Test
  void absurdAmounts_areRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Augmentation(-0.1, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new Augmentation(0, 2, 0));
    assertThrows(IllegalArgumentException.class, () -> new Augmentation(0, 0, -1));
  }

  private static FitInput input(int rows) throws Exception {
    return input(data(rows, 4, i -> i), Preprocessing.DEFAULT);
  }

  private static FitInput input(TrainingInput data, Preprocessing how) throws Exception {
    TrainingPlan plan = TrainingPlan.of("ramp", Path.of("unused"));
    return FitInput.all(data, data.normalisation(how), plan.seed(), plan.runtime());
  }

  /** A curve, such as a ramp, so that a shift shows. */
  private static TrainingInput data(int rows, int stride, DoubleUnaryOperator curve)
      throws Exception {
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      readings.add(Reading.ofRow("a", i * 1_000L, new double[] {curve.applyAsDouble(i)}, i));
    }
    TrainingPlan plan =
        TrainingPlan.of("ramp", Path.of("unused"))
            .with(WindowPlan.of(LENGTH, Stride.millis(stride * 1_000L)));
    return TrainingInput.read(
        plan.input(), new ListReadings(List.of("x"), true, readings), Progress.NONE);
  }
}
