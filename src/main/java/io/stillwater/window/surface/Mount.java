package io.stillwater.window.surface;

import io.stillwater.window.tile.Plane;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Objects;

/**
 * What is usual at each place, for a camera and a thing that never move: the mean and the deviation
 * of each feature of each cell over the training images. Only images of that size can be compared.
 *
 * @param height of the images, in pixels
 * @param width of the images
 * @param means (features, cells), the upper halves of floats
 * @param deviations (features, cells), the same, above 0
 */
public record Mount(int height, int width, byte[] means, byte[] deviations) {
  public Mount {
    Objects.requireNonNull(means, "means");
    int cells = CellFeatures.cells(height) * CellFeatures.cells(width);
    if (height < 1 || width < 1 || means.length == 0 || means.length % (2 * cells) != 0) {
      throw new IllegalArgumentException(
          "expected 2 bytes for each feature of %d cells: were %d".formatted(cells, means.length));
    }
    if (deviations.length != means.length) {
      throw new IllegalArgumentException(
          "expected %d bytes of deviations: were %d".formatted(means.length, deviations.length));
    }
  }

  /**
   * Of images of that size.
   *
   * @param means (features)(cells)
   * @param deviations (features)(cells), above 0
   */
  public static Mount of(int height, int width, float[][] means, float[][] deviations) {
    return new Mount(height, width, packed(means), packed(deviations));
  }

  /** The words in which another size is refused; null where it fits. */
  public String refusal(int imageHeight, int imageWidth) {
    return imageHeight == height && imageWidth == width
        ? null
        : "the image has %d x %d pixels: expected %d x %d, as all images of training, since the"
                .formatted(imageWidth, imageHeight, width, height)
            + " bundle knows what is usual at each place; train with --no-fixed-mount for other sizes";
  }

  /** Refuses an image of another size. */
  public void require(Plane image) {
    String refusal = refusal(image.height(), image.width());
    if (refusal != null) {
      throw new IllegalArgumentException(refusal);
    }
  }

  /** (features, cells) of means of cells that follow each other. */
  public FloatBuffer means(int first, int count) {
    return unpacked(means, first, count);
  }

  /** (features, cells) of their deviations. */
  public FloatBuffer deviations(int first, int count) {
    return unpacked(deviations, first, count);
  }

  private FloatBuffer unpacked(byte[] bytes, int first, int count) {
    int cells = CellFeatures.cells(height) * CellFeatures.cells(width);
    int features = bytes.length / 2 / cells;
    float[] out = new float[features * count];
    for (int i = 0; i < out.length; i++) {
      out[i] = unpacked(bytes, i / count * cells + first + i % count);
    }
    return FloatBuffer.wrap(out);
  }

  private static byte[] packed(float[][] values) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * values.length * values[0].length);
    for (float[] feature : values) {
      for (float value : feature) {
        bytes.putShort(HalfFloats.upper(value));
      }
    }
    return bytes.array();
  }

  private static float unpacked(byte[] bytes, int at) {
    return HalfFloats.value((short) ((bytes[2 * at] << 8) | (bytes[2 * at + 1] & 0xff)));
  }
}
