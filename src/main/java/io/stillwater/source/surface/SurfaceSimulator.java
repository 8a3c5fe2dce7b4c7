package io.stillwater.source.surface;

import io.stillwater.source.SeededNoise;

/**
 * Images of one surface, without end: each piece that passes the camera is another one, in another
 * light. Made from a seed and a number, an image is the same on every machine, in whatever order
 * they are asked for.
 *
 * <p>A flaw changes the piece and nothing else, so that the same number without it shows what would
 * have been there; its mask is where the two differ by more than {@value #SEEN} of 255 levels,
 * without gaps of a pixel or two. Thread-safe.
 */
public final class SurfaceSimulator {
  /** Levels of 255 by which a pixel must differ to be seen. */
  static final int SEEN = 10;

  private static final int SMALLEST = 48;
  private static final int TRIES = 50;

  /** Pixels that a flaw must show at least. */
  private static final int LEAST = 24;

  private final Material material;
  private final int width;
  private final int height;
  private final long seed;

  /**
   * Images of that size.
   *
   * @param width in pixels, at least 48
   * @param height in pixels, at least 48
   */
  public SurfaceSimulator(Material material, int width, int height, long seed) {
    if (width < SMALLEST || height < SMALLEST) {
      throw new IllegalArgumentException(
          "an image must have at least %d x %d pixels: was %d x %d"
              .formatted(SMALLEST, SMALLEST, width, height));
    }
    this.material = material;
    this.width = width;
    this.height = height;
    this.seed = seed;
  }

  /** A good one. */
  public SurfaceImage good(long number) {
    return new SurfaceImage(width, height, grey(number, null), null);
  }

  /**
   * One with a flaw.
   *
   * @throws IllegalArgumentException if the material cannot have it
   */
  public SurfaceImage flawed(long number, FlawKind kind) {
    if (!FlawKind.of(material).contains(kind)) {
      throw new IllegalArgumentException(
          "a surface of %s has no %s: expected one of %s"
              .formatted(material, kind.title(), FlawKind.of(material)));
    }
    byte[] good = grey(number, null);
    SeededNoise noise = noise(number, 2);
    for (int i = 0; i < TRIES; i++) {
      byte[] grey = grey(number, Flaw.draw(kind, width, height, noise));
      boolean[] mask = closed(differing(good, grey));
      if (count(mask) >= LEAST) {
        return new SurfaceImage(width, height, grey, SurfaceImage.Damage.of(kind, mask, width));
      }
    }
    throw new IllegalStateException("no " + kind.title() + " could be made that is seen");
  }

  private byte[] grey(long number, Flaw flaw) {
    Relief relief = Relief.of(width, height);
    SeededNoise noise = noise(number, 0);
    if (material == Material.WOVEN) {
      new Cloth(noise, flaw).draw(relief);
    } else {
      new TurnedMetal(width, height, noise).draw(relief);
    }
    if (flaw != null) {
      flaw.hurt(relief, material);
    }
    return new Camera(material, noise(number, 1), width * height).take(relief);
  }

  private SeededNoise noise(long number, int stream) {
    return new SeededNoise(mixed(mixed(mixed(seed) + number) + stream));
  }

  /** Neighbours far apart: the finaliser of SplitMix64 (Steele et al. 2014). */
  private static long mixed(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private boolean[] differing(byte[] a, byte[] b) {
    boolean[] out = new boolean[a.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.abs((a[i] & 0xff) - (b[i] & 0xff)) > SEEN;
    }
    return out;
  }

  /** Closed by a square of three (Serra 1982): grown by a pixel, then shrunk by one. */
  private boolean[] closed(boolean[] mask) {
    boolean[] grown = any(mask, true);
    boolean[] shrunk = any(grown, false);
    for (int i = 0; i < mask.length; i++) {
      shrunk[i] |= mask[i];
    }
    return shrunk;
  }

  /** Where any of the nine pixels around is of that value, that value. */
  private boolean[] any(boolean[] mask, boolean value) {
    boolean[] out = mask.clone();
    for (int i = 0; i < mask.length; i++) {
      if (mask[i] == value) {
        int x = i % width;
        int y = i / width;
        for (int v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
          for (int u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
            out[v * width + u] = value;
          }
        }
      }
    }
    return out;
  }

  private static int count(boolean[] mask) {
    int count = 0;
    for (boolean place : mask) {
      count += place ? 1 : 0;
    }
    return count;
  }
}
