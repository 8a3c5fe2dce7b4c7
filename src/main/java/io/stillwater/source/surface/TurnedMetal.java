package io.stillwater.source.surface;

import io.stillwater.source.SeededNoise;

/**
 * A turned metal face, as one camera sees one part of it: grooves in arcs about an axis outside the
 * image, finer scores within them, and the sheen that such a face has in one direction of light.
 */
final class TurnedMetal {
  /** Pixels from groove to groove. */
  private static final double FEED = 5.4;

  private final double axisX;
  private final double axisY;
  private final double phase;
  private final double feed;
  private final double sheenAt;
  private final double radius;
  private final GrainField grooves;
  private final GrainField scores;
  private final GrainField cloud;

  /**
   * @param width of the image, in pixels
   * @param height of the image
   * @param noise that this face is made from
   */
  TurnedMetal(int width, int height, SeededNoise noise) {
    double side = Math.min(width, height);
    axisX = -0.55 * side + 0.05 * side * noise.normal();
    axisY = height + 0.9 * side + 0.05 * side * noise.normal();
    phase = noise.between(0, 64);
    feed = FEED * (1 + 0.01 * noise.normal());
    radius = StrictMath.hypot(width / 2.0 - axisX, height / 2.0 - axisY);
    sheenAt = 0.06 * noise.normal();
    grooves = new GrainField(256, 32, noise);
    scores = new GrainField(1024, 32, noise);
    cloud = new GrainField(64, 64, noise);
  }

  void draw(Relief relief) {
    double middle = StrictMath.atan2(-axisY + relief.height() / 4.0, relief.width() / 4.0 - axisX);
    for (int i = 0; i < relief.level().length; i++) {
      double x = Relief.pixel(i % relief.width());
      double y = Relief.pixel(i / relief.width());
      double r = Math.sqrt((x - axisX) * (x - axisX) + (y - axisY) * (y - axisY));
      double turn = StrictMath.atan2(y - axisY, x - axisX) - middle;
      draw(relief, i, r, turn, cloud.at(y / 60, x / 60));
    }
  }

  private void draw(Relief relief, int at, double r, double turn, double cloudy) {
    double ring = r / feed + phase;
    int groove = (int) Math.floor(ring);
    double arc = turn * radius;
    double across = 2 * (ring - groove) - 1;
    double depth =
        0.5 * (1 + 0.22 * grooves.along(groove, 0.5) + 0.15 * grooves.along(groove, arc / 40 + 8));
    double score = scores.at(r * 1.6, arc / 45 + 20);
    double fine = scores.at(r * 3.1 + 350, arc / 22 + 40);
    double level = depth * across * across + 0.16 * score + 0.07 * fine;
    double from = (turn - sheenAt) / 0.3;
    double sheen = 0.3 * StrictMath.exp(-from * from);
    relief.set(
        at,
        level,
        0.5
            + sheen
            + 0.035 * score
            + 0.02 * fine
            + 0.02 * cloudy
            + 0.02 * grooves.along(groove, 3));
  }
}
