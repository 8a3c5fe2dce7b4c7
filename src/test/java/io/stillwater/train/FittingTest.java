package io.stillwater.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.console.Progress;
import io.stillwater.event.Reading;
import io.stillwater.model.graph.DenoiserGraph;
import io.stillwater.train.data.TrainingException;
import io.stillwater.train.data.TrainingInput;
import io.stillwater.train.data.WindowPlan;
import io.stillwater.train.fit.DenoiserFit;
import io.stillwater.train.fit.FitInput;
import io.stillwater.train.fit.MemoryFit;
import io.stillwater.window.Normalisation;
import io.stillwater.window.Preprocessing;
import io.stillwater.window.Stride;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FittingTest {
  private static final TrainingPlan PLAN =
      TrainingPlan.of("test", Path.of("unused")).with(WindowPlan.of(16, Stride.rows(1)));

  /** The memory, with another answer to whether it is costly; remembers what it was given. */
  private record Told(boolean costly, List<FitInput> inputs) implements DenoiserFit {
    Told(boolean costly) {
      this(costly, new ArrayList<>());
    }

    @Override
    public DenoiserGraph fit(FitInput input, Progress progress) {
      inputs.add(input);
      return MemoryFit.DEFAULT.fit(input, progress);
    }
  }

  @Test
  void cheapDenoiser_isFittedToEachFoldAndThenToAll() throws Exception {
    Told cheap = new Told(false);
    Fitting fitting = Fitting.of(PLAN.with(cheap), input(1_500), Progress.NONE);
    assertEquals(6, cheap.inputs().size());
    assertEquals(1_485, cheap.inputs().get(5).training().size());
    assertEquals(1_485, fitting.heldOut().size());
    for (FitInput part : cheap.inputs()) {
      assertEquals(0, part.validation().size());
    }
  }

  @Test
  void costlyDenoiser_isFittedOnceAndCalibratedOnWhatItHasNotSeen() throws Exception {
    Told costly = new Told(true);
    Fitting fitting = Fitting.of(PLAN.with(costly), input(1_500), Progress.NONE);
    assertEquals(1, costly.inputs().size());
    FitInput part = costly.inputs().get(0);
    assertEquals(1_485 / 5, fitting.heldOut().size(), 2);
    for (int seen : part.training().stream().toArray()) {
      assertFalse(fitting.heldOut().has(seen));
    }
    for (int seen : part.validation().stream().toArray()) {
      assertFalse(fitting.heldOut().has(seen));
    }
  }

  @Test
  void bundleOfACostlyDenoiser_normalisesAsItWasTrained() throws Exception {
    Told costly = new Told(true);
    TrainingInput input = input(1_500);
    Fitting fitting = Fitting.of(PLAN.with(costly), input, Progress.NONE);
    Normalisation trained = costly.inputs().get(0).normalisation();
    assertArrayEquals(
        trained.pooled().centre(), fitting.denoisers().normalisation().pooled().centre());
    double all = input.normalisation(Preprocessing.DEFAULT).pooled().centre()[0];
    assertTrue(all != trained.pooled().centre()[0], "the held-out part was seen");
  }

  @Test
  void tooFewToHoldOut_isRefusedWithTheNumbers() throws Exception {
    TrainingInput input = input(110);
    String message =
        assertThrows(
                TrainingException.class,
                () -> Fitting.of(PLAN.with(new Told(true)), input, Progress.NONE))
            .getMessage();
    assertTrue(message.contains("of 95 windows") && message.contains("needed are 80"), message);
    assertEquals(95, Fitting.of(PLAN, input, Progress.NONE).heldOut().size());
  }

  /** The tenth to see by when it is enough lies beside what is held out, and shares readings. */
  @Test
  void tooFewForAValidation_isRefusedAsWell() throws Exception {
    TrainingInput input = input(170);
    String message =
        assertThrows(
                TrainingException.class,
                () -> Fitting.of(PLAN.with(new Told(true)), input, Progress.NONE))
            .getMessage();
    assertTrue(message.contains(", 0 to see when it is enough"), message);
  }

  @Test
  void readingAWindow_givesWhatTheGraphSees() throws Exception {
    Told cheap = new Told(false);
    TrainingInput input = input(300);
    Fitting.of(PLAN.with(cheap), input, Progress.NONE);
    FitInput all = cheap.inputs().get(5);
    float[] values = new float[2 * all.dimension()];
    float[] observed = new float[2 * all.dimension()];
    all.read(7, values, observed, all.dimension());
    float[] expected = all.normalisation().normalise(input.samples().window(7));
    for (int i = 0; i < all.dimension(); i++) {
      assertEquals(0, values[i]);
      assertEquals(expected[i], values[all.dimension() + i]);
      assertEquals(1, observed[all.dimension() + i]);
    }
  }

  private static TrainingInput input(int rows) throws Exception {
    Random random = new Random(1);
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      double[] values = {Math.sin(i / 20.0) + 0.1 * random.nextGaussian(), random.nextGaussian()};
      readings.add(Reading.ofRow("a", i * 1_000L, values, i));
    }
    ListReadings data = new ListReadings(List.of("x", "y"), true, readings);
    return TrainingInput.read(PLAN.input(), data, Progress.NONE);
  }
}
