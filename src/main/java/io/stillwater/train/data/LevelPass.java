package io.stillwater.train.data;

import io.stillwater.window.LevelFitter;
import io.stillwater.window.Normalisation;
import io.stillwater.window.Preprocessing;
import io.stillwater.window.WindowSpec;

/**
 * Finds the levels of some windows, over each of their readings once: of a window that shares
 * readings with the one before only the new ones are read. Not thread-safe.
 */
final class LevelPass {
  private final Samples samples;
  private final int length;
  private final int channels;
  private final LevelFitter fitter;
  private double[] values = {}; // (rows, channels) of the newest window
  private float[] observed = {};
  private int key = -1;
  private long next; // place of the key's first reading that was not yet counted

  private LevelPass(Preprocessing how, Samples samples, int length, int channels) {
    this.samples = samples;
    this.length = length;
    this.channels = channels;
    this.fitter = new LevelFitter(how, channels);
  }

  static Normalisation of(
      Preprocessing how, Samples samples, Indices windows, WindowSpec spec, int channels) {
    LevelPass pass = new LevelPass(how, samples, spec.length(), channels);
    windows.forEach(pass::take);
    return pass.fitter.fit();
  }

  private void take(int window) {
    next = samples.key(window) == key ? next : 0;
    key = samples.key(window);
    long end = samples.end(window);
    int fresh = (int) Math.min(length, end - next + 1);
    int rows = Math.min(length, fresh + 1); // a step leads to the first one from the one before
    if (values.length != rows * channels) {
      values = new double[rows * channels];
      observed = new float[values.length];
    }
    samples.rows(window).copyNewest(end, rows, values, observed);
    fitter.add(samples.rows(window).key(), values, observed, rows - fresh);
    next = end + 1;
  }
}
