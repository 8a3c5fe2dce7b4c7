package io.stillwater.train.media;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Made-up regions of an image: blobs, curved lines, cut-off sides, rectangles. */
final class Regions {
  /** Smallest and largest share of the image that a blob covers. */
  private static final double SMALL = 2.5e-4;

  private static final double LARGE = 0.25;

  private final int height;
  private final int width;
  private final SplittableRandom random;

  Regions(int height, int width, SplittableRandom random) {
    this.height = height;
    this.width = width;
    this.random = random;
  }

  /** (height, width) a blob, a side or a rectangle. */
  boolean[] area() {
    int kind = random.nextInt(4);
    return kind == 3 ? rectangle() : kind == 2 ? side() : blob();
  }

  private boolean[] blob() {
    double radius = Math.sqrt(between(SMALL, LARGE) * height * width / Math.PI);
    double cy = random.nextDouble(height);
    double cx = random.nextDouble(width);
    double angle = random.nextDouble(Math.PI);
    double stretch = between(0.4, 2.5);
    double across = Math.cos(angle);
    double along = Math.sin(angle);
    float[] noise = noise(Math.max(2, (int) radius));
    boolean[] mask = new boolean[height * width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double u = ((y - cy) * across + (x - cx) * along) / stretch;
        double v = ((x - cx) * across - (y - cy) * along) * stretch;
        double distance = Math.sqrt(u * u + v * v) / radius;
        mask[y * width + x] = distance < 1 + 0.35 * noise[y * width + x];
      }
    }
    return mask;
  }

  /** All that lies beyond a wavy line near one side. */
  private boolean[] side() {
    boolean straight = random.nextInt(5) < 3;
    double angle =
        straight
            ? random.nextInt(2) * Math.PI / 2 + 0.15 * random.nextGaussian()
            : random.nextDouble(Math.PI);
    double sign = random.nextBoolean() ? 1 : -1;
    double from = 0.8 * random.nextDouble(0.1, 0.45);
    double down = Math.cos(angle);
    double right = Math.sin(angle);
    float[] noise = noise(24);
    boolean[] mask = new boolean[height * width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double v = ((double) y / height - 0.5) * down;
        double u = ((double) x / width - 0.5) * right;
        mask[y * width + x] = sign * (u + v) + 0.02 * noise[y * width + x] > from;
      }
    }
    return mask;
  }

  private boolean[] rectangle() {
    double area = between(1e-3, 0.2) * height * width;
    double stretch = between(0.37, 2.7);
    int tall = Math.min(height, (int) (Math.sqrt(area) * stretch) + 2);
    int wide = Math.min(width, (int) (Math.sqrt(area) / stretch) + 2);
    int top = random.nextInt(height - tall + 1);
    int left = random.nextInt(width - wide + 1);
    boolean[] mask = new boolean[height * width];
    for (int y = top; y < top + tall; y++) {
      Arrays.fill(mask, y * width + left, y * width + left + wide, true);
    }
    return mask;
  }

  /** A line that wanders, thickest in its middle. */
  boolean[] line() {
    double length = between(15, Math.max(16, 0.7 * Math.max(height, width)));
    double thick = random.nextDouble(0.8, 3);
    double angle = random.nextDouble(2 * Math.PI);
    double y = random.nextDouble(height);
    double x = random.nextDouble(width);
    boolean[] mask = new boolean[height * width];
    // Half a pixel a step; it turns as much on its way, however long it is.
    int steps = (int) (2 * length);
    double turn = 0.12 * Math.sqrt(60.0 / steps);
    for (int i = 0; i < steps; i++) {
      angle += turn * random.nextGaussian();
      y += Math.sin(angle) / 2;
      x += Math.cos(angle) / 2;
      disc(mask, y, x, thick * (0.5 + 0.5 * Math.sin(Math.PI * (i + 1) / (steps + 1))));
    }
    return mask;
  }

  private void disc(boolean[] mask, double cy, double cx, double radius) {
    int reach = (int) radius + 1;
    for (int y = Math.max(0, (int) cy - reach); y <= Math.min(height - 1, (int) cy + reach); y++) {
      for (int x = Math.max(0, (int) cx - reach); x <= Math.min(width - 1, (int) cx + reach); x++) {
        mask[y * width + x] |= Math.hypot(y - cy, x - cx) < radius;
      }
    }
  }

  /** (height, width) standard normal at points {@code step} pixels apart, linear between them. */
  float[] noise(int step) {
    int columns = width / step + 2;
    double[] points = new double[(height / step + 2) * columns];
    for (int i = 0; i < points.length; i++) {
      points[i] = random.nextGaussian();
    }
    float[] out = new float[height * width];
    for (int y = 0; y < height; y++) {
      int top = y / step * columns;
      double v = (double) (y % step) / step;
      for (int x = 0; x < width; x++) {
        int at = top + x / step;
        double u = (double) (x % step) / step;
        double upper = points[at] + u * (points[at + 1] - points[at]);
        double lower = points[at + columns] + u * (points[at + columns + 1] - points[at + columns]);
        out[y * width + x] = (float) (upper + v * (lower - upper));
      }
    }
    return out;
  }

  /** Evenly distributed on a logarithmic scale. */
  double between(double low, double high) {
    return Math.exp(random.nextDouble(Math.log(low), Math.log(high)));
  }
}
