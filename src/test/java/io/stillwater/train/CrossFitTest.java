package io.stillwater.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.console.Progress;
import io.stillwater.event.Reading;
import io.stillwater.train.data.WindowPlan;
import io.stillwater.train.survey.Saying;
import io.stillwater.train.survey.Stretch;
import io.stillwater.train.survey.Survey;
import io.stillwater.window.Stride;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrossFitTest {
  private static final int ROWS = 1_500;
  private static final int FROM = 900;
  private static final int LASTS = 60;

  @TempDir Path folder;

  @Test
  void fault_isReportedWithItsChannelAndPlace() throws Exception {
    try (CrossFit fit = fit(true)) {
      Survey survey = Survey.of(fit, Survey.FALSE_SHARE);
      Stretch stretch = survey.stretches().get(0);
      assertTrue(
          stretch.first() >= FROM - 16 && stretch.first() <= FROM + 16, "" + stretch.first());
      int end = FROM + LASTS;
      assertTrue(stretch.last() >= end - 16 && stretch.last() <= end + 16, "" + stretch.last());
      List<Stretch.Told> told = survey.told(fit, 1);
      assertEquals("pressure", told.get(0).parts().get(0).channel());
      assertTrue(Saying.sentence(told.get(0)).startsWith("pressure "), told.toString());
    }
  }

  @Test
  void cleanReadings_reportNothing() throws Exception {
    try (CrossFit fit = fit(false)) {
      assertEquals(List.of(), Survey.of(fit, Survey.FALSE_SHARE).stretches());
    }
  }

  @Test
  void curves_areTheLowestAndHighestOfEachPiece() throws Exception {
    try (CrossFit fit = fit(false)) {
      double[][] curves = fit.curves(fit.keys().get(0), 2);
      double low = Double.POSITIVE_INFINITY;
      for (Reading row : wave(false).subList(0, ROWS / 2)) {
        low = Math.min(low, row.values()[1]);
      }
      assertEquals(low, curves[1][0]);
    }
  }

  private CrossFit fit(boolean fault) throws Exception {
    TrainingPlan plan = TrainingPlan.of("x", folder).with(WindowPlan.of(16, Stride.rows(1)));
    List<String> channels = List.of("flow", "pressure");
    return CrossFit.of(plan, new ListReadings(channels, true, wave(fault)), Progress.NONE);
  }

  private static List<Reading> wave(boolean fault) {
    Random random = new Random(1);
    List<Reading> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      double load = Math.sin(i / 9.0);
      boolean broken = fault && i >= FROM && i < FROM + LASTS;
      double flow = 10 + load + 0.05 * random.nextGaussian();
      double pressure = 3 + 0.5 * load + 0.05 * random.nextGaussian() + (broken ? 1.5 : 0);
      rows.add(Reading.ofRow("loop", i * 1_000L, new double[] {flow, pressure}, i));
    }
    return rows;
  }
}
