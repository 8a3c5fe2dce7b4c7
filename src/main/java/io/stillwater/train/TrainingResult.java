package io.stillwater.train;

import io.stillwater.model.Bundle;
import java.util.List;

/**
 * What training made.
 *
 * @param bundle written and loaded again
 * @param windows normal windows behind the calibration
 * @param keyDays how much time they cover, in days of one key; 0 where there is no time
 * @param warnings what the user should know of the data
 */
public record TrainingResult(Bundle bundle, int windows, double keyDays, List<String> warnings) {
  public TrainingResult {
    warnings = List.copyOf(warnings);
  }
}
