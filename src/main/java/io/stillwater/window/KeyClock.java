package io.stillwater.window;

import io.stillwater.event.Reading;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells the readings of one key that its clock can be believed for from those it cannot.
 *
 * <p>A reading more than a leap ahead of the one before it waits for the next: if that comes before
 * it in time, the clock had jumped for this one reading, which is set aside; else the course goes
 * on there. Readings behind the newest are late; once as many of them as a window has follow each
 * other without a leap, the clock was set back, and they are the window.
 *
 * <table>
 * <caption>a leap is 8</caption>
 * <tr><th>time</th><td>1</td><td>2</td><td>90</td><td>3</td><td>4</td><td>60</td><td>61</td></tr>
 * <tr><th>what becomes of it</th><td>taken</td><td>taken</td><td>held</td><td>90 aside, 3 taken</td>
 *   <td>taken</td><td>held</td><td>60 taken, 61 taken</td></tr>
 * </table>
 *
 * <p>Only neighbours in the log decide, late ones and those set aside included. What is made of a
 * reading is therefore the same wherever reading began, if it began with the one before it: {@link
 * Reading#from} is set to that. Where a leap is learnt from the key's newest readings, those decide
 * as well, and what waits is stored with them. Not thread-safe.
 */
final class KeyClock {
  /** What becomes of readings. */
  interface Judged {
    /** It belongs to the course of the key, unless it is late. */
    boolean take(Reading reading);

    /** It waits for the next. */
    void hold(Reading reading);

    /** It does not belong to it. */
    void setAside(Reading reading);

    /** The clock was set back: these are the key's newest readings. */
    void goBack(List<Reading> readings);
  }

  private final Leap leap;
  private final int length;
  private long newestTime = Long.MIN_VALUE; // of whatever came last; the lowest for nothing
  private long newestOffset;
  private Reading held;
  private List<Reading> late = List.of();

  /**
   * @param leap which steps are to be confirmed
   * @param length of a window
   */
  KeyClock(Leap leap, int length) {
    this.leap = leap;
    this.length = length;
  }

  /** The offset that reading again must not begin after, for the reading that waits. */
  long neededFrom() {
    return held == null ? Long.MAX_VALUE : held.from();
  }

  /** What it knows but for offsets. */
  KeyWindow.Waiting waiting() {
    return new KeyWindow.Waiting(newestTime, late, held);
  }

  /** Goes on where another one was, whose readings need not be read again. */
  void restore(KeyWindow.Waiting waiting) {
    newestTime = waiting.newestTime();
    newestOffset = Long.MAX_VALUE;
    late = new ArrayList<>(waiting.late());
    held = waiting.held();
  }

  /** The next reading. */
  void next(Reading reading, Judged judged) {
    if (leap.none()) {
      take(reading, judged);
      return;
    }
    boolean begun = newestTime > Long.MIN_VALUE;
    Reading with = begun ? reading.readFrom(newestOffset) : reading;
    if (held != null) {
      Reading before = held;
      held = null;
      if (reading.time() < before.time()) {
        judged.setAside(before);
      } else {
        take(before, judged);
      }
    }
    if (!begun || leap.must(reading.time() - newestTime)) {
      held = with;
      judged.hold(with);
    } else {
      take(with, judged);
    }
    newestTime = reading.time();
    newestOffset = reading.from();
  }

  /** Nothing comes any more: what waits is believed. */
  void end(Judged judged) {
    if (held != null) {
      Reading last = held;
      held = null;
      take(last, judged);
    }
  }

  /** What the key held is too old: the late readings are its newest. */
  void emptied(Judged judged) {
    if (!late.isEmpty()) {
      List<Reading> course = late;
      late = List.of();
      judged.goBack(course);
    }
  }

  private void take(Reading reading, Judged judged) {
    if (judged.take(reading) || length == 1) {
      late = List.of();
      return;
    }
    if (late.isEmpty() || !follows(late.get(late.size() - 1), reading)) {
      late = new ArrayList<>();
    }
    late.add(reading);
    if (late.size() == length) {
      List<Reading> course = late;
      late = List.of();
      judged.goBack(course.subList(0, length - 1));
      judged.take(reading);
    }
  }

  private boolean follows(Reading before, Reading reading) {
    return reading.time() >= before.time() && !leap.parts(reading.time() - before.time());
  }
}
