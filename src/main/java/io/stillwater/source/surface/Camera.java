package io.stillwater.source.surface;

import io.stillwater.source.SeededNoise;

/**
 * How a surface is seen: light from one side that falls off over the image, shadows in what lies
 * deep, a lens that is darker at its corners and never quite sharp, and a sensor with noise.
 *
 * <pre>
 * light  = tone · shadow · (ambient + diffuse · n·l)      n: normal of the surface (Lambert 1760)
 * sensor = gain · light + noise, deviation √(1.2² + 0.02 · light) of 255
 * </pre>
 */
final class Camera {
  private static final double AMBIENT = 0.42;
  private static final double DIFFUSE = 0.62;
  private static final double DEEP = -1.8;
  private static final double HIGH = 2.2;

  private final Material material;
  private final double lightX;
  private final double lightY;
  private final double lightZ;
  private final double gain;
  private final double slopeX;
  private final double slopeY;
  private final double soft;
  private final float[] noise;

  /**
   * @param noise that this image is taken with
   * @param pixels of the image
   */
  Camera(Material material, SeededNoise noise, int pixels) {
    this.material = material;
    double azimuth = Math.toRadians(-128 + 7 * noise.normal());
    double elevation = Math.toRadians(52 + 3 * noise.normal());
    lightX = StrictMath.cos(elevation) * StrictMath.cos(azimuth);
    lightY = StrictMath.cos(elevation) * StrictMath.sin(azimuth);
    lightZ = StrictMath.sin(elevation);
    gain = 1 + 0.05 * noise.normal();
    slopeX = 0.1 + 0.04 * noise.normal();
    slopeY = -0.06 + 0.04 * noise.normal();
    soft = noise.between(0.1, 0.2);
    this.noise = new float[pixels];
    for (int i = 0; i < pixels; i++) {
      this.noise[i] = (float) noise.normal();
    }
  }

  /** The grey levels of an image: (height, width), unsigned. */
  byte[] take(Relief relief) {
    int width = relief.width() / Relief.FINE;
    int height = relief.height() / Relief.FINE;
    float[] light = blurred(light(relief, width, height), width, height);
    byte[] grey = new byte[light.length];
    for (int i = 0; i < grey.length; i++) {
      int row = i / width;
      double across = (double) (i - row * width) / width;
      double value = 255 * gain * light[i] * fall(across, (double) row / height);
      value += noise[i] * Math.sqrt(1.44 + 0.02 * Math.max(0, value));
      grey[i] = (byte) Math.max(0, Math.min(255, Math.round(value)));
    }
    return grey;
  }

  /** Light that falls off over the image, x and y from 0 to 1. */
  private double fall(double x, double y) {
    double dx = x - 0.5;
    double dy = y - 0.5;
    return 1 + slopeX * dx + slopeY * dy - 0.16 * (dx * dx + dy * dy);
  }

  private float[] light(Relief relief, int width, int height) {
    float[] out = new float[width * height];
    float part = 1f / (Relief.FINE * Relief.FINE);
    for (int y = 0; y < relief.height(); y++) {
      for (int x = 0; x < relief.width(); x++) {
        out[y / Relief.FINE * width + x / Relief.FINE] += part * (float) shade(relief, x, y);
      }
    }
    return out;
  }

  private double shade(Relief relief, int x, int y) {
    int width = relief.width();
    int at = y * width + x;
    double level = relief.level()[at];
    double dx =
        slope(relief, y * width + Math.max(0, x - 1), y * width + Math.min(width - 1, x + 1));
    double dy =
        slope(
            relief,
            Math.max(0, y - 1) * width + x,
            Math.min(relief.height() - 1, y + 1) * width + x);
    double facing = (lightZ - dx * lightX - dy * lightY) / Math.sqrt(1 + dx * dx + dy * dy);
    double shadow =
        material == Material.METAL
            ? Math.max(0.25, Math.min(1, 1 + 0.25 * (level + 0.2)))
            : 0.3 + 0.7 * Math.max(0, Math.min(1, (level - DEEP) / (HIGH - DEEP)));
    return relief.tone()[at] * shadow * (AMBIENT + DIFFUSE * Math.max(0, facing));
  }

  /** Rise in pixels for a pixel; steep edges count as so steep and no more. */
  private static double slope(Relief relief, int from, int to) {
    double rise = (relief.level()[to] - relief.level()[from]) * Relief.FINE / 2;
    return Math.max(-2.5, Math.min(2.5, rise));
  }

  /** Each pixel with a part of its four neighbours. */
  private float[] blurred(float[] in, int width, int height) {
    float[] out = new float[in.length];
    float own = (float) (1 - 2 * soft);
    float part = (float) (soft / 2);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        float around =
            in[y * width + Math.max(0, x - 1)]
                + in[y * width + Math.min(width - 1, x + 1)]
                + in[Math.max(0, y - 1) * width + x]
                + in[Math.min(height - 1, y + 1) * width + x];
        out[y * width + x] = own * in[y * width + x] + part * around;
      }
    }
    return out;
  }
}
