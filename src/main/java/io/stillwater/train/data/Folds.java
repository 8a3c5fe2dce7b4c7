package io.stillwater.train.data;

import io.stillwater.window.Normalisation;

/**
 * Divides windows into blocks that are held out in turn, so that every window is scored once by a
 * denoiser that has not seen it.
 *
 * <p>Each key's windows are cut into {@value #COUNT} blocks of time; what a block is scored by
 * leaves out the windows of its key that end less than a window length before or after it. Where
 * keys are many and short, whole keys are held out instead; the rows of a table (windows of one
 * reading, without time) of many keys, such as the parts of images, are dealt out in turn. Those of
 * one key are cut into blocks as well: rows that were noted one after another are often relatives,
 * and one that is left in the training vouches for the other.
 *
 * <table>
 * <caption>one key, 10 windows of 2 readings</caption>
 * <tr><th>window</th><td>0</td><td>1</td><td>2</td><td>3</td><td>4</td><td>5</td><td>6</td><td>7</td>
 *     <td>8</td><td>9</td></tr>
 * <tr><th>block</th><td>0</td><td>0</td><td>1</td><td>1</td><td>2</td><td>2</td><td>3</td><td>3</td>
 *     <td>4</td><td>4</td></tr>
 * <tr><th>training for block 2</th><td>x</td><td>x</td><td></td><td></td><td></td><td></td><td></td>
 *     <td></td><td>x</td><td>x</td></tr>
 * </table>
 */
public final class Folds {
  public static final int COUNT = 5;

  private final Samples samples;
  private final int length;
  private final byte[] folds; // (windows)

  private Folds(Samples samples, int length) {
    this.samples = samples;
    this.length = length;
    this.folds = new byte[samples.size()];
  }

  /** Assigns each window to a block. */
  public static Folds of(Samples samples, int length, boolean timed, Normalisation.Mode mode) {
    Folds folds = new Folds(samples, length);
    folds.assign(length == 1 && !timed, mode);
    return folds;
  }

  private void assign(boolean table, Normalisation.Mode mode) {
    boolean manyKeys = samples.keyCount() >= COUNT && mode == Normalisation.Mode.GLOBAL;
    for (int from = 0; from < folds.length; ) {
      int to = samples.endOfKey(from);
      boolean whole = manyKeys && to - from < 2 * COUNT * length;
      for (int i = from; i < to; i++) {
        int inTime = (int) ((long) (i - from) * COUNT / (to - from));
        int dealt = whole ? samples.key(i) % COUNT : inTime;
        folds[i] = (byte) (table && manyKeys ? i % COUNT : dealt);
      }
      from = to;
    }
  }

  /** The block of that window. */
  public int of(int window) {
    return folds[window];
  }

  /** One block, from 0 to {@value #COUNT}, is held out; nothing is for validation. */
  public Split split(int fold) {
    boolean[] held = new boolean[folds.length];
    for (int i = 0; i < folds.length; i++) {
      held[i] = folds[i] == fold;
    }
    boolean[] near = Overlap.with(samples, length == 1 ? 0 : length, held);
    Indices training = Indices.where(near.length, i -> !near[i]);
    return new Split(training, Indices.none(), Indices.where(held.length, i -> held[i]));
  }
}
