package io.stillwater.benchmark.media;

import io.stillwater.source.media.MediaSource;
import java.util.Comparator;
import java.util.List;

/**
 * Files to learn from and files to judge.
 *
 * @param name for people
 * @param training normal files
 * @param test normal ones first, then by what is wrong with them
 */
public record MediaCase(String name, MediaSource training, List<LabelledItem> test) {
  public MediaCase {
    test =
        test.stream()
            .sorted(Comparator.comparing(LabelledItem::kind).thenComparing(LabelledItem::key))
            .toList();
  }

  /** Whether pixels can be told from each other. */
  boolean masked() {
    return test.stream().anyMatch(item -> item.mask() != null);
  }
}
