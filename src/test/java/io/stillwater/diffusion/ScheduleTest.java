package io.stillwater.diffusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.diffusion.Schedule.LogNormal;
import io.stillwater.diffusion.Schedule.VarianceExploding;
import io.stillwater.diffusion.Schedule.VariancePreserving;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScheduleTest {
  private static final DiscreteSchedule LINEAR = DiscreteSchedule.linear(1e-4, 0.02, 1000);
  private static final DiscreteSchedule COSINE = DiscreteSchedule.cosine(0.008, 1000);

  /** ᾱ: how much of the signal's variance is left. */
  private static double kept(double sigma) {
    return 1 / (1 + sigma * sigma);
  }

  @Test
  void schedules_areThoseOfTheWorkedTable() {
    assertRow(LINEAR, 0.0100, 3.44, 157);
    assertRow(COSINE, 0.00642, 1.02, 20291);
    assertRow(new VariancePreserving(0.1, 20), 0.00100, 3.41, 152);
    assertRow(new VarianceExploding(0.01, 50), 0.01, 0.707, 50);
    assertRow(new LogNormal(-1.2, 1.2), 0.002, 0.301, 80);
  }

  private static void assertRow(Schedule schedule, double low, double middle, double high) {
    assertEquals(low, schedule.min(), 0.005 * low);
    assertEquals(middle, schedule.sigma(0.5), 0.005 * middle);
    assertEquals(high, schedule.max(), 0.005 * high);
  }

  @ParameterizedTest
  @EnumSource(Technique.class)
  void everyTechnique_visitsLevelsInAscendingOrder(Technique technique) {
    Schedule schedule = technique.schedule();
    double before = 0;
    for (int i = 0; i <= 2000; i++) {
      double sigma = schedule.sigma(i / 2000.0);
      assertTrue(sigma >= before && Double.isFinite(sigma), technique + " at " + i);
      before = sigma;
    }
    assertThrows(IllegalArgumentException.class, () -> schedule.sigma(1.001));
    assertThrows(IllegalArgumentException.class, () -> schedule.sigma(Double.NaN));
  }

  /** β = 1e-4 + t·(0.02 − 1e-4)/999; Ho et al. end at nearly nothing of the signal. */
  @Test
  void linear_keepsTheProductOfWhatItsStepsKeep() {
    double signal = 1;
    for (int t = 0; t < 1000; t++) {
      signal *= 1 - (1e-4 + t * (0.02 - 1e-4) / 999);
      assertEquals(signal, kept(LINEAR.sigma(t)), 1e-12);
    }
    assertEquals(4.036e-5, kept(LINEAR.max()), 1e-8);
  }

  @Test
  void cosine_keepsASquaredCosineUntilItsLastStep() {
    double start = Math.pow(Math.cos(0.008 / 1.008 * Math.PI / 2), 2);
    for (int t = 0; t < 999; t++) {
      double angle = ((t + 1) / 1000.0 + 0.008) / 1.008 * Math.PI / 2;
      assertEquals(Math.pow(Math.cos(angle), 2) / start, kept(COSINE.sigma(t)), 1e-11);
    }
    assertEquals(0.001 * kept(COSINE.sigma(998)), kept(COSINE.max()), 1e-15);
  }

  @Test
  void steps_areFoundAgainByTheirLevel() {
    assertEquals(0, LINEAR.step(LINEAR.sigma(0)));
    assertEquals(417, LINEAR.step(LINEAR.sigma(417)));
    double between = Math.sqrt(LINEAR.sigma(417) * LINEAR.sigma(418));
    assertEquals(417.5, LINEAR.step(between), 1e-9);
    assertEquals(0, LINEAR.step(1e-9));
    assertEquals(999, LINEAR.step(1e9));
  }

  @Test
  void everyStep_hasAnEqualShareOfTraining() {
    DiscreteSchedule four = DiscreteSchedule.ofBetas(0.1, 0.2, 0.3, 0.4);
    for (int t = 0; t < 4; t++) {
      assertEquals(four.sigma(t), four.sigma(t / 4.0));
      assertEquals(four.sigma(t), four.sigma(t / 4.0 + 0.2499));
    }
  }

  /** d ln(1 + σ²)/dt = β(t), by finite differences. */
  @Test
  void variancePreserving_losesSignalAtTheRateBeta() {
    Schedule schedule = new VariancePreserving(0.1, 20);
    double step = 1e-5;
    for (double u = 0.05; u < 1; u += 0.05) {
      double after = Math.log1p(Math.pow(schedule.sigma(u + step), 2));
      double before = Math.log1p(Math.pow(schedule.sigma(u - step), 2));
      assertEquals(0.1 + 19.9 * u, (after - before) / (2 * step), 1e-3);
    }
  }

  @Test
  void varianceExploding_growsInEqualRatios() {
    Schedule schedule = new VarianceExploding(0.01, 50);
    double ratio = schedule.sigma(0.2) / schedule.sigma(0.1);
    assertEquals(ratio, schedule.sigma(0.9) / schedule.sigma(0.8), 1e-12);
  }

  @Test
  void logNormal_hasTheMomentsItIsNamedBy() {
    Schedule schedule = new LogNormal(-1.2, 1.2);
    int count = 20_000;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      double log = Math.log(schedule.sigma((i + 0.5) / count));
      sum += log;
      squares += log * log;
    }
    double mean = sum / count;
    assertEquals(-1.2, mean, 1e-3);
    assertEquals(1.44, squares / count - mean * mean, 1e-3);
  }

  /** Against Simpson's rule on the density. */
  @Test
  void normalQuantile_isWhereTheIntegralOfTheDensityGetsThere() {
    for (double x = -5; x <= 5; x += 0.25) {
      int parts = 2000;
      double width = x / parts;
      double sum = Normal.density(0) + Normal.density(x);
      for (int i = 1; i < parts; i++) {
        sum += (i % 2 == 0 ? 2 : 4) * Normal.density(i * width);
      }
      double u = 0.5 + sum * width / 3;
      assertEquals(u, Normal.distribution(x), 1e-14);
      assertEquals(x, Normal.quantile(u), 1e-8);
    }
  }

  @Test
  void schedulesThatMakeNoSense_areRefused() {
    assertThrows(IllegalArgumentException.class, DiscreteSchedule::ofBetas);
    assertThrows(IllegalArgumentException.class, () -> DiscreteSchedule.ofBetas(0.1, 1));
    assertThrows(IllegalArgumentException.class, () -> new VariancePreserving(2, 1));
    assertThrows(IllegalArgumentException.class, () -> new VarianceExploding(0, 1));
    assertThrows(IllegalArgumentException.class, () -> new LogNormal(0, 0));
  }

  @Test
  void stepBefore_isTheNextSmallerOne() {
    assertEquals(COSINE.sigma(6), COSINE.before(COSINE.sigma(7)));
    assertEquals(COSINE.sigma(7), COSINE.before(1.0001 * COSINE.sigma(7)));
    assertEquals(0, COSINE.before(COSINE.sigma(0)));
    assertEquals(0, COSINE.before(COSINE.sigma(0) / 2));
    assertEquals(COSINE.sigma(999), COSINE.before(1e9));
  }

  @Test
  void technique_isFoundByItsOption() {
    for (Technique technique : Technique.values()) {
      assertEquals(technique, Technique.of(technique.option()));
    }
    assertEquals(Technique.VP_SDE, Technique.of("vp-sde"));
    Exception e = assertThrows(IllegalArgumentException.class, () -> Technique.of("gan"));
    assertTrue(e.getMessage().contains("ddpm, iddpm, vp-sde"), e.getMessage());
  }

  @Test
  void documentation_hasARowForEveryTechnique() throws IOException {
    List<String> rows = Files.readAllLines(Path.of("docs/techniques.md"));
    for (Technique technique : Technique.values()) {
      String start = "| `" + technique.option() + "`";
      assertTrue(rows.stream().anyMatch(row -> row.startsWith(start)), technique.option());
    }
  }
}
