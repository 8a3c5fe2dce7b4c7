package io.stillwater.event;

import java.util.Objects;

/**
 * An image as numbers: grey, or red, green and blue as they are stored in the file (no colour
 * profile and no orientation is applied).
 *
 * <p>Samples of 8 bits are spread over 16 (times 257), so that both depths share one scale and
 * nothing is lost. Immutable by agreement: {@code samples} is not copied, nobody writes to it after
 * construction.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 * @param bands 1 (grey) or 3 (red, green, blue)
 * @param samples (bands, height, width), unsigned: 0 is black, 65535 full
 */
public record Pixels(int width, int height, int bands, short[] samples) {
  private static final float FULL = 65535f;

  public Pixels {
    Objects.requireNonNull(samples, "samples");
    require(width >= 1 && height >= 1, "an image of " + width + " x " + height + " pixels");
    require(bands == 1 || bands == 3, "bands must be 1 or 3: was " + bands);
    require(
        samples.length == (long) bands * height * width,
        "expected " + (long) bands * height * width + " samples: were " + samples.length);
  }

  /** One sample, from 0 to 1. */
  public float at(int band, int y, int x) {
    return (samples[(band * height + y) * width + x] & 0xffff) / FULL;
  }

  /** The same as one band: the luma of ITU-R BT.601 (.299, .587, .114), as JPEG has it. */
  public Pixels grey() {
    if (bands == 1) {
      return this;
    }
    int n = width * height;
    short[] grey = new short[n];
    for (int i = 0; i < n; i++) {
      int r = samples[i] & 0xffff;
      int g = samples[n + i] & 0xffff;
      int b = samples[2 * n + i] & 0xffff;
      grey[i] = (short) ((299L * r + 587L * g + 114L * b + 500) / 1000);
    }
    return new Pixels(width, height, 1, grey);
  }

  /**
   * The same with means over blocks of that size; the last row and column may be of smaller ones.
   */
  public Pixels averaged(int factor) {
    if (factor <= 1) {
      return this;
    }
    int columns = (width + factor - 1) / factor;
    int rows = (height + factor - 1) / factor;
    short[] out = new short[bands * rows * columns];
    for (int b = 0; b < bands; b++) {
      for (int r = 0; r < rows; r++) {
        for (int c = 0; c < columns; c++) {
          out[(b * rows + r) * columns + c] = (short) mean(b, r, c, factor);
        }
      }
    }
    return new Pixels(columns, rows, bands, out);
  }

  /** The same by means over blocks, so that no side is longer. */
  public Pixels bounded(int longest) {
    return averaged((Math.max(width, height) + longest - 1) / longest);
  }

  private int mean(int band, int row, int column, int factor) {
    int bottom = Math.min(height, (row + 1) * factor);
    int right = Math.min(width, (column + 1) * factor);
    long sum = 0;
    for (int y = row * factor; y < bottom; y++) {
      for (int x = column * factor; x < right; x++) {
        sum += samples[(band * height + y) * width + x] & 0xffff;
      }
    }
    long count = (long) (bottom - row * factor) * (right - column * factor);
    return (int) ((sum + count / 2) / count);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
