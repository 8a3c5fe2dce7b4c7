package io.stillwater.train.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.diffusion.NoiseLevels;
import io.stillwater.diffusion.Technique;
import io.stillwater.model.graph.ScoringGraph;
import io.stillwater.model.manifest.ScoringShape;
import io.stillwater.model.runtime.OnnxScorer;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.window.Normalisation;
import io.stillwater.window.Preprocessing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkTrainerTest {
  private static final NetworkSpec SPEC = new NetworkSpec(4, 2, 2, 16, 1, Mixing.TOKENS);
  private static final Windows SEEN = new Normals(512, 8, 1.3, 0.3, 1);
  private static final Windows HELD = new Normals(256, 8, 1.3, 0.3, 2);

  @TempDir Path folder;

  private static NetworkPlan plan(Technique technique, int steps) {
    return new NetworkPlan(technique, steps, 64, 5e-3, 1, 0, 7);
  }

  private static TrainedNetwork train(NetworkSpec spec, NetworkPlan plan) throws Exception {
    return new NetworkTrainer(spec, plan, null)
        .train(new NetworkTrainer.Start.Fresh(), SEEN, HELD, TrainingListener.NONE);
  }

  static float[] denoised(NetworkSpec spec, NetworkPlan plan, float[] weights, float[] x)
      throws Exception {
    TrainedNetwork trained = new TrainedNetwork(weights, List.of(), 0);
    NoiseLevels levels = new NoiseLevels(0.2, 0.5, 1);
    NetworkGraph graph = new NetworkGraph(spec, plan.technique(), levels, trained);
    Normalisation normalisation = plain(spec.channels());
    byte[] model = ScoringGraph.build(spec.length(), normalisation, List.of(graph));
    ScoringShape shape = new ScoringShape(spec.length(), spec.channels(), List.of(graph.info()));
    try (OnnxScorer scorer =
        OnnxScorer.open(model, shape, normalisation, RuntimeOptions.standard())) {
      return scorer.denoise(x, 1, levels.sigmas());
    }
  }

  private static Normalisation plain(int channels) {
    double[] ones = new double[channels];
    Arrays.fill(ones, 1);
    return new Normalisation(
        Preprocessing.DEFAULT,
        new Normalisation.Level(new double[channels], ones),
        new boolean[channels],
        Map.of());
  }

  @ParameterizedTest
  @EnumSource(Technique.class)
  void normalData_areDenoisedAsTheClosedFormSays(Technique technique) throws Exception {
    NetworkPlan plan = plan(technique, 1000);
    float[] weights = train(SPEC, plan).weights();
    float[] x = {0.8f, 0.8f, -0.8f, -0.8f, 0.5f, 0.5f, -0.5f, -0.5f};

    float[] clean = denoised(SPEC, plan, weights, x);

    Normals normals = (Normals) SEEN;
    double[] sigmas = {0.2, 0.5, 1};
    for (int k = 0; k < sigmas.length; k++) {
      for (int i = 0; i < x.length; i++) {
        double expected = normals.shrinks(i, sigmas[k]) * x[i];
        assertEquals(expected, clean[k * x.length + i], 0.25, "σ " + sigmas[k] + ", place " + i);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Mixing.class)
  void everyMixing_learns(Mixing mixing) throws Exception {
    NetworkSpec spec = new NetworkSpec(4, 2, 1, 16, 1, mixing);

    List<TrainingPoint> curve = train(spec, plan(Technique.EDM, 400)).curve();

    double first = curve.get(0).validation();
    double last = curve.get(curve.size() - 1).validation();
    assertTrue(last < 0.92 * first, () -> "from " + first + " to " + last);
  }

  @Test
  void beforeAnyStep_theNetworkSaysNothing() throws Exception {
    float[] x = {1, 2, 3, 4, 5, 6, 7, 8};
    float[] weights = new float[Backbone.weights(SPEC, Technique.EDM)];
    NetworkPlan plan = plan(Technique.EDM, 1);

    float[] clean = denoised(SPEC, plan, weights, x);

    for (int i = 0; i < x.length; i++) {
      assertEquals(x[i] / 1.25, clean[8 + i], 1e-5, "c_skip·x at σ 0.5");
    }
  }

  @Test
  void hiddenPatches_areFilledInFromTheOthers() throws Exception {
    NetworkPlan plan = new NetworkPlan(Technique.EDM, 400, 64, 5e-3, 1, 0.4, 7);

    List<TrainingPoint> curve = train(SPEC, plan).curve();

    assertTrue(curve.get(curve.size() - 1).validation() < curve.get(0).validation());
  }

  @Test
  void sameSeed_sameWeights() throws Exception {
    NetworkPlan plan = plan(Technique.EDM, 40);
    float[] weights = train(SPEC, plan).weights();

    assertArrayEquals(weights, train(SPEC, plan).weights());
    assertNotEquals(weights[0], train(SPEC, plan.seed(8)).weights()[0]);
  }

  @Test
  void aKilledTraining_goesOnToTheSameResult() throws Exception {
    NetworkPlan plan = plan(Technique.EDM, 200);
    Path checkpoint = folder.resolve("checkpoint");
    NetworkTrainer first = new NetworkTrainer(SPEC, plan, checkpoint);
    TrainingListener killer =
        (point, pace) -> {
          if (point.step() >= 100) {
            throw new IllegalStateException("killed");
          }
        };
    assertThrows(
        IllegalStateException.class,
        () -> first.train(new NetworkTrainer.Start.Fresh(), SEEN, HELD, killer));

    TrainedNetwork resumed =
        new NetworkTrainer(SPEC, plan, checkpoint)
            .train(new NetworkTrainer.Start.Resume(), SEEN, HELD, TrainingListener.NONE);

    TrainedNetwork undisturbed = train(SPEC, plan);
    assertArrayEquals(undisturbed.weights(), resumed.weights());
    assertEquals(undisturbed.curve(), resumed.curve());
  }

  @Test
  void checkpointOfAnotherTraining_isRefused() throws Exception {
    Path checkpoint = folder.resolve("checkpoint");
    NetworkPlan plan = plan(Technique.EDM, 40);
    new NetworkTrainer(SPEC, plan, checkpoint)
        .train(new NetworkTrainer.Start.Fresh(), SEEN, HELD, TrainingListener.NONE);
    NetworkTrainer other = new NetworkTrainer(SPEC, plan.seed(8), checkpoint);

    IOException refused =
        assertThrows(
            IOException.class,
            () ->
                other.train(new NetworkTrainer.Start.Resume(), SEEN, HELD, TrainingListener.NONE));

    assertTrue(refused.getMessage().contains("other data or other options"));
  }

  @Test
  void damagedCheckpoint_isRefused() throws Exception {
    Path checkpoint = folder.resolve("checkpoint");
    NetworkPlan plan = plan(Technique.EDM, 40);
    new NetworkTrainer(SPEC, plan, checkpoint)
        .train(new NetworkTrainer.Start.Fresh(), SEEN, HELD, TrainingListener.NONE);
    byte[] whole = Files.readAllBytes(checkpoint);
    Files.write(checkpoint, Arrays.copyOf(whole, whole.length / 2));

    assertThrows(
        IOException.class,
        () ->
            new NetworkTrainer(SPEC, plan, checkpoint)
                .train(new NetworkTrainer.Start.Resume(), SEEN, HELD, TrainingListener.NONE));
  }

  @Test
  void frozenLowerLayers_stayAsTheyCame() throws Exception {
    float[] first = train(SPEC, plan(Technique.EDM, 60)).weights();
    NetworkPlan frozen = new NetworkPlan(Technique.EDM, 40, 64, 5e-3, 0, 0, 8);
    NetworkTrainer.Start from = new NetworkTrainer.Start.From(SPEC, Technique.EDM, first);

    float[] adapted =
        new NetworkTrainer(SPEC, frozen, null)
            .train(from, SEEN, HELD, TrainingListener.NONE)
            .weights();

    List<WeightSource.Initial> parts = Backbone.blueprint(SPEC, Technique.EDM);
    int top = (int) parts.stream().filter(p -> p.depth() == 2).mapToLong(p -> p.count()).sum();
    int lower = first.length - top;
    assertArrayEquals(Arrays.copyOf(first, lower), Arrays.copyOf(adapted, lower));
    float[] last = Arrays.copyOfRange(first, lower, first.length);
    assertFalse(Arrays.equals(last, Arrays.copyOfRange(adapted, lower, first.length)));
  }

  @Test
  void aLossThatRunsAway_isSaid() {
    Windows wild = new Normals(64, 8, Double.POSITIVE_INFINITY, 1, 1);

    DivergenceException said =
        assertThrows(
            DivergenceException.class,
            () ->
                new NetworkTrainer(SPEC, plan(Technique.EDM, 100), null)
                    .train(new NetworkTrainer.Start.Fresh(), wild, HELD, TrainingListener.NONE));

    assertTrue(said.getMessage().contains("ran away at step"), said.getMessage());
  }
}
