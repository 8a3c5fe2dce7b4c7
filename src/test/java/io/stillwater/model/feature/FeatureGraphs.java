package io.stillwater.model.feature;

import io.stillwater.onnx.ForeignFile;
import java.util.List;

/** Small networks of features, as other programs export them. */
final class FeatureGraphs {
  private FeatureGraphs() {}

  private static final String IN = "images";

  /** Means over cells of 4 by 4 pixels, and over such of 8 by 8. */
  static byte[] twoMeans(long batch, long height, long width) {
    return ForeignFile.of(17)
        .input(IN, ForeignFile.FLOAT, batch, 1, height, width)
        .constant("four", mean(4), 1, 1, 4, 4)
        .constant("eight", mean(8), 1, 1, 8, 8)
        .node("Conv", List.of(IN, "eight"), List.of("coarse"), strides(8))
        .node("Conv", List.of(IN, "four"), List.of("fine"), strides(4))
        .output("coarse", ForeignFile.FLOAT, -1, 1, -1, -1)
        .output("fine", ForeignFile.FLOAT, -1, 1, -1, -1)
        .bytes();
  }

  /** The same two, with bands and features last. */
  static byte[] twoMeansLast() {
    return ForeignFile.of(17)
        .input(IN, ForeignFile.FLOAT, -1, -1, -1, 1)
        .constant("four", mean(4), 1, 1, 4, 4)
        .constant("eight", mean(8), 1, 1, 8, 8)
        .node("Transpose", List.of(IN), List.of("first"), perm(0, 3, 1, 2))
        .node("Conv", List.of("first", "eight"), List.of("a"), strides(8))
        .node("Conv", List.of("first", "four"), List.of("b"), strides(4))
        .node("Transpose", List.of("a"), List.of("coarse"), perm(0, 2, 3, 1))
        .node("Transpose", List.of("b"), List.of("fine"), perm(0, 2, 3, 1))
        .output("coarse", ForeignFile.FLOAT, -1, -1, -1, 1)
        .output("fine", ForeignFile.FLOAT, -1, -1, -1, 1)
        .bytes();
  }

  /** One that says it takes any number of images, and takes one. */
  static byte[] oneInside() {
    return ForeignFile.of(17)
        .input(IN, ForeignFile.FLOAT, -1, 1, -1, -1)
        .constant("four", mean(4), 1, 1, 4, 4)
        .constant("shape", new long[] {1, 1, 0, 0}, 4)
        .node("Conv", List.of(IN, "four"), List.of("cells"), strides(4))
        .node("Reshape", List.of("cells", "shape"), List.of("out"))
        .output("out", ForeignFile.FLOAT, -1, 1, -1, -1)
        .bytes();
  }

  /** The pixels as they come in, in three bands. */
  static byte[] pixels(long... axes) {
    float[] same = new float[9];
    same[0] = same[4] = same[8] = 1;
    return ForeignFile.of(17)
        .input(IN, ForeignFile.FLOAT, axes)
        .constant("same", same, 3, 3, 1, 1)
        .node("Conv", List.of(IN, "same"), List.of("out"), strides(1))
        .output("out", ForeignFile.FLOAT, -1, 3, -1, -1)
        .bytes();
  }

  private static float[] mean(int side) {
    float[] weights = new float[side * side];
    java.util.Arrays.fill(weights, 1f / (side * side));
    return weights;
  }

  private static ForeignFile.Attribute strides(long side) {
    return ForeignFile.attribute("strides", new long[] {side, side});
  }

  private static ForeignFile.Attribute perm(long... axes) {
    return ForeignFile.attribute("perm", axes);
  }
}
