package io.stillwater.stream;

import io.stillwater.alert.Alert;
import io.stillwater.alert.AlertIds;
import io.stillwater.alert.AlertState;
import io.stillwater.alert.Episode;
import io.stillwater.alert.OpenEpisode;
import io.stillwater.detect.Verdict;
import io.stillwater.event.Reading;
import io.stillwater.window.Cut;
import io.stillwater.window.KeyWindow;
import io.stillwater.window.Stride;
import io.stillwater.window.Window;
import io.stillwater.window.Windower;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One partition of a flow: its windows, its open episodes, and what has come out since the last
 * drain. Not thread-safe.
 */
final class PartitionFlow {
  private final FlowContext context;
  private final int partition;
  private final Windower<KeyMemory> windower;
  private final TimeMarks marks;
  private final Map<String, OpenEpisode> open = new HashMap<>();
  private final long rebuildUntil;
  private boolean rebuilding;
  private long next;
  private boolean moved;

  private final List<Alert> alerts = new ArrayList<>();
  private final List<ScoredWindow> scores = new ArrayList<>();
  private final List<DeadLetter> deadLetters = new ArrayList<>();
  private final Set<String> changed = new LinkedHashSet<>();
  private Map<Count, Long> counts = new EnumMap<>(Count.class);

  PartitionFlow(FlowContext context, int partition, Checkpoint from, Collection<Episode> episodes) {
    this.context = context;
    this.partition = partition;
    FlowSpec spec = context.spec();
    int recall = spec.policy().n();
    this.windower =
        new Windower<>(
            spec.window(),
            spec.maxKeys(),
            recall,
            key -> new KeyMemory(new FlowOutput.Place(partition, key), recall),
            this::forget);
    windower.startAt(from.highestTime());
    marks =
        new TimeMarks(
            spec.window().ageMillis(), new TimeMarks.Mark(from.rewind(), from.highestTime()));
    next = from.next();
    rebuildUntil = from.next();
    rebuilding = true;
    for (Episode episode : episodes) {
      open.put(episode.key(), new OpenEpisode(episode));
    }
  }

  boolean rebuilding() {
    return rebuilding;
  }

  boolean reaches(long position) {
    return position >= rebuildUntil;
  }

  void count(Count what, long amount) {
    if (!rebuilding) {
      counts.merge(what, amount, Long::sum);
    }
  }

  void passed(long position) {
    if (position > next) {
      next = position;
      moved = true;
    }
  }

  /** One more record came, whatever it holds. */
  void received(long offset) {
    if (rebuilding) {
      counts.merge(Count.REBUILT, 1L, Long::sum);
    } else {
      count(Count.RECEIVED, 1);
      passed(offset + 1);
    }
  }

  void reject(DeadLetter letter) {
    if (!rebuilding) {
      count(Count.UNDECODABLE, 1);
      deadLetters.add(letter);
    }
  }

  void take(Reading reading) {
    count(Count.DECODED, 1);
    marks.passing(reading.offset(), windower.highestTime());
    KeyWindow<KeyMemory> key = windower.add(reading);
    Cut cut = windower.cut();
    switch (cut) {
      case LATE -> count(Count.LATE, 1);
      case MISSING -> {
        count(Count.WINDOWS, 1);
        count(Count.SKIPPED, 1);
      }
      case COMPLETE -> complete(key);
      case WARMING, SAME_CELL -> {}
    }
    if (cut == Cut.WARMING || cut == Cut.MISSING) {
      context.board().waiting(key, reading, cut, openIn(key.key()));
    }
  }

  private void complete(KeyWindow<KeyMemory> key) {
    if (rebuilding) {
      key.memory().hold(key.window());
    } else {
      context.queue(new Pending(this, key, key.window(), null, clock(), false));
    }
  }

  private Pending.Clock clock() {
    return new Pending.Clock(windower.highestTime(), windower.oldestTime());
  }

  private void forget(KeyWindow<KeyMemory> key, Windower.Forgotten why) {
    key.memory().forgotten = true;
    context.board().remove(key.memory().place);
    if (!rebuilding) {
      context.queue(new Pending(this, key, null, why, clock(), false));
    }
  }

  /** The rebuilt rows are complete: what is left is to judge each key's newest windows again. */
  void finishRebuild() {
    for (KeyWindow<KeyMemory> key : windower.keys()) {
      key.memory()
          .release()
          .forEach(window -> context.queue(new Pending(this, key, window, null, clock(), true)));
    }
    open.keySet().forEach(windower::keep);
    rebuilding = false;
  }

  /** A judged window goes through the policy. */
  void judged(Pending pending, Verdict verdict) {
    KeyMemory memory = pending.key().memory();
    memory.policy.push(verdict.beyond(), verdict.window().last().recordTime());
    if (!pending.rebuilt()) {
      count(Count.WINDOWS, 1);
      count(Count.SCORED, 1);
      count(Count.BEYOND, verdict.beyond() ? 1 : 0);
      scores.add(scored(verdict));
      advance(pending, verdict, memory);
      count(Count.IN_ALARM, open.containsKey(pending.key().key()) ? 1 : 0);
      count(Count.WATCHED_MILLIS, watched(verdict.window()));
    }
    if (!memory.forgotten) {
      context.board().judged(pending.key(), verdict, openIn(pending.key().key()));
    }
  }

  /**
   * The event time that a window adds to those before, by itself alone, so that a restart counts
   * the same: the step to its newest reading, or the stride where that is longer.
   */
  private long watched(Window window) {
    if (window.length() < 2) {
      return 0;
    }
    long step = Math.max(0, window.endTime() - window.row(window.length() - 2).time());
    Stride stride = context.spec().window().stride();
    return stride.timed() ? Math.max(stride.amount(), step) : stride.amount() * step;
  }

  private void advance(Pending pending, Verdict verdict, KeyMemory memory) {
    String key = pending.key().key();
    OpenEpisode episode = open.get(key);
    long seen = pending.clock().highest();
    if (episode != null) {
      changed.add(key);
      AlertState state = context.policy().advance(episode, verdict, seen);
      if (state == AlertState.RESOLVED) {
        open.remove(key);
        send(episode, state, "quiet");
      } else if (state != null) {
        send(episode, state, null);
      }
    } else if (context.policy().opens(memory.policy, verdict, pending.clock().oldest())) {
      String id = AlertIds.episode(source(), key, verdict.window().last().offset());
      OpenEpisode opened = context.policy().open(id, verdict, seen);
      open.put(key, opened);
      changed.add(key);
      count(Count.EPISODES, 1);
      send(opened, AlertState.OPENED, null);
    }
  }

  /** A key that is no longer watched ends its episode. */
  void forgotten(Pending pending) {
    OpenEpisode episode = open.remove(pending.key().key());
    if (episode != null) {
      changed.add(pending.key().key());
      context.policy().abandon(episode);
      send(episode, AlertState.RESOLVED, pending.forgotten().name().toLowerCase(Locale.ROOT));
    }
  }

  private void send(OpenEpisode open, AlertState state, String reason) {
    Episode episode = open.settle(context.painter());
    count(Count.ALERTS, 1);
    alerts.add(context.alert(source(), episode, state, reason));
  }

  private Alert.Source source() {
    return new Alert.Source(context.spec().detector(), context.spec().topic(), partition);
  }

  private String openIn(String key) {
    OpenEpisode episode = open.get(key);
    return episode == null ? null : episode.episode().id();
  }

  private ScoredWindow scored(Verdict verdict) {
    Reading last = verdict.window().last();
    return new ScoredWindow(
        partition,
        last.key(),
        last.time(),
        last.offset(),
        verdict.score(),
        verdict.pValue().value(),
        verdict.pValue().extrapolated(),
        verdict.beyond());
  }

  /**
   * Moves everything that has come out into {@code output}, and says where the partition stands.
   */
  void drainTo(FlowOutput output) {
    output.alerts().addAll(alerts);
    output.scores().addAll(scores);
    output.deadLetters().addAll(deadLetters);
    for (String key : changed) {
      Optional<Episode> episode =
          Optional.ofNullable(open.get(key)).map(o -> o.settle(context.painter()));
      output.episodes().put(new FlowOutput.Place(partition, key), episode);
    }
    counts.forEach((what, amount) -> output.counts().merge(what, amount, Long::sum));
    if (moved) {
      output.checkpoints().put(partition, checkpoint());
    }
    alerts.clear();
    scores.clear();
    deadLetters.clear();
    changed.clear();
    counts = new EnumMap<>(Count.class);
    moved = false;
  }

  private Checkpoint checkpoint() {
    long needed = windower.neededFrom(next);
    if (needed == next) {
      return new Checkpoint(next, next, windower.highestTime());
    }
    TimeMarks.Mark mark = marks.at(needed);
    return new Checkpoint(next, mark.offset(), mark.highestTime());
  }
}
