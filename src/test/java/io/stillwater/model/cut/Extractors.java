package io.stillwater.model.cut;

import io.stillwater.onnx.ForeignFile;
import java.util.List;

/** Networks that say what cells look like, as other programs export them. */
public final class Extractors {
  private Extractors() {}

  /**
   * Two features of cells of 8 by 8: the mean, and the mean of the upper half less the mean of the
   * whole; over all bands.
   */
  public static byte[] halves(int bands) {
    float[] weights = new float[2 * bands * 64];
    for (int i = 0; i < bands * 64; i++) {
      weights[i] = 1f / (64 * bands);
      weights[bands * 64 + i] = (i % 64 < 32 ? 1f : -1f) / (64 * bands);
    }
    return file(bands, weights, 8, 8, new long[] {-1, bands, -1, -1}, ForeignFile.FLOAT);
  }

  /** One whose cells have no size that divides 128, so that it is refused when it is tried. */
  public static byte[] ragged() {
    return file(1, new float[2 * 64], 8, 5, new long[] {-1, 1, -1, -1}, ForeignFile.FLOAT);
  }

  static byte[] file(int bands, float[] weights, int size, int stride, long[] input, int type) {
    long[] both = {stride, stride};
    return ForeignFile.of(17)
        .input("images", type, input)
        .constant("weights", weights, weights.length / (bands * size * size), bands, size, size)
        .node(
            "Conv",
            List.of("images", "weights"),
            List.of("cells"),
            ForeignFile.attribute("strides", both))
        .output("cells", type, -1, -1, -1, -1)
        .bytes();
  }
}
