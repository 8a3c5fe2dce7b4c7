package io.stillwater.source.surface;

import io.stillwater.source.SeededNoise;

/**
 * A cloth in plain weave, as one camera sees one piece of it.
 *
 * <p>With u and v the number of the warp and the weft thread at a place, the warp thread stands at
 *
 * <pre>
 * √(1 − a²) + crimp·c      a: place across the thread, −1 to 1
 *                          c: from 1 over a weft thread to −1 under the next
 * </pre>
 *
 * and the weft thread likewise, the other way round; what stands higher is seen. Each thread has
 * its own place, width and tone, and they change along it; the whole is tilted, shifted and drawn
 * out of shape by each piece anew.
 */
final class Cloth {
  /** Pixels from thread to thread. */
  private static final double PITCH = 7.2;

  private static final double CRIMP = 0.55;
  private static final double ROUND = 1.6;
  private static final double BELOW = -1.8;
  private static final double NONE = Double.NEGATIVE_INFINITY;
  private static final int THREADS = 512;

  private final double cos;
  private final double sin;
  private final double warpPitch;
  private final double weftPitch;
  private final double warpPhase;
  private final double weftPhase;
  private final GrainField bent;
  private final Threads warp;
  private final Threads weft;
  private final Flaw flaw;

  /**
   * @param noise that this piece of cloth is made from
   * @param flaw that it has, or null
   */
  Cloth(SeededNoise noise, Flaw flaw) {
    double tilt = Math.toRadians(0.9 * noise.normal());
    cos = StrictMath.cos(tilt);
    sin = StrictMath.sin(tilt);
    warpPitch = PITCH * (1 + 0.012 * noise.normal());
    weftPitch = PITCH * (1.06 + 0.02 * noise.normal());
    warpPhase = noise.between(0, THREADS / 4.0);
    weftPhase = noise.between(0, THREADS / 4.0);
    bent = new GrainField(64, 64, noise);
    warp = new Threads(0.66, 0.022, noise);
    weft = new Threads(0.58, 0.034, noise);
    this.flaw = flaw;
  }

  void draw(Relief relief) {
    for (int y = 0; y < relief.height(); y++) {
      for (int x = 0; x < relief.width(); x++) {
        draw(relief, y * relief.width() + x, Relief.pixel(x), Relief.pixel(y));
      }
    }
  }

  private void draw(Relief relief, int at, double x, double y) {
    double dx = 0.9 * bent.at(y / 55, x / 55);
    double dy = 1.1 * bent.at(y / 48 + 31, x / 90 + 31);
    double u = (cos * x + sin * y + dx) / warpPitch + warpPhase;
    double v = (cos * y - sin * x + dy) / weftPitch + weftPhase;
    double over = level(warp, u, v, loose(u, 1, x, y), 1);
    double under = level(weft, v, u, loose(v, -1, x, y), -1);
    if (over == NONE && under == NONE) {
      relief.set(at, BELOW, 0.3);
    } else if (over >= under) {
      relief.set(at, over, warp.tone(u, v));
    } else {
      relief.set(at, under, weft.tone(v, u));
    }
  }

  /**
   * How high the thread at a place stands; {@link #NONE} where there is none.
   *
   * @param across number of the thread, with the place across it as fraction
   * @param along number of the crossing threads
   * @param loose how far it stands off its place
   * @param side 1 for the warp, -1 for the weft
   */
  private static double level(
      Threads threads, double across, double along, double loose, int side) {
    double a = threads.place(across, along);
    if (Math.abs(a) >= 1 || loose >= 1) {
      return NONE;
    }
    int thread = (int) Math.floor(across);
    int crossing = (int) Math.floor(along - 0.5);
    double from = (thread + crossing) % 2 == 0 ? side : -side;
    double c = from * (1 - 2 * GrainField.smooth(along - 0.5 - crossing));
    return ROUND * Math.sqrt(1 - a * a) + CRIMP * c + 1.6 * loose;
  }

  /** How far a thread stands off its place: 1 where it is gone, 0 where nothing is wrong. */
  private double loose(double across, int side, double x, double y) {
    if (flaw == null) {
      return 0;
    }
    int thread = (int) Math.floor(across);
    if (flaw.kind() == FlawKind.HOLE) {
      // Each thread is torn at a place of its own, and what is left stands up.
      double torn = flaw.shape().distance(x, y) - 0.16 * flaw.rough().along(thread, side);
      return torn < 1 ? 1 : Math.max(0, 0.6 - 1.5 * (torn - 1));
    }
    if (flaw.thread() != null && flaw.thread().warp() == side > 0) {
      Flaw.MissingThread missing = flaw.thread();
      boolean itself = thread == number(missing);
      return itself && missing.gone(missing.warp() ? y : x) ? 1 : 0;
    }
    return 0;
  }

  /** Of the thread that lies there in the middle of the image, whichever way it is tilted. */
  private int number(Flaw.MissingThread missing) {
    return missing.warp()
        ? (int) Math.floor(missing.place() * cos / warpPitch + warpPhase)
        : (int) Math.floor(missing.place() * cos / weftPitch + weftPhase);
  }
}
