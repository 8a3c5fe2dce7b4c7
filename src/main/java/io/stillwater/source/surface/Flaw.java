package io.stillwater.source.surface;

import io.stillwater.source.SeededNoise;

/**
 * One flaw with its place and shape.
 *
 * @param kind of it
 * @param shape where it is
 * @param thread which thread is missing, for a missing one
 * @param rough grain of what it does to the surface
 */
record Flaw(FlawKind kind, FlawShape shape, MissingThread thread, GrainField rough) {
  /**
   * A thread that is not there.
   *
   * @param warp whether it runs down the image, or across
   * @param place of it on the image, in pixels across its direction
   * @param from where it ends, in pixels along its direction
   * @param to where it goes on
   */
  record MissingThread(boolean warp, double place, double from, double to) {
    /** Whether it is gone there. */
    boolean gone(double along) {
      return along > from && along < to;
    }
  }

  /** Draws a flaw for an image of that size, in pixels. */
  static Flaw draw(FlawKind kind, int width, int height, SeededNoise noise) {
    double side = Math.min(width, height);
    FlawShape shape =
        switch (kind) {
          case SCRATCH -> FlawShape.line(width, height, noise);
          case HOLE -> FlawShape.blob(width, height, side * noise.between(0.022, 0.05), noise);
          case STAIN -> FlawShape.blob(width, height, side * noise.between(0.05, 0.13), noise);
          case MISSING_THREAD -> null;
        };
    MissingThread thread = kind == FlawKind.MISSING_THREAD ? thread(width, height, noise) : null;
    return new Flaw(kind, shape, thread, new GrainField(64, 64, noise));
  }

  private static MissingThread thread(int width, int height, SeededNoise noise) {
    boolean warp = noise.between(0, 1) < 0.5;
    double across = warp ? width : height;
    double along = warp ? height : width;
    double length = along * noise.between(0.35, 1.1);
    double from = noise.between(-0.1, 1.1) * (along - length);
    return new MissingThread(warp, noise.between(0.08, 0.92) * across, from, from + length);
  }

  /** Hurts a surface that was drawn; what a hole or a missing thread does to a cloth, it did. */
  void hurt(Relief relief, Material material) {
    if (kind == FlawKind.MISSING_THREAD) {
      return;
    }
    for (int i = 0; i < relief.level().length; i++) {
      double x = Relief.pixel(i % relief.width());
      double y = Relief.pixel(i / relief.width());
      double distance = shape.distance(x, y);
      if (distance < 2) {
        hurt(relief, i, distance, material, rough.at(y / 2, x / 2));
      }
    }
  }

  private void hurt(Relief relief, int at, double distance, Material material, double grain) {
    double level = relief.level()[at];
    double tone = relief.tone()[at];
    switch (kind) {
      case SCRATCH -> {
        double in = inside(distance, 0.6);
        if (material == Material.WOVEN) {
          // Cut fibres stand up: the weave is flat there, and lighter.
          relief.set(
              at,
              GrainField.mix(level, 1.4 + 0.5 * grain, 0.85 * in),
              GrainField.mix(tone, 0.94 + 0.12 * grain, 0.7 * in));
        } else {
          double ridge = StrictMath.exp(-8 * (distance - 1.2) * (distance - 1.2));
          relief.set(at, level - 1.1 * in + 0.5 * ridge, tone * (1 + 0.25 * ridge - 0.15 * in));
        }
      }
      case STAIN -> {
        // Where it dried, the rim is darkest.
        double in = inside(distance, 0.25);
        double rim = StrictMath.exp(-40 * (distance - 0.93) * (distance - 0.93));
        relief.set(at, level, tone * (1 - in * (0.2 + 0.04 * grain) - 0.12 * rim));
      }
      case HOLE -> {
        if (material == Material.METAL) {
          double in = inside(distance, 0.3);
          double rim = StrictMath.exp(-14 * (distance - 1.15) * (distance - 1.15));
          relief.set(
              at,
              level - 2.6 * in + 0.35 * rim,
              tone * (1 - 0.72 * in + 0.04 * rim + 0.03 * grain));
        }
      }
      case MISSING_THREAD -> throw new IllegalStateException("threads are left out in weaving");
    }
  }

  /** From 1 well inside to 0 beyond the border, over a part of the size. */
  private static double inside(double distance, double soft) {
    double t = (1 - distance) / soft;
    return GrainField.smooth(Math.max(0, Math.min(1, t)));
  }
}
