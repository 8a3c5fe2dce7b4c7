package io.stillwater.source.surface;

import java.util.List;

/**
 * How many images, and which of them have what flaw: the flawed ones evenly among the good, the
 * kinds in turn.
 *
 * <pre>
 * count 6, share 0.5, scratch and hole: good, scratch, good, hole, good, scratch
 * </pre>
 *
 * @param count of images, at least 1
 * @param share of flawed ones, from 0 to 1
 * @param kinds of flaws, at least one
 */
public record SurfacePlan(int count, double share, List<FlawKind> kinds) {
  public SurfacePlan {
    kinds = List.copyOf(kinds);
    require(count >= 1, "there must be at least 1 image: was " + count);
    require(share >= 0 && share <= 1, "the share of flaws must be from 0 to 1: was " + share);
    require(!kinds.isEmpty(), "there must be at least one kind of flaw: was none");
  }

  /** What is wrong with the image of a number, from 0; null for a good one. */
  public FlawKind kind(int number) {
    long before = (long) Math.floor(number * share + 1e-9);
    long after = (long) Math.floor((number + 1) * share + 1e-9);
    return after > before ? kinds.get((int) (before % kinds.size())) : null;
  }

  /** How many are flawed. */
  public long flawed() {
    return (long) Math.floor(count * share + 1e-9);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
