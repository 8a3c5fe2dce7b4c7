package io.stillwater.evaluate.metric;

import java.util.List;

/**
 * What a detector comes to in the Numenta Anomaly Benchmark at one threshold for the whole corpus.
 *
 * @param threshold rows with a score not below it are detections
 * @param raw sum over the files
 * @param normalised the published form: 0 for a detector that says nothing, 100 for one that finds
 *     every window at its first row and says nothing else, negative for worse than silence; NaN
 *     without windows
 * @param files in the order of the corpus
 */
public record NabScore(double threshold, double raw, double normalised, List<OfFile> files) {
  public NabScore {
    files = List.copyOf(files);
  }

  /** Rows of all files. */
  public NabCounts counts() {
    return files.stream().map(OfFile::counts).reduce(new NabCounts(0, 0, 0, 0), NabCounts::plus);
  }

  /**
   * The share of one file.
   *
   * @param name of the file
   * @param raw score at the threshold of the corpus
   * @param windows it has
   * @param found those with a detection
   * @param counts of rows
   */
  public record OfFile(String name, double raw, int windows, int found, NabCounts counts) {}
}
