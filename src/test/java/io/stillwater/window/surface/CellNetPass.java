package io.stillwater.window.surface;

import java.util.Arrays;

/**
 * One network over many cells. Each line holds one place of {@value #BLOCK} cells, so that the
 * innermost loops are long. A cell's number is the same whatever lies beside it. Not thread-safe.
 */
final class CellNetPass {
  private static final int BLOCK = 256;

  private final CellNet net;
  private final float[][] inputs; // (inputs)(BLOCK)
  private final float[][] hidden; // (h1)(BLOCK)
  private final float[][] deeper; // (h2)(BLOCK)

  CellNetPass(CellNet net) {
    this.net = net;
    int h2 = net.last().length - 1;
    this.inputs = new float[net.inputs().length][BLOCK];
    this.hidden = new float[net.second().length / h2 - 1][BLOCK];
    this.deeper = new float[h2][BLOCK];
  }

  /**
   * Adds the logit of every cell to what is there.
   *
   * @param lines (vector)(cells)
   */
  void add(float[][] lines, double[] to) {
    for (int from = 0; from < to.length; from += BLOCK) {
      int count = Math.min(BLOCK, to.length - from);
      for (int i = 0; i < inputs.length; i++) {
        System.arraycopy(lines[net.inputs()[i]], from, inputs[i], 0, count);
        normalise(inputs[i], net.mean()[i], net.scale()[i]);
      }
      layer(inputs, net.first(), hidden);
      layer(hidden, net.second(), deeper);
      addLogits(count, from, to);
    }
  }

  /** As {@link CellNet#read}. */
  private static void normalise(float[] line, float mean, float scale) {
    for (int c = 0; c < line.length; c++) {
      float z = (line[c] - mean) / scale;
      line[c] = Math.max(-CellNet.BOUND, Math.min(CellNet.BOUND, z));
    }
  }

  private void addLogits(int count, int from, double[] to) {
    float[] last = net.last();
    double[] logits = new double[count];
    Arrays.fill(logits, last[deeper.length]);
    for (int i = 0; i < deeper.length; i++) {
      float[] line = deeper[i];
      double weight = last[i];
      for (int c = 0; c < count; c++) {
        logits[c] += line[c] * weight;
      }
    }
    for (int c = 0; c < count; c++) {
      to[from + c] += logits[c];
    }
  }

  /**
   * A layer of rectifiers.
   *
   * @param x (n)(BLOCK)
   * @param weights (n, size) then biases (size)
   * @param out (size)(BLOCK)
   */
  private static void layer(float[][] x, float[] weights, float[][] out) {
    for (int j = 0; j < out.length; j++) {
      Arrays.fill(out[j], weights[x.length * out.length + j]);
      Lines.add(x, weights, j, out.length, out[j]);
      rectify(out[j]);
    }
  }

  private static void rectify(float[] line) {
    for (int c = 0; c < line.length; c++) {
      line[c] = Math.max(0, line[c]);
    }
  }
}
