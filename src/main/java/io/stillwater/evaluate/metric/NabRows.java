package io.stillwater.evaluate.metric;

import java.util.List;

/**
 * The rows of a whole corpus that count, file behind file.
 *
 * @param scores (rows), 0 instead of −0
 * @param weights (rows) of detections
 * @param window (rows) the number of the window in the corpus that holds the row, or −1
 * @param windows in the corpus
 */
record NabRows(double[] scores, double[] weights, int[] window, int windows) {
  static NabRows of(List<NabSeries> corpus, NabProfile profile) {
    int count = corpus.stream().mapToInt(s -> s.scores().length - s.probation()).sum();
    double[] scores = new double[count];
    double[] weights = new double[count];
    int[] window = new int[count];
    int next = 0;
    int windows = 0;
    for (NabSeries series : corpus) {
      double[] ofSeries = series.weights(profile);
      int[] numbers = series.windowOfRows();
      for (int i = series.probation(); i < ofSeries.length; i++) {
        scores[next] = series.scores()[i] + 0.0; // −0 is 0
        weights[next] = ofSeries[i];
        window[next] = numbers[i] < 0 ? -1 : windows + numbers[i];
        next++;
      }
      windows += series.windows().size();
    }
    return new NabRows(scores, weights, window, windows);
  }
}
