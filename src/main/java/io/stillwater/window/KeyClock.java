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
 * Reading#from} is set to that. Not thread-safe.
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

  private final long leap;
  private final int length;
  private boolean begun;
  private long newestTime; // of whatever came last
  private long newestOffset;
  private Reading held;
  private List<Reading> late = List.of();

  /**
   * @param leap in milliseconds; 0 to believe every clock
   * @param length of a window
   */
  KeyClock(long leap, int length) {
    this.leap = leap;
    this.length = length;
  }

  /** The offset that reading again must not begin after, for the reading that waits. */
  long neededFrom() {
    return held == null ? Long.MAX_VALUE : held.from();
  }

  /** The next reading. */
  void next(Reading reading, Judged judged) {
    if (leap == 0) {
      take(reading, judged);
      return;
    }
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
    if (!begun || reading.time() - newestTime > leap) {
      held = with;
      judged.hold(with);
    } else {
      take(with, judged);
    }
    begun = true;
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

  /**
   * What the key held is too old: the late readings are its newest.
   *
   * @param from where reading again must begin, to find them late
   */
  void emptied(long from, Judged judged) {
    if (!late.isEmpty()) {
      List<Reading> course = late.stream().map(reading -> reading.readFrom(from)).toList();
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
    return reading.time() >= before.time() && (leap == 0 || reading.time() - before.time() <= leap);
  }
}
