package io.stillwater.source.surface;

import io.stillwater.source.SeededNoise;

/** Where a flaw is. */
interface FlawShape {
  /** How far out a place is: 0 in the middle, 1 on the border, more outside. In pixels. */
  double distance(double x, double y);

  /** A round one with an uneven border. */
  static FlawShape blob(int width, int height, double radius, SeededNoise noise) {
    double cx = noise.between(1.3 * radius, width - 1.3 * radius);
    double cy = noise.between(1.3 * radius, height - 1.3 * radius);
    double stretch = noise.between(0.8, 1.25);
    double[] size = new double[4];
    double[] turn = new double[4];
    for (int k = 0; k < size.length; k++) {
      size[k] = 0.16 * noise.normal() / (k + 1.5);
      turn[k] = noise.between(0, 2 * Math.PI);
    }
    return (x, y) -> {
      double dx = (x - cx) * stretch;
      double dy = (y - cy) / stretch;
      double apart = Math.sqrt(dx * dx + dy * dy);
      if (apart > 2.5 * radius) {
        return Double.MAX_VALUE;
      }
      double angle = StrictMath.atan2(dy, dx);
      double border = 1;
      for (int k = 0; k < size.length; k++) {
        border += size[k] * StrictMath.sin((k + 2) * angle + turn[k]);
      }
      return apart / (radius * Math.max(0.4, border));
    };
  }

  /** A thin line, a little bent, thin at its ends. */
  static FlawShape line(int width, int height, SeededNoise noise) {
    double length = Math.min(width, height) * noise.between(0.22, 0.55);
    double angle = noise.between(0, Math.PI);
    double bend = 0.12 * length * noise.normal();
    double half = noise.between(1.5, 2.6);
    double ux = StrictMath.cos(angle);
    double uy = StrictMath.sin(angle);
    double reachX = Math.abs(ux) * length / 2 + 8;
    double reachY = Math.abs(uy) * length / 2 + 8;
    double cx = noise.between(reachX, width - reachX);
    double cy = noise.between(reachY, height - reachY);
    return (x, y) -> {
      double along = (x - cx) * ux + (y - cy) * uy;
      double t = 2 * along / length;
      if (Math.abs(t) > 1) {
        return Double.MAX_VALUE;
      }
      double across = (y - cy) * ux - (x - cx) * uy - bend * (t * t - 0.5);
      return Math.abs(across) / (half * (1 - 0.7 * t * t));
    };
  }
}
