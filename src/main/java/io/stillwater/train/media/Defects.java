package io.stillwater.train.media;

import io.stillwater.window.surface.Blur;
import io.stillwater.window.tile.Plane;
import java.util.SplittableRandom;

/**
 * Normal images with made-up defects: one or two regions become darker or lighter, lose or gain
 * contrast, are smoothed, or show what lies elsewhere or in another image (after the idea of Li et
 * al. 2021, "CutPaste", and Schlüter et al. 2022, natural synthetic anomalies).
 */
public final class Defects {
  /** A change of less than this share of the image's deviation is none. */
  private static final double VISIBLE = 0.12;

  /** Deviation, of a full scale of 1, that every image has at least. */
  private static final double LEAST = 4 / 255.0;

  /**
   * An image with defects.
   *
   * @param image values from 0 to 1
   * @param mask (height, width) where it was changed
   */
  public record Made(Plane image, boolean[] mask) {}

  private final int height;
  private final int width;
  private final float[] values;
  private final boolean[] changed;
  private final Plane other;
  private final Regions regions;
  private final SplittableRandom random;

  private Defects(Plane image, Plane other, SplittableRandom random) {
    this.height = image.height();
    this.width = image.width();
    this.values = image.values().clone();
    this.changed = new boolean[values.length];
    this.other = other;
    this.random = random;
    this.regions = new Regions(height, width, random);
  }

  /**
   * Makes defects.
   *
   * @param image a normal one, from 0 to 1
   * @param other another normal one, that pieces are taken from
   */
  public static Made of(Plane image, Plane other, SplittableRandom random) {
    Defects defects = new Defects(image, other, random);
    int count = random.nextInt(3) == 0 ? 2 : 1;
    for (int i = 0; i < count; i++) {
      defects.add();
    }
    for (int i = 0; i < defects.values.length; i++) {
      defects.values[i] = Math.max(0, Math.min(1, defects.values[i]));
    }
    return new Made(new Plane(image.height(), image.width(), defects.values), defects.changed);
  }

  private void add() {
    boolean line = random.nextInt(5) == 0;
    boolean[] mask = line ? regions.line() : regions.area();
    float[] soft = new float[values.length];
    for (int i = 0; i < soft.length; i++) {
      soft[i] = mask[i] ? 1 : 0;
    }
    soft = Blur.gaussian(new Plane(height, width, soft), random.nextDouble(0.4, 1.5)).values();
    double deviation = deviation();
    float[] instead = line ? shifted(deviation) : instead(deviation);
    for (int i = 0; i < values.length; i++) {
      float now = values[i] + soft[i] * (instead[i] - values[i]);
      changed[i] |= mask[i] && Math.abs(now - values[i]) > VISIBLE * deviation;
      values[i] = now;
    }
  }

  private float[] instead(double deviation) {
    return switch (random.nextInt(4)) {
      case 0 -> shifted(deviation);
      case 1 -> contrasted();
      case 2 -> smoothed(deviation);
      default -> pasted(deviation);
    };
  }

  /** Darker in two of three cases. */
  private float[] shifted(double deviation) {
    double by = (random.nextInt(3) == 0 ? 1 : -1) * random.nextDouble(0.5, 2.2) * deviation;
    double rough = 0.3 * deviation * random.nextDouble();
    float[] noise = regions.noise(2 << random.nextInt(3));
    float[] out = new float[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) (values[i] + by + rough * noise[i]);
    }
    return out;
  }

  private float[] contrasted() {
    double factor = random.nextBoolean() ? random.nextDouble(0, 0.4) : random.nextDouble(1.8, 3.5);
    float[] around = Blur.gaussian(new Plane(height, width, values), 8).values();
    float[] out = new float[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) (around[i] + factor * (values[i] - around[i]));
    }
    return out;
  }

  private float[] smoothed(double deviation) {
    double by = 0.3 * deviation * random.nextGaussian();
    float[] out = Blur.gaussian(new Plane(height, width, values), between(1.5, 5)).values().clone();
    for (int i = 0; i < out.length; i++) {
      out[i] += (float) by;
    }
    return out;
  }

  /**
   * This image, turned by a quarter, or another one, moved about; in its own light or brought to
   * this.
   */
  private float[] pasted(double deviation) {
    boolean turn = random.nextInt(3) == 0;
    Plane from = turn ? new Plane(height, width, values) : other;
    int dy = random.nextInt(from.height());
    int dx = random.nextInt(from.width());
    boolean brought = random.nextBoolean();
    double by =
        brought ? mean(values) - mean(from.values()) + 0.5 * deviation * random.nextGaussian() : 0;
    float[] out = new float[values.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int row = (turn ? x : y) + dy;
        int column = (turn ? y : x) + dx;
        out[y * width + x] = (float) (by + from.at(row % from.height(), column % from.width()));
      }
    }
    return out;
  }

  private double between(double low, double high) {
    return random.nextDouble(low, high);
  }

  private double deviation() {
    double mean = mean(values);
    double square = 0;
    for (float value : values) {
      square += (value - mean) * (value - mean) / values.length;
    }
    return Math.sqrt(square) + LEAST;
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
