package io.stillwater.train.threshold;

import java.util.List;

/**
 * What was held out of one key.
 *
 * @param key its name
 * @param days how much time that covers; 0 where there is no time
 * @param runs the scores of consecutive windows, for each such run
 */
public record KeyRuns(String key, double days, List<double[]> runs) {
  int windows() {
    return runs.stream().mapToInt(run -> run.length).sum();
  }
}
