package io.stillwater.window;

import io.stillwater.event.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the readings of a file led to, and what to say of those that lie wrong in time. */
public final class CutCounts {
  private final Map<Cut, Long> counts = new EnumMap<>(Cut.class);
  private final Map<Cut, Reading> first = new EnumMap<>(Cut.class);

  /** A reading came to that. */
  public void add(Reading reading, Cut cut) {
    counts.merge(cut, 1L, Long::sum);
    if (cut == Cut.ASIDE || cut == Cut.LATE) {
      first.putIfAbsent(cut, reading);
    }
  }

  /** How many readings came to that. */
  public long count(Cut cut) {
    return counts.getOrDefault(cut, 0L);
  }

  /**
   * What to say of readings out of the course of time; empty where there is nothing.
   *
   * @param timed whether readings have times
   * @param fate what became of them, such as {@code left out}
   */
  public List<String> sentences(boolean timed, String fate) {
    List<String> sentences = new ArrayList<>();
    if (count(Cut.ASIDE) > 0) {
      sentences.add(
          readings(Cut.ASIDE)
              + " ahead in time of what follows, as if a clock had jumped: "
              + fate
              + first(Cut.ASIDE, timed));
    }
    if (count(Cut.LATE) > 0) {
      sentences.add(
          readings(Cut.LATE)
              + " behind a reading of the same key that came before: "
              + fate
              + first(Cut.LATE, timed));
    }
    if (count(Cut.BACK) > 0) {
      sentences.add(
          "A clock went back: "
              + String.format(Locale.ROOT, "%,d", count(Cut.BACK))
              + " of these readings begin the new course of their keys.");
    }
    return sentences;
  }

  private String readings(Cut cut) {
    long count = count(cut);
    return String.format(
        Locale.ROOT, "%,d %s", count, count == 1 ? "reading lies" : "readings lie");
  }

  private String first(Cut cut, boolean timed) {
    Reading reading = first.get(cut);
    return "; the first is row "
        + reading.offset()
        + (reading.key().isEmpty() ? "" : " of " + reading.key())
        + (timed ? ", at " + Instant.ofEpochMilli(reading.time()) : "")
        + ".";
  }
}
