package io.stillwater.train.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.console.Progress;
import io.stillwater.event.Reading;
import io.stillwater.model.graph.DenoiserGraph;
import io.stillwater.model.graph.GaussianGraph;
import io.stillwater.model.graph.MemoryGraph;
import io.stillwater.model.graph.ViewedGraph;
import io.stillwater.model.manifest.View;
import io.stillwater.train.ListReadings;
import io.stillwater.train.TrainingPlan;
import io.stillwater.train.data.TrainingInput;
import io.stillwater.train.data.WindowPlan;
import io.stillwater.window.Normalisation;
import io.stillwater.window.Preprocessing;
import io.stillwater.window.Scaling;
import io.stillwater.window.Stride;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The closed forms over short and long windows of two related channels. */
class GaussianFitTest {
  private static final int CHANNELS = 2;

  @ParameterizedTest
  @CsvSource({"16, 16, 1", "64, 16, 1", "64, 16, 4", "70, 16, 4"})
  void meanAndCovariance_areThoseOfWhatIsSeen(int length, int tokens, int group) throws Exception {
    FitInput input = input(length, 900, Preprocessing.DEFAULT);
    View view = new View(tokens, group);
    DenoiserGraph fitted = new GaussianFit(Optional.of(view)).fit(input, Progress.NONE);
    assertEquals(view, fitted.info().view(length));
    GaussianGraph gaussian = gaussian(fitted);
    List<double[]> seen = new ArrayList<>();
    for (int i = 0; i < input.size(); i++) {
      seen.add(seen(input, i, view));
    }
    int dimension = tokens * CHANNELS;
    double[] mean = new double[dimension];
    for (double[] window : seen) {
      for (int j = 0; j < dimension; j++) {
        mean[j] += window[j] / seen.size();
      }
    }
    for (int j = 0; j < dimension; j++) {
      assertEquals(mean[j], gaussian.mean()[j], 1e-5);
    }
    double[] covariance = new double[dimension * dimension];
    for (double[] window : seen) {
      for (int j = 0; j < covariance.length; j++) {
        int row = j / dimension;
        int column = j % dimension;
        covariance[j] += (window[row] - mean[row]) * (window[column] - mean[column]) / seen.size();
      }
    }
    assertArrayEquals(covariance, told(gaussian), 1e-4);
  }

  /** A window as it is seen, by the definition. */
  private static double[] seen(FitInput input, int window, View view) {
    float[] values = new float[input.dimension()];
    input.read(window, values, new float[values.length], 0);
    double[] seen = new double[view.tokens() * CHANNELS];
    int first = input.length() - view.tokens() * view.group();
    for (int r = first; r < input.length(); r++) {
      for (int c = 0; c < CHANNELS; c++) {
        int at = (r - first) / view.group() * CHANNELS + c;
        seen[at] += values[r * CHANNELS + c] / (double) view.group();
      }
    }
    return seen;
  }

  private static GaussianGraph gaussian(DenoiserGraph fitted) {
    DenoiserGraph inner = fitted instanceof ViewedGraph viewed ? viewed.of() : fitted;
    return assertInstanceOf(GaussianGraph.class, inner);
  }

  /** UwUᵀ. */
  private static double[] told(GaussianGraph gaussian) {
    int dimension = gaussian.mean().length;
    int rank = gaussian.variances().length;
    double[] told = new double[dimension * dimension];
    for (int i = 0; i < told.length; i++) {
      for (int k = 0; k < rank; k++) {
        told[i] +=
            (double) gaussian.variances()[k]
                * gaussian.directions()[i / dimension * rank + k]
                * gaussian.directions()[i % dimension * rank + k];
      }
    }
    return told;
  }

  @Test
  void longWindows_areLookedAtOnTwoScales_andTheScalesShareTheMemory() throws Exception {
    List<DenoiserFit> memories = new MemoryFit(101).at(64);
    assertEquals(
        List.of(
            new MemoryFit(50, Optional.of(new View(16, 1))),
            new MemoryFit(50, Optional.of(new View(16, 4)))),
        memories);
    assertEquals(
        List.of(new MemoryFit(101, Optional.of(new View(31, 1)))), new MemoryFit(101).at(31));
    assertEquals(1, ((MemoryFit) new MemoryFit(1).at(64).get(1)).most());
    assertEquals(memories, memories.stream().flatMap(fit -> fit.at(64).stream()).toList());
    assertEquals(2, GaussianFit.DEFAULT.at(32).size());
    TrainingPlan plan = TrainingPlan.of("x", Path.of("unused"));
    assertEquals(4, plan.fits().size());
    assertEquals(2, plan.with(WindowPlan.of(16, Stride.rows(1))).fits().size());
    FitInput input = input(64, 900, Preprocessing.DEFAULT);
    for (DenoiserFit memory : memories) {
      ViewedGraph viewed = (ViewedGraph) memory.fit(input, Progress.NONE);
      assertEquals(50, ((MemoryGraph) viewed.of()).size());
    }
  }

  @Test
  void levelsOfTheMemory_growWithTheRootOfTheValuesThatMoveInItsView() throws Exception {
    Preprocessing steps = new Preprocessing(Normalisation.Mode.GLOBAL, Scaling.AUTO, 1e4, true);
    assertEquals(0.1 * Math.sqrt(32), middle(16, 0, Preprocessing.DEFAULT), 1e-12);
    assertEquals(0.1 * Math.sqrt(32), middle(64, 0, Preprocessing.DEFAULT), 1e-12);
    assertEquals(0.1 * Math.sqrt(32), middle(64, 1, Preprocessing.DEFAULT), 1e-12);
    assertEquals(0.1 * Math.sqrt(30), middle(16, 0, steps), 1e-12, "the first has no step");
    assertEquals(0.1 * Math.sqrt(32), middle(64, 0, steps), 1e-12, "the newest have all steps");
  }

  private static double middle(int length, int scale, Preprocessing how) throws Exception {
    DenoiserFit fit = new MemoryFit(40).at(length).get(scale);
    return fit.fit(input(length, 900, how), Progress.NONE).levels().sigmas()[1];
  }

  @Test
  void table_isAMemoryOfRanks() {
    TrainingPlan table = TrainingPlan.table("x", Path.of("unused"));
    assertEquals(1, table.windows().length());
    assertEquals(1, table.windows().least());
    assertEquals(Preprocessing.TABLE, table.preprocessing());
    assertEquals(List.of(new MemoryFit(MemoryFit.MOST, Optional.of(new View(1, 1)))), table.fits());
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> Preprocessing.TABLE.with(Normalisation.Mode.KEY))
            .getMessage();
    assertTrue(message.contains("ranks are those among all keys"), message);
  }

  private static FitInput input(int length, int rows, Preprocessing how) throws Exception {
    TrainingPlan plan =
        TrainingPlan.of("test", Path.of("unused"))
            .with(WindowPlan.of(length, Stride.rows(1)))
            .with(how);
    Random random = new Random(1);
    List<Reading> readings = new ArrayList<>();
    double state = 0;
    for (int i = 0; i < rows; i++) {
      state = 0.9 * state + random.nextGaussian();
      double[] values = {state + 0.3 * random.nextGaussian(), 5 - state + random.nextGaussian()};
      readings.add(Reading.ofRow("a", i * 1_000L, values, i));
    }
    ListReadings data = new ListReadings(List.of("x", "y"), true, readings);
    TrainingInput input = TrainingInput.read(plan.input(), data, Progress.NONE);
    return FitInput.all(input, input.normalisation(how), plan.seed(), plan.runtime());
  }
}
