package io.stillwater.stream;

import io.stillwater.stream.output.Checkpoint;
import io.stillwater.window.Windower;
import java.util.Optional;

/** Where a partition stands: how far it was read, and from where it can be rebuilt. */
final class Standing {
  private final Windower<KeyMemory> windower;
  private final TimeMarks marks;
  private long next;
  private boolean moved;

  /**
   * @param from where it stood before
   * @param windower holds what a rebuild has to bring back
   * @param ageMillis A
   */
  Standing(Checkpoint from, Windower<KeyMemory> windower, long ageMillis) {
    this.windower = windower;
    marks = new TimeMarks(ageMillis, new TimeMarks.Mark(from.rewind(), from.highestTime()));
    next = from.next();
  }

  /** Nothing is left before that offset. */
  void passed(long position) {
    if (position > next) {
      next = position;
      moved = true;
    }
  }

  /** The record at that offset is taken next: a rebuild can start there if T is all to know. */
  void taking(long offset) {
    if (windower.settled()) {
      marks.passing(offset, windower.highestTime());
    }
  }

  /** Whether it was read further since the last {@link #drain}. */
  boolean moved() {
    return moved;
  }

  /**
   * The checkpoint, if it was read further since the last call.
   *
   * @param learners that need their readings as well; null where a trained detector judges
   */
  Optional<Checkpoint> drain(Learners learners) {
    if (!moved) {
      return Optional.empty();
    }
    moved = false;
    long rows = windower.neededFrom(next); // stored where one learns, but a bundle may take over
    long needed = learners == null ? rows : Math.min(rows, learners.neededFrom(next));
    if (needed == next && windower.settled()) {
      return Optional.of(new Checkpoint(next, next, windower.highestTime()));
    }
    TimeMarks.Mark mark = marks.at(needed);
    return Optional.of(new Checkpoint(next, mark.offset(), mark.highestTime()));
  }
}
