package io.stillwater.detect.heat;

import io.stillwater.window.tile.Plane;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * A connected part of a map that is beyond the limit, by the box around it.
 *
 * @param x the leftmost column
 * @param y the topmost row
 * @param width in columns, at least 1
 * @param height in rows, at least 1
 * @param score the highest in it
 */
public record Region(int x, int y, int width, int height, double score) {
  /**
   * The regions of a map whose values are above the limit, the highest first. Places are connected
   * where they share a side.
   *
   * <pre>
   * 0 5 0 0
   * 0 6 0 7    limit 1: (x 3, y 1, 1 x 1, 7), (x 1, y 0, 1 x 2, 6), (x 2, y 2, 1 x 1, 5)
   * 0 0 5 0
   * </pre>
   */
  public static List<Region> beyond(Plane map, double limit) {
    boolean[] open = new boolean[map.values().length];
    for (int i = 0; i < open.length; i++) {
      open[i] = map.values()[i] > limit;
    }
    List<Region> regions = new ArrayList<>();
    for (int i = 0; i < open.length; i++) {
      if (open[i]) {
        regions.add(around(map, open, i));
      }
    }
    regions.sort(
        Comparator.comparingDouble(Region::score)
            .reversed()
            .thenComparingInt(Region::y)
            .thenComparingInt(Region::x));
    return regions;
  }

  /** The region that a place belongs to; its places are closed. */
  private static Region around(Plane map, boolean[] open, int first) {
    int width = map.width();
    Region region = null;
    Deque<Integer> waiting = new ArrayDeque<>(List.of(first));
    open[first] = false;
    while (!waiting.isEmpty()) {
      int at = waiting.pop();
      int x = at % width;
      int y = at / width;
      Region place = new Region(x, y, 1, 1, map.values()[at]);
      region = region == null ? place : region.with(place);
      visit(open, at - 1, x > 0, waiting);
      visit(open, at + 1, x < width - 1, waiting);
      visit(open, at - width, y > 0, waiting);
      visit(open, at + width, y < map.height() - 1, waiting);
    }
    return region;
  }

  private static void visit(boolean[] open, int at, boolean inside, Deque<Integer> waiting) {
    if (inside && open[at]) {
      open[at] = false;
      waiting.push(at);
    }
  }

  private Region with(Region other) {
    int left = Math.min(x, other.x);
    int top = Math.min(y, other.y);
    return new Region(
        left,
        top,
        Math.max(x + width, other.x + other.width) - left,
        Math.max(y + height, other.y + other.height) - top,
        Math.max(score, other.score));
  }

  /**
   * The same in pixels.
   *
   * @param factor pixels on a side of a place
   * @param columns of the image, in which the last place may be narrower
   * @param rows of the image
   */
  public Region enlarged(int factor, int columns, int rows) {
    int left = x * factor;
    int top = y * factor;
    return new Region(
        left,
        top,
        Math.min(columns, (x + width) * factor) - left,
        Math.min(rows, (y + height) * factor) - top,
        score);
  }
}
