package io.stillwater.evaluate;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Scores told once: a row keeps its score only if no row shortly before scored as high, so that at
 * any threshold a burst is one alarm where it begins, and again only where it gets worse. By rows
 * up to itself only, as an alert would be.
 *
 * <table>
 * <caption>within 3 rows</caption>
 * <tr><th>score</th><td>1</td><td>5</td><td>4</td><td>5</td><td>2</td><td>3</td><td>6</td></tr>
 * <tr><th>told</th><td>1</td><td>5</td><td>−∞</td><td>−∞</td><td>−∞</td><td>−∞</td><td>6</td></tr>
 * </table>
 */
final class Bursts {
  private Bursts() {}

  /**
   * Tells each burst once.
   *
   * @param scores (rows), larger is stranger
   * @param within rows before that may have told it already
   */
  static double[] once(double[] scores, int within) {
    double[] told = new double[scores.length];
    Arrays.fill(told, Double.NEGATIVE_INFINITY);
    Deque<Integer> highest = new ArrayDeque<>(); // rows of descending scores
    for (int i = 0; i < scores.length; i++) {
      while (!highest.isEmpty() && highest.getFirst() < i - within) {
        highest.removeFirst();
      }
      if (highest.isEmpty() || scores[i] > scores[highest.getFirst()]) {
        told[i] = scores[i];
      }
      while (!highest.isEmpty() && scores[highest.getLast()] <= scores[i]) {
        highest.removeLast();
      }
      highest.addLast(i);
    }
    return told;
  }
}
