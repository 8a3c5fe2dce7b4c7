package io.stillwater.train.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.console.Progress;
import io.stillwater.detect.WindowError;
import io.stillwater.event.Reading;
import io.stillwater.model.Bundle;
import io.stillwater.model.graph.DenoiserGraph;
import io.stillwater.model.graph.ScoringGraph;
import io.stillwater.model.manifest.DenoiserInfo;
import io.stillwater.model.manifest.ScoringShape;
import io.stillwater.model.manifest.View;
import io.stillwater.model.runtime.OnnxScorer;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.source.Simulator;
import io.stillwater.train.ListReadings;
import io.stillwater.train.Trainer;
import io.stillwater.train.TrainingPlan;
import io.stillwater.train.data.Indices;
import io.stillwater.train.data.Split;
import io.stillwater.train.data.Stretches;
import io.stillwater.train.data.TrainingInput;
import io.stillwater.train.data.WindowPlan;
import io.stillwater.train.network.NetworkGraph;
import io.stillwater.train.network.NetworkPlan;
import io.stillwater.train.network.NetworkTrainer;
import io.stillwater.window.Normalisation;
import io.stillwater.window.Preprocessing;
import io.stillwater.window.Stride;
import io.stillwater.window.Window;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network of long windows: what it sees of them, in training, scoring and transfer. */
class NetworkFitTest {
  private static final int LONG = 64;
  private static final View NEWEST = new View(16, 1);
  private static final NetworkTrainer.Start FRESH = new NetworkTrainer.Start.Fresh();
  private static FitInput input;
  private static List<Window> windows;
  private static DenoiserGraph trained;

  @TempDir Path folder;

  @BeforeAll
  static void trainOnce() throws Exception {
    TrainingInput data = TrainingInput.read(plan(LONG).input(), readings(), Progress.NONE);
    input = input(data);
    windows = List.copyOf(data.samples().windows(Indices.range(0, 40)));
    trained = network(FRESH, null).fit(input, Progress.NONE);
  }

  private static TrainingPlan plan(int length) {
    return TrainingPlan.of("pumps", Path.of("unused")).with(WindowPlan.of(length, Stride.rows(1)));
  }

  private static ListReadings readings() {
    Simulator pumps = new Simulator(1, 5);
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < 1_200; i++) {
      readings.addAll(pumps.next(i * Simulator.STEP_MILLIS));
    }
    return new ListReadings(Simulator.CHANNELS, true, readings);
  }

  private static FitInput input(TrainingInput data) {
    Split split = Stretches.of(data.samples(), data.spec(), true, null);
    Normalisation normalisation = data.normalisation(Preprocessing.DEFAULT, split.seen());
    return FitInput.all(data, normalisation, plan(LONG).seed(), plan(LONG).runtime())
        .with(split, normalisation);
  }

  private static NetworkFit network(NetworkTrainer.Start start, Path checkpoint) {
    NetworkPlan few = new NetworkPlan(NetworkPlan.DEFAULT.technique(), 60, 32, 2e-3, 1, 0, 1);
    NetworkFit small = NetworkFit.DEFAULT;
    return small.with(small.form(), few, Augmentation.NONE).with(start, checkpoint);
  }

  private static float[] weights(DenoiserGraph graph) {
    return ((NetworkGraph) graph.inner()).trained().weights();
  }

  private static OnnxScorer open(int length, DenoiserGraph graph) throws Exception {
    Normalisation how = input.normalisation();
    ScoringShape shape = new ScoringShape(length, how.channels(), List.of(graph.info()));
    byte[] model = ScoringGraph.build(length, how, List.of(graph));
    return OnnxScorer.open(model, shape, how, new RuntimeOptions(16, 1));
  }

  private static Window newest(Window window) {
    Reading[] rows = new Reading[NEWEST.tokens()];
    Arrays.setAll(rows, r -> window.row(window.length() - rows.length + r));
    return new Window(rows, 0);
  }

  @Test
  void longWindow_isSeenAsItsNewestReadings_andAShortOneWhole() throws Exception {
    assertEquals(NEWEST, trained.info().view(LONG));
    assertTrue(trained.info().text().endsWith(", over 16 readings"), trained.info().text());
    TrainingInput data = TrainingInput.read(plan(16).input(), readings(), Progress.NONE);
    FitInput brief = FitInput.all(data, input.normalisation(), plan(16).seed(), plan(16).runtime());
    Split split = Stretches.of(data.samples(), data.spec(), true, null);
    DenoiserGraph whole =
        network(FRESH, null).fit(brief.with(split, input.normalisation()), Progress.NONE);
    assertTrue(whole.info() instanceof DenoiserInfo.Network, whole.info().text());
  }

  @Test
  void longWindow_isScoredAsTheSameNetworkScoresItsNewestReadings() throws Exception {
    try (OnnxScorer whole = open(LONG, trained);
        OnnxScorer part = open(NEWEST.tokens(), trained.inner())) {
      List<WindowError> expected =
          part.errors(windows.stream().map(NetworkFitTest::newest).toList());
      List<WindowError> seen = whole.errors(windows);
      for (int i = 0; i < windows.size(); i++) {
        near(expected.get(i).logLevels(), seen.get(i).logLevels());
        near(expected.get(i).channels(), seen.get(i).channels());
      }
    }
  }

  @Test
  void newestReadings_areExpectedAsByTheSameNetwork_andTheOthersAsTheyWere() throws Exception {
    Window window = windows.get(7);
    int unseen = (LONG - NEWEST.tokens()) * Simulator.CHANNELS.size();
    try (OnnxScorer whole = open(LONG, trained);
        OnnxScorer part = open(NEWEST.tokens(), trained.inner())) {
      double[] expected = whole.expected(window);
      double[] observed = new double[expected.length];
      window.copyTo(observed, 0, new float[observed.length], 0);
      near(Arrays.copyOf(observed, unseen), Arrays.copyOf(expected, unseen));
      near(part.expected(newest(window)), Arrays.copyOfRange(expected, unseen, expected.length));
    }
  }

  private static void near(double[] expected, double[] seen) {
    assertEquals(expected.length, seen.length);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], seen[i], 1e-4 * (1 + Math.abs(expected[i])), "place " + i);
    }
  }

  @Test
  void sameInput_givesTheSameWeights() throws Exception {
    assertArrayEquals(weights(trained), weights(network(FRESH, null).fit(input, Progress.NONE)));
  }

  @Test
  void aKilledTraining_goesOnToTheSameWeights() throws Exception {
    Path checkpoint = folder.resolve("checkpoint");
    Progress killer =
        (step, fraction, detail) -> {
          if (fraction >= 0.6) {
            throw new IllegalStateException("killed");
          }
        };
    assertThrows(IllegalStateException.class, () -> network(FRESH, checkpoint).fit(input, killer));

    NetworkFit resumed = network(new NetworkTrainer.Start.Resume(), checkpoint);

    assertArrayEquals(weights(trained), weights(resumed.fit(input, Progress.NONE)));
  }

  @Test
  void networkOfShortWindows_isAStartForLongOnes() throws Exception {
    NetworkTrainer.Start.From from = NetworkFit.startFrom(Bundle.load(Path.of("models", "pump")));
    assertEquals(NEWEST.tokens(), from.spec().length());

    Bundle adapted = adapted(from);

    assertEquals(LONG, adapted.manifest().window().length());
    DenoiserInfo denoiser = adapted.manifest().denoisers().get(0);
    assertEquals(new DenoiserInfo.Viewed(NEWEST, denoiser.inner()), denoiser);
    assertEquals(from.spec(), NetworkFit.startFrom(adapted).spec(), "and a start for others");
    assertEquals(from.weights().length, NetworkFit.startFrom(adapted).weights().length);
  }

  private Bundle adapted(NetworkTrainer.Start from) throws Exception {
    TrainingPlan plan =
        TrainingPlan.of("adapted", folder.resolve("adapted"))
            .with(WindowPlan.of(LONG, Stride.rows(1)))
            .with(network(from, null));
    return Trainer.train(plan, readings(), Progress.NONE).bundle();
  }
}
