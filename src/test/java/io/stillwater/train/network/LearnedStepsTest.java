package io.stillwater.train.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import io.stillwater.diffusion.Algebra;
import io.stillwater.diffusion.Ancestral;
import io.stillwater.diffusion.Denoiser;
import io.stillwater.diffusion.DiscreteSchedule;
import io.stillwater.diffusion.LearnedVariance;
import io.stillwater.diffusion.Noise;
import io.stillwater.diffusion.Steps;
import io.stillwater.diffusion.Technique;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.onnx.ElementType;
import io.stillwater.onnx.Gradients;
import io.stillwater.onnx.Graph;
import io.stillwater.onnx.Shape;
import io.stillwater.onnx.Tensor;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LearnedStepsTest {
  private static final NetworkSpec SPEC = new NetworkSpec(4, 2, 2, 16, 1, Mixing.TOKENS);
  private static final NetworkPlan PLAN = new NetworkPlan(Technique.IDDPM, 1500, 64, 5e-3, 1, 0, 7);

  /** Few steps, so that the two variances lie apart: σ = 0.5, 1, 2. */
  private static final DiscreteSchedule COARSE = DiscreteSchedule.ofBetas(0.2, 0.375, 0.6);

  private static float[] random(long seed, double deviation) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] weights = new float[Backbone.weights(SPEC, Technique.IDDPM)];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (deviation * random.nextGaussian());
    }
    return weights;
  }

  /** v over N(0, s²) data, where D is right: the variance of the true step, between the two. */
  private static double closedForm(double s, double sigma, double next) {
    double square = s * s;
    double truth =
        (sigma * sigma - next * next) * (square + next * next) / (square + sigma * sigma);
    double low = Math.log(LearnedVariance.low(Algebra.DOUBLES, sigma, next));
    double high = Math.log(LearnedVariance.high(Algebra.DOUBLES, sigma, next));
    return (Math.log(truth) - low) / (high - low);
  }

  @Test
  void variance_isLearntAsTheClosedFormSays() throws Exception {
    Windows windows = new Normals(4096, SPEC.dimension(), 1, 0.3, 1);
    float[] weights = new float[Backbone.weights(SPEC, Technique.IDDPM)];
    try (TrainingSession session = new TrainingSession(SPEC, PLAN, RuntimeOptions.standard());
        Batch batch = new Batch(SPEC, PLAN, COARSE, 1)) {
      session.write(Map.of(TrainingSession.WEIGHTS, random(3, 0.25)));
      for (int step = 0; step < PLAN.steps(); step++) {
        batch.draw(windows, new SplittableRandom(step));
        double rate = PLAN.rate(step);
        float[] optimiser =
            WeightSource.floats(
                rate / (1 - Math.pow(AdamW.BETA1, step + 1.0)),
                1 / (1 - Math.pow(AdamW.BETA2, step + 1.0)),
                rate * NetworkPlan.DECAY,
                PLAN.stays(step));
        session.steps(batch, new float[][] {optimiser});
      }
      weights = session.read(TrainingSession.AVERAGE);
    }

    try (LearnedSteps learned =
        new LearnedSteps(SPEC, Technique.IDDPM, weights, RuntimeOptions.standard())) {
      for (int t = 1; t < COARSE.steps(); t++) {
        double sigma = COARSE.sigma(t);
        double[] shares = shares(learned, windows, sigma);
        double wide = closedForm(1, sigma, COARSE.sigma(t - 1));
        double narrow = closedForm(0.3, sigma, COARSE.sigma(t - 1));
        assertEquals(1, wide, 1e-12);
        assertEquals(wide, shares[0], 0.1, "deviation 1, σ " + sigma);
        assertEquals(narrow, shares[1], 0.1, "deviation 0.3, σ " + sigma);
      }
    }
  }

  /** The mean v over noisy windows, at even places and at odd ones. */
  private static double[] shares(Denoiser learned, Windows windows, double sigma) {
    int dimension = learned.dimension();
    int count = 512;
    float[] values = new float[dimension];
    double[] x = Noise.seeded(5, 0).draw(count, dimension);
    for (int i = 0; i < count; i++) {
      windows.read(i, values, new float[dimension], 0, new SplittableRandom(i));
      for (int j = 0; j < dimension; j++) {
        x[i * dimension + j] = values[j] + sigma * x[i * dimension + j];
      }
    }
    double[] shares = learned.predict(x, sigma).shares().orElseThrow();
    double[] means = new double[2];
    for (int i = 0; i < shares.length; i++) {
      means[i % 2] += shares[i] / (shares.length / 2.0);
    }
    return means;
  }

  @Test
  void hybridLoss_isTheSimpleLossAndTheWeightedDivergence() throws Exception {
    NetworkPlan plan = new NetworkPlan(Technique.IDDPM, 1, 32, 5e-3, 1, 0, 7);
    float[] weights = new float[Backbone.weights(SPEC, Technique.IDDPM)]; // F = 0, v = 1/2
    Windows windows = new Normals(64, SPEC.dimension(), 1.3, 0.3, 1);
    double expected = 0;
    double loss;
    try (TrainingSession session = new TrainingSession(SPEC, plan, RuntimeOptions.standard());
        Batch batch = new Batch(SPEC, plan, COARSE, 1)) {
      session.write(Map.of(TrainingSession.AVERAGE, weights));
      batch.draw(windows, new SplittableRandom(1));
      loss = session.validate(batch);
      float[] sigmas = floats(batch, "sigma");
      float[] noise = floats(batch, "noise");
      for (int i = 0; i < noise.length; i++) {
        double sigma = sigmas[i / SPEC.dimension()];
        double next = COARSE.before(COARSE.sigma((int) Math.round(COARSE.step(sigma))));
        double square = noise[i] * noise[i];
        double divergence =
            next == 0
                ? 0
                : LearnedVariance.loss(Algebra.DOUBLES, 0.5, sigma * sigma * square, sigma, next);
        expected += (square + 0.001 * 3 * divergence) / noise.length;
      }
    }

    assertEquals(expected, loss, 2e-6);
  }

  private static float[] floats(Batch batch, String name) {
    FloatBuffer buffer = batch.inputs().get(name).getFloatBuffer();
    float[] values = new float[buffer.capacity()];
    buffer.get(values);
    return values;
  }

  /** One scalar through which a gradient goes, and the same one detached. */
  @Test
  void whatIsDetached_hasNoGradient() throws Exception {
    Graph graph = new Graph("detached");
    Tensor x = graph.input("x", ElementType.FLOAT, Shape.of(2));
    Tensor loss = x.multiply(x.square().detached()).sum(0); // d/dx is x², not 3x²
    graph.output("gradient", Gradients.of(loss, List.of(x)).get(0));
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(graph.toBytes());
        OnnxTensor input = OnnxTensor.createTensor(environment, new float[] {2, -3});
        OrtSession.Result result = session.run(Map.of("x", input))) {
      assertArrayEquals(new float[] {4, 9}, (float[]) result.get(0).getValue());
    }
  }

  @Test
  void scoring_doesNotKnowOfTheVariance() throws Exception {
    float[] weights = random(4, 0.2);
    float[] other = weights.clone();
    int own = Backbone.weights(SPEC, Technique.DDPM);
    Arrays.fill(other, own, other.length, 9);
    float[] x = {1, 2, 3, 4, -1, -2, -3, -4};

    assertArrayEquals(
        NetworkTrainerTest.denoised(SPEC, PLAN, weights, x),
        NetworkTrainerTest.denoised(SPEC, PLAN, other, x));
    double[] noisy = {1, 2, 3, 4, -1, -2, -3, -4};
    try (LearnedSteps one =
            new LearnedSteps(SPEC, Technique.IDDPM, weights, RuntimeOptions.standard());
        LearnedSteps two =
            new LearnedSteps(SPEC, Technique.IDDPM, other, RuntimeOptions.standard())) {
      float[] all = NetworkTrainerTest.denoised(SPEC, PLAN, weights, x);
      double[] scored = IntStream.range(8, 16).mapToDouble(i -> all[i]).toArray(); // σ = 0.5
      assertArrayEquals(scored, one.denoiseAll(noisy, 0.5), 1e-5);
      double[] shares = one.predict(noisy, 0.5).shares().orElseThrow();
      assertNotEquals(shares[0], two.predict(noisy, 0.5).shares().orElseThrow()[0]);
      assertTrue(Arrays.stream(shares).allMatch(v -> v >= 0 && v <= 1), Arrays.toString(shares));
    }
  }

  /** Each value of a step is spread by its own share. */
  @Test
  void ancestralWalk_spreadsEachValueByItsShare() {
    double[] shares = {0, 0.5, 1};
    Denoiser denoiser =
        new Denoiser() {
          @Override
          public int dimension() {
            return 3;
          }

          @Override
          public double[] denoise(double[] x, double sigma) {
            return new double[3];
          }

          @Override
          public Prediction predict(double[] x, double sigma) {
            return new Prediction(new double[x.length], Optional.of(shares));
          }
        };
    double[] x = {0, 0, 0};

    double[] walked = new Ancestral(0).walk(denoiser, x, new Steps(2, 1), Noise.seeded(1, 0));

    double[] z = Noise.seeded(1, 0).draw(1, 3);
    for (int i = 0; i < 3; i++) {
      double deviation = new Ancestral(shares[i]).spread(2, 1);
      assertEquals(deviation * z[i], walked[i], 1e-12);
    }
  }
}
