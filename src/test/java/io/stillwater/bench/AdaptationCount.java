package io.stillwater.bench;

import io.stillwater.alert.Alert;
import io.stillwater.alert.AlertState;
import io.stillwater.alert.KeyMove;
import io.stillwater.alert.Message;
import io.stillwater.bench.ChangingKey.Fault;
import io.stillwater.bench.ChangingKey.Way;
import io.stillwater.detect.PoissonInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What one setting came to for keys that go one way. A row is normal if no fault is there; where
 * the change itself is a fault, none is from then on. An episode is false if it overlaps neither a
 * fault nor the window after it.
 */
final class AdaptationCount {
  static final String HEAD =
      "false a key and day (90 % interval)  worst key  in alarm, away from faults  found before, after the change"
          + "  delay h  moves told  change told, after h";

  private static final int WINDOW = 64;
  private static final int QUIET = 8;

  private int keys;
  private double days;
  private int falseEpisodes;
  private double worst;
  private long inAlarm;
  private long normal;
  private long awayInAlarm; // at rows that no fault and no episode of one can reach
  private long away;
  private final int[] found = new int[2]; // before the change, after it
  private final int[] faults = new int[2];
  private final List<Double> delays = new ArrayList<>(); // hours
  private final List<Double> told = new ArrayList<>(); // hours until a change was told
  private int moved;

  /** What lies at the rows of one key. */
  private record Rows(boolean[] faulty, boolean[] near, boolean[] reached) {
    static Rows of(Way way, List<Fault> key, int rows) {
      Rows all = new Rows(new boolean[rows], new boolean[rows], new boolean[rows]);
      for (Fault fault : key) {
        all.mark(fault.from(), fault.to());
      }
      if (way.lastingFault()) {
        all.mark(way.change(), rows);
      }
      return all;
    }

    /** A window after a fault still holds it, and calm windows in a row end an episode. */
    private void mark(int from, int to) {
      for (int i = from; i < Math.min(faulty.length, to + WINDOW + QUIET); i++) {
        reached[i] = true;
        near[i] |= i < to + WINDOW;
        faulty[i] |= i < to;
      }
    }
  }

  /** Takes what one key's stream said. */
  void add(Way way, List<Message> messages, List<Fault> key, int rows) {
    Rows at = Rows.of(way, key, rows);
    keys++;
    int episodes = episodes(messages, at);
    falseEpisodes += episodes;
    for (int i = 0; i < rows; i++) {
      normal += at.faulty[i] ? 0 : 1;
      away += at.reached[i] ? 0 : 1;
    }
    double covered = way.lastingFault() ? way.change() : rows;
    days += covered / ChangingKey.DAY;
    worst = Math.max(worst, episodes * ChangingKey.DAY / covered);
    key.forEach(fault -> find(fault, way, messages));
    change(way, messages);
  }

  private int episodes(List<Message> messages, Rows at) {
    int open = -1;
    int episodes = 0;
    for (Message message : messages) {
      if (message instanceof Alert alert && alert.state() == AlertState.OPENED) {
        open = row(alert.time());
      } else if (message instanceof Alert alert && alert.state() == AlertState.RESOLVED) {
        episodes += close(open, row(alert.time()), at);
        open = -1;
      }
    }
    return episodes + (open < 0 ? 0 : close(open, at.near.length, at));
  }

  /** Counts an episode's normal rows; gives 1 if it overlaps no fault. */
  private int close(int from, int to, Rows at) {
    boolean overlaps = false;
    for (int i = from; i < Math.min(to, at.near.length); i++) {
      overlaps |= at.near[i];
      inAlarm += at.faulty[i] ? 0 : 1;
      awayInAlarm += at.reached[i] ? 0 : 1;
    }
    return overlaps ? 0 : 1;
  }

  private void find(Fault fault, Way way, List<Message> messages) {
    int side = fault.from() >= way.change() ? 1 : 0;
    faults[side]++;
    for (Message message : messages) {
      if (message instanceof Alert alert && news(alert)) {
        int row = row(alert.time());
        if (row >= fault.from() && row < fault.to() + 4) {
          found[side]++;
          delays.add(hours(row - fault.from()));
          return;
        }
      }
    }
  }

  /** Whether a move was told, and when something was first said of the change. */
  private void change(Way way, List<Message> messages) {
    boolean move = false;
    int first = Integer.MAX_VALUE;
    for (Message message : messages) {
      int at = Integer.MAX_VALUE;
      if (message instanceof KeyMove news && news.began()) {
        move = true;
        at = row(news.time());
      } else if (message instanceof Alert alert && news(alert)) {
        at = row(alert.time());
      }
      first = at >= way.change() ? Math.min(first, at) : first;
    }
    moved += move ? 1 : 0;
    if (first < Integer.MAX_VALUE) {
      told.add(hours(first - way.change()));
    }
  }

  private static boolean news(Alert alert) {
    return alert.state() != AlertState.RESOLVED && !"still".equals(alert.reason());
  }

  private static int row(long time) {
    return (int) ((time - ChangingKey.BEGIN) / ChangingKey.STEP);
  }

  private static double hours(int rows) {
    return rows * ChangingKey.STEP / 3.6e6;
  }

  /** Adds another count to this one. */
  void add(AdaptationCount other) {
    keys += other.keys;
    days += other.days;
    falseEpisodes += other.falseEpisodes;
    worst = Math.max(worst, other.worst);
    inAlarm += other.inAlarm;
    normal += other.normal;
    awayInAlarm += other.awayInAlarm;
    away += other.away;
    for (int side = 0; side < 2; side++) {
      found[side] += other.found[side];
      faults[side] += other.faults[side];
    }
    delays.addAll(other.delays);
    told.addAll(other.told);
    moved += other.moved;
  }

  /** One line of the table. */
  String line(String name) {
    PoissonInterval interval = PoissonInterval.of(falseEpisodes).per(days);
    return String.format(
        Locale.ROOT,
        "%-18s %.3f (%.3f to %.3f)                   %.2f       %6.2f %%, %6.2f %%          %4d of %4d,"
            + " %4d of %4d          %4.1f     %3d of %3d   %3d, %.1f",
        name,
        falseEpisodes / days,
        interval.low(),
        interval.high(),
        worst,
        100.0 * inAlarm / normal,
        100.0 * awayInAlarm / away,
        found[0],
        faults[0],
        found[1],
        faults[1],
        median(delays),
        moved,
        keys,
        told.size(),
        median(told));
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }
}
