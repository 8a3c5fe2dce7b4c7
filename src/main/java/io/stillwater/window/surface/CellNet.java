package io.stillwater.window.surface;

/**
 * A small network over parts of a cell's vector: two hidden layers of rectifiers, one logit.
 *
 * @param inputs (n) the places in the vector that it sees
 * @param mean (n) of these over training
 * @param scale (n) their deviations, above 0
 * @param first (n, h1) then biases (h1)
 * @param second (h1, h2) then biases (h2)
 * @param last (h2) then the bias
 */
public record CellNet(
    int[] inputs, float[] mean, float[] scale, float[] first, float[] second, float[] last) {
  /** Deviations beyond which an input counts no more. */
  public static final float BOUND = 6;

  public CellNet {
    int h2 = last.length - 1;
    int h1 = second.length / h2 - 1;
    boolean fits =
        h2 > 0
            && second.length == (h1 + 1) * h2
            && first.length == (inputs.length + 1) * h1
            && mean.length == inputs.length
            && scale.length == inputs.length;
    if (!fits) {
      throw new IllegalArgumentException("the layers of the network do not fit each other");
    }
  }

  /** The inputs as the network sees them. */
  public void read(float[] vectors, int offset, float[] to, int at) {
    for (int i = 0; i < inputs.length; i++) {
      float z = (vectors[offset + inputs[i]] - mean[i]) / scale[i];
      to[at + i] = Math.max(-BOUND, Math.min(BOUND, z));
    }
  }
}
