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

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
