package io.stillwater.benchmark;

import io.stillwater.evaluate.Figure;
import java.util.ArrayList;
import java.util.List;

/** Which figures have a column; JSON has all of them. */
public final class Columns {
  private Columns() {}

  /**
   * Those that make sense.
   *
   * @param series whether rows have neighbours
   * @param nab whether NAB's scores are among them
   */
  public static List<Figure> of(boolean series, boolean nab) {
    List<Figure> columns = new ArrayList<>(List.of(Figure.AUROC, Figure.AUPR));
    if (series) {
      columns.addAll(List.of(Figure.VUS_ROC, Figure.VUS_PR));
    }
    columns.addAll(List.of(Figure.F1, Figure.FALSE_ALARMS, Figure.MISSED));
    if (series) {
      columns.addAll(
          List.of(
              Figure.AFFILIATION_F1,
              Figure.EVENT_RECALL,
              Figure.DELAY,
              Figure.FALSE_EPISODES,
              Figure.IN_ALARM));
    }
    if (nab) {
      columns.addAll(List.of(Figure.NAB_STANDARD, Figure.NAB_LOW_FP, Figure.NAB_LOW_FN));
    }
    return columns;
  }
}
