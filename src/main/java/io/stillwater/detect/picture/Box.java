package io.stillwater.detect.picture;

import io.stillwater.detect.heat.Region;
import io.stillwater.window.tile.Plane;
import java.util.ArrayList;
import java.util.List;

/** A part of an image, in pixels. */
record Box(int top, int left, int bottom, int right) {
  private static final int COARSE = 8;

  /** Gaps that are nearer to each other than this are filled together. */
  private static final int TOGETHER = 16;

  /** Boxes that do not touch, around all gaps. */
  static List<Box> around(boolean[] gaps, int height, int width) {
    boolean[] coarse = Gaps.coarse(gaps, height, width, COARSE);
    int rows = (height + COARSE - 1) / COARSE;
    Plane marks = Gaps.marks(coarse, rows, (width + COARSE - 1) / COARSE);
    List<Box> boxes = new ArrayList<>();
    for (Region region : Region.beyond(marks, 0.5)) {
      Region pixels = region.enlarged(COARSE, width, height);
      Box box = of(pixels);
      // What a box is joined with may reach others.
      for (int i = 0; i < boxes.size(); ) {
        if (boxes.get(i).near(box)) {
          box = box.with(boxes.remove(i));
          i = 0;
        } else {
          i++;
        }
      }
      boxes.add(box);
    }
    return boxes;
  }

  private static Box of(Region pixels) {
    return new Box(
        pixels.y(), pixels.x(), pixels.y() + pixels.height(), pixels.x() + pixels.width());
  }

  private boolean near(Box other) {
    return top < other.bottom + TOGETHER
        && other.top < bottom + TOGETHER
        && left < other.right + TOGETHER
        && other.left < right + TOGETHER;
  }

  private Box with(Box other) {
    return new Box(
        Math.min(top, other.top),
        Math.min(left, other.left),
        Math.max(bottom, other.bottom),
        Math.max(right, other.right));
  }

  /** So many pixels more on each side, within the image. */
  Box grown(int by, int height, int width) {
    return new Box(
        Math.max(0, top - by),
        Math.max(0, left - by),
        Math.min(height, bottom + by),
        Math.min(width, right + by));
  }

  private int height() {
    return bottom - top;
  }

  private int width() {
    return right - left;
  }

  /** That part of a plane. */
  Plane of(Plane plane) {
    float[] out = new float[height() * width()];
    for (int y = 0; y < height(); y++) {
      System.arraycopy(plane.values(), (top + y) * plane.width() + left, out, y * width(), width());
    }
    return new Plane(height(), width(), out);
  }

  /** That part of marks. */
  boolean[] of(boolean[] marks, int columns) {
    boolean[] out = new boolean[height() * width()];
    for (int y = 0; y < height(); y++) {
      System.arraycopy(marks, (top + y) * columns + left, out, y * width(), width());
    }
    return out;
  }

  /** Copies what of this part lies in a smaller box to its place. */
  void put(Plane part, Box inner, float[] to, int columns) {
    for (int y = inner.top; y < inner.bottom; y++) {
      System.arraycopy(
          part.values(),
          (y - top) * width() + inner.left - left,
          to,
          y * columns + inner.left,
          inner.width());
    }
  }
}
