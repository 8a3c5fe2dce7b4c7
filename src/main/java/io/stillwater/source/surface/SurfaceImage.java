package io.stillwater.source.surface;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A generated image.
 *
 * @param width in pixels
 * @param height in pixels
 * @param grey (height, width), unsigned
 * @param damage what is wrong with it; null for a good one
 */
public record SurfaceImage(int width, int height, byte[] grey, Damage damage) {
  private static final byte WHITE = (byte) 255;

  /**
   * What is wrong with an image.
   *
   * @param kind of flaw
   * @param mask (height, width) where it is seen
   * @param x leftmost pixel of it
   * @param y topmost pixel of it
   * @param across pixels from left to right
   * @param down pixels from top to bottom
   */
  public record Damage(FlawKind kind, boolean[] mask, int x, int y, int across, int down) {
    public Damage {
      Objects.requireNonNull(kind, "kind");
    }

    static Damage of(FlawKind kind, boolean[] mask, int width) {
      int left = width;
      int right = -1;
      int top = Integer.MAX_VALUE;
      int bottom = -1;
      for (int i = 0; i < mask.length; i++) {
        if (mask[i]) {
          left = Math.min(left, i % width);
          right = Math.max(right, i % width);
          top = Math.min(top, i / width);
          bottom = i / width;
        }
      }
      return new Damage(kind, mask, left, top, right - left + 1, bottom - top + 1);
    }
  }

  public SurfaceImage {
    if (grey.length != (long) width * height) {
      throw new IllegalArgumentException(
          "expected %d x %d pixels: were %d".formatted(width, height, grey.length));
    }
  }

  /** As a PNG file. */
  public byte[] png() {
    return png(width, height, grey);
  }

  /** The mask as a PNG file: white where something is wrong, black elsewhere. */
  public byte[] mask() {
    byte[] mask = new byte[grey.length];
    for (int i = 0; i < mask.length && damage != null; i++) {
      mask[i] = damage.mask()[i] ? WHITE : 0;
    }
    return png(width, height, mask);
  }

  private static byte[] png(int width, int height, byte[] grey) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, width, height, grey);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      ImageIO.write(image, "png", stream);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written to", e);
    }
    return out.toByteArray();
  }
}
