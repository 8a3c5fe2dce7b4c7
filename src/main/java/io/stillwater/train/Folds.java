package io.stillwater.train;

import io.stillwater.window.Normalisation;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Divides windows into blocks that are held out in turn, so that every window is scored once by a
 * reference that has not seen it.
 *
 * <p>Each key's windows are cut into {@value #COUNT} blocks of time; the reference of a block
 * leaves out the windows of its key that end less than a window length before or after it. Where
 * keys are many and short, whole keys are held out instead; the rows of a table (windows of one
 * reading, without time) have no neighbours and are dealt out in turn.
 *
 * <table>
 * <caption>one key, 10 windows of 2 readings</caption>
 * <tr><th>window</th><td>0</td><td>1</td><td>2</td><td>3</td><td>4</td><td>5</td><td>6</td><td>7</td>
 *     <td>8</td><td>9</td></tr>
 * <tr><th>block</th><td>0</td><td>0</td><td>1</td><td>1</td><td>2</td><td>2</td><td>3</td><td>3</td>
 *     <td>4</td><td>4</td></tr>
 * <tr><th>reference of block 2</th><td>x</td><td>x</td><td></td><td></td><td></td><td></td><td></td>
 *     <td></td><td>x</td><td>x</td></tr>
 * </table>
 */
final class Folds {
  static final int COUNT = 5;

  private final Samples samples;
  private final int[] folds; // (windows)
  private final boolean[] near; // (windows) scratch
  private final int length;

  Folds(Samples samples, int length, boolean timed, Normalisation.Mode mode) {
    this.samples = samples;
    this.length = length;
    this.folds = new int[samples.size()];
    this.near = new boolean[samples.size()];
    boolean table = length == 1 && !timed;
    int manyKeys = (int) Arrays.stream(samples.keys()).distinct().limit(COUNT).count();
    for (int from = 0; from < folds.length; ) {
      int to = endOfKey(from);
      boolean whole =
          mode == Normalisation.Mode.GLOBAL && manyKeys == COUNT && to - from < 2 * COUNT * length;
      for (int i = from; i < to; i++) {
        int inTime = (int) ((long) (i - from) * COUNT / (to - from));
        folds[i] = table ? i % COUNT : whole ? samples.keys()[i] % COUNT : inTime;
      }
      from = to;
    }
  }

  private int endOfKey(int from) {
    int to = from;
    while (to < folds.length && samples.keys()[to] == samples.keys()[from]) {
      to++;
    }
    return to;
  }

  /** The windows of a block. */
  int[] heldOut(int fold) {
    return IntStream.range(0, folds.length).filter(i -> folds[i] == fold).toArray();
  }

  /** The windows that a block may be compared with. */
  int[] reference(int fold) {
    Arrays.fill(near, false);
    boolean overlaps = length > 1;
    for (int i = 0; overlaps && i < folds.length; i++) {
      boolean first = i == 0 || !sameBlock(i - 1, i);
      boolean last = i == folds.length - 1 || !sameBlock(i, i + 1);
      if (folds[i] == fold && (first || last)) {
        mark(i, -1);
        mark(i, 1);
      }
    }
    return IntStream.range(0, folds.length).filter(i -> folds[i] != fold && !near[i]).toArray();
  }

  private boolean sameBlock(int i, int j) {
    return samples.keys()[i] == samples.keys()[j] && folds[i] == folds[j];
  }

  private void mark(int edge, int step) {
    for (int i = edge + step; i >= 0 && i < folds.length; i += step) {
      boolean apart = Math.abs(samples.ends()[i] - samples.ends()[edge]) > length;
      if (apart || samples.keys()[i] != samples.keys()[edge]) {
        return;
      }
      near[i] = true;
    }
  }
}
