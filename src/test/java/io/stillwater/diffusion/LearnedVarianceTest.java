package io.stillwater.diffusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LearnedVarianceTest {
  private static final Algebra<Double> NUMBERS = Algebra.DOUBLES;

  private static double loss(double v, double square, double sigma, double next) {
    return LearnedVariance.loss(NUMBERS, v, square, sigma, next);
  }

  private static double variance(double v, double sigma, double next) {
    return Math.exp(LearnedVariance.log(NUMBERS, v, sigma, next));
  }

  @Test
  void formulae_areThoseOfTheWorkedTable() {
    assertEquals(0.75, variance(0, 2, 1), 1e-12);
    assertEquals(0.949, variance(0.5, 2, 1), 1e-3);
    assertEquals(1.2, variance(1, 2, 1), 1e-12);
    assertEquals(0, loss(0, 0, 2, 1), 1e-12);
    assertEquals(0.0128, loss(0.5, 0, 2, 1), 1e-4);
    assertEquals(0.0475, loss(1, 0, 2, 1), 1e-4);
    assertEquals(0.375, loss(0, 1, 2, 1), 1e-12);
    assertEquals(0.309, loss(0.5, 1, 2, 1), 1e-3);
    assertEquals(0.282, loss(1, 1, 2, 1), 1e-3);
  }

  /** β_t and β̃_t as the paper writes them, divided by ᾱ of the step before. */
  @Test
  void bounds_areThoseOfThePaperInUnitsOfTheSignal() {
    double[] betas = {0.01, 0.03, 0.1, 0.4, 0.9};
    DiscreteSchedule schedule = DiscreteSchedule.ofBetas(betas);
    double before = 1 - betas[0];
    for (int t = 1; t < betas.length; t++) {
      double now = before * (1 - betas[t]);
      double tilde = (1 - before) / (1 - now) * betas[t];
      double sigma = schedule.sigma(t);
      double next = schedule.sigma(t - 1);
      assertEquals(betas[t] / before, LearnedVariance.high(NUMBERS, sigma, next), 1e-12);
      assertEquals(tilde / before, LearnedVariance.low(NUMBERS, sigma, next), 1e-12);
      before = now;
    }
  }

  /** The divergence of the two Gaussians of the step, integrated numerically. */
  @Test
  void loss_isTheDivergenceOfTheTwoSteps() {
    double sigma = 1.7;
    double next = 0.9;
    double error = 0.8;
    double v = 0.3;
    double ratio = next * next / (sigma * sigma);
    double truth = variance(0, sigma, next);
    double said = variance(v, sigma, next);
    double shift = (1 - ratio) * error;
    double sum = 0;
    double step = 1e-3;
    for (double x = -12; x < 12; x += step) {
      double p = Math.exp(-x * x / (2 * truth)) / Math.sqrt(2 * Math.PI * truth);
      double log = (x - shift) * (x - shift) / (2 * said) - x * x / (2 * truth);
      sum += step * p * (log + Math.log(said / truth) / 2);
    }
    assertEquals(sum, loss(v, error * error, sigma, next), 1e-9);
  }

  /**
   * On N(0, s²) data with the exact D the expected (y − D)² is s²σ²/(s² + σ²), and the loss is
   * least at the variance of the true step over the data; for s = 1 that is the upper bound.
   */
  @Test
  void leastLoss_isAtTheTrueVarianceOfTheStep() {
    double sigma = 3;
    double next = 2;
    for (double spread : new double[] {1e-4, 0.5, 1}) {
      double square = Math.pow(spread * sigma, 2) / (spread * spread + sigma * sigma);
      double ratio = next * next / (sigma * sigma);
      double truth = variance(0, sigma, next) + (1 - ratio) * (1 - ratio) * square;
      double least = 0;
      for (double v = 0; v <= 1; v += 1e-3) {
        boolean better = loss(v, square, sigma, next) < loss(least, square, sigma, next);
        least = better ? v : least;
      }
      assertEquals(truth, variance(least, sigma, next), 2e-3 * truth, "spread " + spread);
      double posterior =
          (sigma * sigma - next * next)
              * (spread * spread + next * next)
              / (spread * spread + sigma * sigma);
      assertEquals(posterior, truth, 1e-12);
      assertTrue(spread < 1 || least > 0.998);
    }
  }
}
