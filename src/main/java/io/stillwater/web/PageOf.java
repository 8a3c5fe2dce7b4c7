package io.stillwater.web;

import java.util.List;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param items the part
 * @param offset where the part begins in the whole
 * @param total length of the whole
 */
public record PageOf<T>(List<T> items, int offset, int total) {
  /** The part of {@code all} that begins at {@code offset}, each item shown by {@code view}. */
  static <S, T> PageOf<T> of(List<S> all, int offset, int limit, Function<S, T> view) {
    int from = Math.min(offset, all.size());
    int to = Math.min(from + limit, all.size());
    return new PageOf<>(all.subList(from, to).stream().map(view).toList(), from, all.size());
  }

  /** All of it. */
  static <T> PageOf<T> whole(List<T> all) {
    return new PageOf<>(List.copyOf(all), 0, all.size());
  }

  /** Refuses an offset or limit that makes no sense. */
  static void check(int offset, int limit, int maximum) {
    if (offset < 0) {
      throw ProblemException.badRequest(
          "offset must be at least 0: was " + offset + ".", "Begin at 0.");
    }
    if (limit < 1 || limit > maximum) {
      throw ProblemException.badRequest(
          "limit must be in 1.." + maximum + ": was " + limit + ".", "Ask for the rest by offset.");
    }
  }
}
