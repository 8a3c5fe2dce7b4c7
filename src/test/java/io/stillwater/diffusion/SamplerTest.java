package io.stillwater.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Samplers against what is known of them for data whose exact denoiser is known. */
class SamplerTest {
  private static final double S = 0.6;
  private static final Noise NONE = (windows, dimension) -> new double[windows * dimension];
  private static final Noise ONE =
      (windows, dimension) -> {
        double[] ones = new double[windows * dimension];
        Arrays.fill(ones, 1);
        return ones;
      };

  static Stream<Sampler> samplers() {
    return Stream.of(
        new Ddim(0),
        new Ddim(0.5),
        new Ancestral(0),
        new Ancestral(1),
        new EulerMaruyama(),
        new Heun(),
        new Heun(20, 0.05, 50, 1),
        new DpmSolver());
  }

  /** Where one value ends that starts at 1, on N(0, spread²) data and without noise. */
  private static double walked(Sampler sampler, double spread, double... sigmas) {
    Denoiser exact = Mixture.gaussian(1, spread);
    return sampler.walk(exact, new double[] {1}, new Steps(sigmas), NONE)[0];
  }

  @Test
  void ddim_onGaussianData_shrinksByAKnownFactor() {
    double expected = 1;
    double[] sigmas = {7, 3, 0.8, 0.2, 0};
    for (int i = 0; i < 4; i++) {
      double own = S * S;
      expected *= (own + sigmas[i] * sigmas[i + 1]) / (own + sigmas[i] * sigmas[i]);
    }
    assertEquals(expected, walked(new Ddim(0), S, sigmas), 1e-12);
  }

  @Test
  void heun_onGaussianData_shrinksByAKnownFactor() {
    double expected = 1;
    double[] sigmas = {7, 3, 0.8, 0.2};
    for (int i = 0; i < 3; i++) {
      double step = sigmas[i + 1] - sigmas[i];
      double slope = sigmas[i] / (S * S + sigmas[i] * sigmas[i]);
      double after = sigmas[i + 1] / (S * S + sigmas[i + 1] * sigmas[i + 1]);
      expected *= 1 + step / 2 * (slope + after * (1 + step * slope));
    }
    assertEquals(expected, walked(new Heun(), S, sigmas), 1e-12);
    double last = S * S / (S * S + 0.04);
    assertEquals(expected * last, walked(new Heun(), S, 7, 3, 0.8, 0.2, 0), 1e-12);
  }

  /** In the paper's own words: α = √ᾱ, σ = √(1 − ᾱ), λ = ln(α/σ), x shrunk by α. */
  @Test
  void dpmSolver_isThePapersUpdateInVariancePreservingUnits() {
    double[] ratios = {7, 3, 0.8, 0.2};
    double x = 1 / Math.hypot(1, ratios[0]);
    double before = 0;
    for (int i = 0; i < 3; i++) {
      double alpha = 1 / Math.hypot(1, ratios[i + 1]);
      double shrink = alpha * ratios[i + 1] / (ratios[i] / Math.hypot(1, ratios[i]));
      double h = Math.log(ratios[i] / ratios[i + 1]);
      double noisy = x * Math.hypot(1, ratios[i]);
      double clean = S * S * noisy / (S * S + ratios[i] * ratios[i]);
      double r = i == 0 ? 0 : Math.log(ratios[i - 1] / ratios[i]) / h;
      double blend = i == 0 ? clean : (1 + 1 / (2 * r)) * clean - 1 / (2 * r) * before;
      x = shrink * x - alpha * Math.expm1(-h) * blend;
      before = clean;
    }
    double expected = x * Math.hypot(1, ratios[3]);
    assertEquals(expected, walked(new DpmSolver(), S, ratios), 1e-12);
  }

  /** In the paper's own words: x is shrunk by √ᾱ, μ̃ and β_t or β̃_t of the step. */
  @Test
  void ancestral_isThePapersPosteriorInVariancePreservingUnits() {
    double now = 0.3; // ᾱ_t
    double before = 0.5; // ᾱ of the step to come
    double beta = 1 - now / before;
    double sigma = Math.sqrt((1 - now) / now);
    double next = Math.sqrt((1 - before) / before);
    double x = 1.7;
    double clean = S * S * x / (S * S + sigma * sigma);
    double mean =
        Math.sqrt(before) * beta / (1 - now) * clean
            + Math.sqrt(now / before) * (1 - before) / (1 - now) * (Math.sqrt(now) * x);
    double tilde = (1 - before) / (1 - now) * beta;
    for (double share : new double[] {0, 1}) {
      double deviation = Math.sqrt(share == 0 ? tilde : beta);
      double expected = (mean + deviation) / Math.sqrt(before);
      double[] to =
          new Ancestral(share)
              .walk(Mixture.gaussian(1, S), new double[] {x}, new Steps(sigma, next), ONE);
      assertEquals(expected, to[0], 1e-12);
    }
  }

  @Test
  void eulerMaruyama_movesByDriftAndDiffusion() {
    double sigma = 2;
    double next = 1.9;
    double elapsed = sigma * sigma - next * next;
    double score = -1.7 / (S * S + sigma * sigma);
    double[] to =
        new EulerMaruyama()
            .walk(Mixture.gaussian(1, S), new double[] {1.7}, new Steps(sigma, next), ONE);
    assertEquals(1.7 + elapsed * score + Math.sqrt(elapsed), to[0], 1e-12);
  }

  @Test
  void ddimWithAllNoise_isTheAncestralWalk() {
    Mixture exact = new Mixture(new float[][] {{-1, 2}, {1, 0}}, 0.3);
    Steps steps = Steps.karras(0.01, 40, 12);
    double[] ddim = new Ddim(1).draw(exact, 20, steps, Noise.seeded(4, 0));
    double[] ancestral = new Ancestral(0).draw(exact, 20, steps, Noise.seeded(4, 0));
    assertArrayEquals(ancestral, ddim, 1e-12);
  }

  /** With β the ancestral walk is exact on N(0, 1) data, however few its steps. */
  @Test
  void ancestralWithLargerVariance_keepsUnitDataExactly() {
    double variance = 1 + 50 * 50;
    double[] sigmas = {50, 4, 0.5};
    for (int i = 0; i < 2; i++) {
      double kept = walked(new Ancestral(1), 1, sigmas[i], sigmas[i + 1]);
      double spread = new Ancestral(1).spread(sigmas[i], sigmas[i + 1]);
      variance = kept * kept * variance + spread * spread;
      assertEquals(1 + sigmas[i + 1] * sigmas[i + 1], variance, 1e-10);
    }
  }

  @Test
  void halvingTheStep_shrinksTheErrorByTheOrderOfTheSampler() {
    Denoiser gaussian = Mixture.gaussian(1, S);
    double exact = Math.sqrt((S * S + 0.01) / (S * S + 100));
    assertOrder(1, new Ddim(0), gaussian, exact);
    assertOrder(2, new Heun(), gaussian, exact);
    assertOrder(2, new DpmSolver(), gaussian, exact);
    Denoiser mixture = new Mixture(new float[][] {{-1}, {-1}, {1.5f}}, 0.5);
    double fine = new Heun().walk(mixture, new double[] {1}, descent(8192), NONE)[0];
    assertOrder(1, new Ddim(0), mixture, fine);
    assertOrder(2, new Heun(), mixture, fine);
    assertOrder(2, new DpmSolver(), mixture, fine);
  }

  private static void assertOrder(int order, Sampler sampler, Denoiser denoiser, double exact) {
    double coarse = sampler.walk(denoiser, new double[] {1}, descent(256), NONE)[0] - exact;
    double fine = sampler.walk(denoiser, new double[] {1}, descent(512), NONE)[0] - exact;
    assertEquals(order, Math.log(coarse / fine) / Math.log(2), 0.1, sampler + " " + coarse);
  }

  /** The variance of Gaussian data, step by step: each step scales it and adds its own. */
  @ParameterizedTest
  @MethodSource("noisy")
  void halvingTheStep_halvesTheErrorOfTheVariance(SingleStep sampler) {
    double coarse = variance(sampler, descent(256)) - (S * S + 0.01);
    double fine = variance(sampler, descent(512)) - (S * S + 0.01);
    assertEquals(1, Math.log(coarse / fine) / Math.log(2), 0.1, sampler + " " + coarse);
  }

  static Stream<Sampler> noisy() {
    return Stream.of(new Ddim(0.5), new Ancestral(0), new Ancestral(1), new EulerMaruyama());
  }

  private static double variance(SingleStep sampler, Steps steps) {
    double variance = S * S + steps.first() * steps.first();
    for (int i = 0; i < steps.count(); i++) {
      double kept = walked(sampler, S, steps.sigma(i), steps.sigma(i + 1));
      double spread = sampler.spread(steps.sigma(i), steps.sigma(i + 1));
      variance = kept * kept * variance + spread * spread;
    }
    return variance;
  }

  /** From 10 to 0.1 in equal steps of ln σ, without the jump to 0. */
  private static Steps descent(int count) {
    return new Steps(Arrays.copyOf(Steps.geometric(0.1, 10, count + 1).sigmas(), count + 1));
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void samples_haveWeightsMeansAndVariancesOfTheMixture(Sampler sampler) {
    int count = 6000;
    int steps = sampler instanceof SingleStep ? 400 : 60; // first order needs more
    double spread = 0.3;
    float[][] centres = {{-1, 1}, {-1, 1}, {1.2f, -0.5f}}; // one centre weighs 2/3
    double[] drawn =
        sampler.draw(
            new Mixture(centres, spread), count, Steps.karras(0.01, 40, steps), Noise.seeded(9, 0));
    int[] members = new int[2];
    double[][] sums = new double[2][2];
    double[][] squares = new double[2][2];
    for (int i = 0; i < count; i++) {
      int own = drawn[2 * i] < drawn[2 * i + 1] ? 0 : 1;
      members[own]++;
      for (int j = 0; j < 2; j++) {
        double off = drawn[2 * i + j] - centres[2 * own][j];
        sums[own][j] += off;
        squares[own][j] += off * off;
      }
    }
    assertEquals(2 / 3.0, members[0] / (double) count, 0.025);
    for (int own = 0; own < 2; own++) {
      for (int j = 0; j < 2; j++) {
        assertEquals(0, sums[own][j] / members[own], 0.03, sampler + " mean");
        assertEquals(0.09, squares[own][j] / members[own], 0.01, sampler + " variance");
      }
    }
  }

  /** Each technique as its paper has it: its network exact, its own grid, its own sampler. */
  @ParameterizedTest
  @EnumSource(Technique.class)
  void everyTechnique_drawsUnitDataFromItsOwnExactNetwork(Technique technique) {
    Parameterisation row = technique.parameterisation();
    Denoiser exact = Mixture.gaussian(1, 1);
    Denoiser made =
        row.denoiser(
            1,
            (scaled, condition) -> {
              double sigma = Math.exp(4 * condition);
              double x = scaled[0] / row.in(sigma);
              double clean = exact.denoise(new double[] {x}, sigma)[0];
              return new double[] {(clean - row.skip(sigma) * x) / row.out(sigma)};
            });
    int count = 4000;
    double[] drawn =
        technique.sampler().draw(made, count, technique.steps(400), Noise.seeded(2, 0));
    double mean = Arrays.stream(drawn).average().orElseThrow();
    double variance = Arrays.stream(drawn).map(x -> x * x).average().orElseThrow();
    assertEquals(0, mean, 0.05);
    assertEquals(1, variance, 0.07);
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void eachWindow_takesItsOwnWayWhoeverWalksBeside(Sampler sampler) {
    Mixture exact = new Mixture(new float[][] {{-1, 2, 0}, {1, 0, 3}}, 0.3);
    Steps steps = Steps.karras(0.01, 40, 8);
    double[] all = sampler.draw(exact, 7, steps, Noise.seeded(4, 0));
    double[] part = sampler.draw(exact, 2, steps, Noise.seeded(4, 3));
    assertArrayEquals(Arrays.copyOfRange(all, 9, 15), part);
    double[] other = sampler.draw(exact, 2, steps, Noise.seeded(5, 3));
    assertTrue(Math.abs(other[0] - part[0]) > 1e-9);
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void calls_areThoseThatAreMade(Sampler sampler) {
    AtomicInteger calls = new AtomicInteger();
    Denoiser counted =
        new Denoiser() {
          @Override
          public int dimension() {
            return 1;
          }

          @Override
          public double[] denoise(double[] x, double sigma) {
            calls.incrementAndGet();
            return new double[1];
          }
        };
    for (Steps steps : List.of(Steps.karras(0.1, 9, 5), descent(4))) {
      calls.set(0);
      sampler.draw(counted, 3, steps, Noise.seeded(1, 0));
      assertEquals(3 * sampler.calls(steps), calls.get());
    }
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void walk_leavesItsInputAlone(Sampler sampler) {
    double[] x = {3, -4};
    sampler.walk(Mixture.gaussian(2, 1), x, Steps.karras(0.1, 9, 5), Noise.seeded(1, 0));
    assertArrayEquals(new double[] {3, -4}, x);
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void partial_forgetsWhatIsSmallerThanTheNoiseAndKeepsWhatIsLarger(Sampler sampler) {
    float[][] centres = {{0, 0, 0, 0}, {9, 9, 9, 9}};
    Denoiser exact = new Mixture(centres, 0.05);
    double[] y = {8.2, 9.1, 9, 8.9, 0.1, 0, 0.6, -0.1};
    double[] normal = sampler.partial(exact, y, Steps.karras(0.01, 1, 40), Noise.seeded(3, 0));
    for (int i = 0; i < 8; i++) {
      assertEquals(i < 4 ? 9 : 0, normal[i], 0.3);
    }
  }

  @Test
  void partialOnGaussianData_isTheFlowsFactorTimesTheNoisedWindow() {
    Steps steps = new Steps(1.5, 0.5, 0);
    double[] normal = new Ddim(0).partial(Mixture.gaussian(1, S), new double[] {2}, steps, ONE);
    assertEquals((2 + 1.5) * walked(new Ddim(0), S, 1.5, 0.5, 0), normal[0], 1e-12);
  }

  @Test
  void samplersThatMakeNoSense_areRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Ddim(1.1));
    assertThrows(IllegalArgumentException.class, () -> new Ancestral(-0.1));
    assertThrows(IllegalArgumentException.class, () -> new Heun(-1, 0, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new Heun(1, 2, 1, 1));
  }
}
