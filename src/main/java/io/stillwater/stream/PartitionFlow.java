package io.stillwater.stream;

import io.stillwater.alert.Alert;
import io.stillwater.alert.AlertState;
import io.stillwater.alert.Episode;
import io.stillwater.alert.EpisodePolicy;
import io.stillwater.alert.KeyMove;
import io.stillwater.alert.Notice;
import io.stillwater.detect.Verdict;
import io.stillwater.detect.recent.Move;
import io.stillwater.detect.recent.RecentJudge;
import io.stillwater.event.Reading;
import io.stillwater.stream.output.Aside;
import io.stillwater.stream.output.Checkpoint;
import io.stillwater.stream.output.Count;
import io.stillwater.stream.output.DeadLetter;
import io.stillwater.stream.output.FlowOutput;
import io.stillwater.stream.output.KeyState;
import io.stillwater.stream.output.Outbox;
import io.stillwater.stream.output.ScoredWindow;
import io.stillwater.window.Cut;
import io.stillwater.window.KeyWindow;
import io.stillwater.window.Windower;
import java.util.Collection;
import java.util.function.Function;

/**
 * One partition of a flow: its windows, its open episodes, and what has come out since the last
 * drain. Not thread-safe.
 */
final class PartitionFlow {
  private final FlowContext context;
  private final int partition;
  private final Windower<KeyMemory> windower;
  private final Silence silence;
  private final KeyEpisodes episodes;
  private final KeyStates states; // null where limits do not follow keys
  private final Learners learners; // null where a trained detector judges
  private final long rebuildUntil;
  private boolean rebuilding;
  private final Standing standing;
  private Reading arriving;

  private final Outbox out = new Outbox();

  PartitionFlow(
      FlowContext context,
      int partition,
      Checkpoint from,
      Collection<Episode> stored,
      Collection<KeyState> remembered) {
    this.context = context;
    this.partition = partition;
    FlowSpec spec = context.spec();
    int recall = spec.policy().n();
    Learning learning = context.learning();
    Function<String, KeyMemory> memories =
        key -> new KeyMemory(new FlowOutput.Place(partition, key), recall, learning);
    windower =
        learning == null
            ? new Windower<>(spec.window(), spec.maxKeys(), recall, memories, this::forget)
            : Windower.learning(spec.window(), spec.maxKeys(), recall, memories, this::forget);
    windower.startAt(from.highestTime());
    silence = new Silence(spec.silenceMillis());
    rebuildUntil = from.next();
    rebuilding = true;
    this.episodes = new KeyEpisodes(context, source(), stored);
    states =
        context.recent() == null
            ? null
            : new KeyStates(context.recent(), spec.maxKeys(), remembered, from.next());
    learners =
        learning == null
            ? null
            : new Learners(learning, windower, spec.maxKeys(), remembered, from.next());
    standing = new Standing(from, windower, spec.window().ageMillis());
  }

  boolean rebuilding() {
    return rebuilding;
  }

  boolean reaches(long position) {
    return position >= rebuildUntil;
  }

  void count(Count what, long amount) {
    if (!rebuilding) {
      out.count(what, amount);
    }
  }

  void passed(long position) {
    standing.passed(position);
  }

  /** One more record came, whatever it holds. */
  void received(long offset) {
    if (rebuilding) {
      out.count(Count.REBUILT, 1);
    } else {
      count(Count.RECEIVED, 1);
      passed(offset + 1);
    }
  }

  void reject(DeadLetter letter) {
    if (!rebuilding) {
      out.reject(letter);
    }
  }

  /** The record that the next readings come from: all of it is read again, or nothing. */
  void decoded(long offset) {
    count(Count.DECODED, 1);
    standing.taking(offset);
  }

  void take(Reading reading) {
    count(Count.READINGS, 1);
    if (learners != null && rebuilding && !learners.replays(reading)) {
      windower.passing(reading);
      return;
    }
    arriving = reading;
    KeyWindow<KeyMemory> key = windower.arrive(reading, this::came);
    key.memory().heard(reading, context.board().now());
    if (learners != null) {
      learners.touched(key, reading, context.board().now());
    }
    if (!rebuilding) {
      tellSilence(key);
    }
  }

  /** What became of a reading: the one that arrives, or one that waited for it or is made of it. */
  private void came(KeyWindow<KeyMemory> key, Reading reading, Cut cut) {
    boolean taken = cut != Cut.HELD && cut != Cut.BACK; // what was late is not learnt of now
    switch (cut) {
      case LATE -> count(Count.LATE, 1);
      case ASIDE -> setAside(reading);
      default -> {
        if (learners != null && taken) {
          learn(key, reading);
        } else if (learners == null) {
          cut(key, cut);
        }
      }
    }
    boolean first = cut == Cut.HELD && key.rows() == 0; // a key that is not shown yet
    if (first || (learners == null && (cut == Cut.WARMING || cut == Cut.MISSING))) {
      context.board().waiting(key, reading, cut, episodes.openIn(key.key()));
    }
  }

  private void cut(KeyWindow<KeyMemory> key, Cut cut) {
    if (cut == Cut.MISSING) {
      count(Count.WINDOWS, 1);
      count(Count.SKIPPED, 1);
    } else if (cut == Cut.COMPLETE) {
      complete(key);
    }
  }

  private void setAside(Reading reading) {
    if (!rebuilding) {
      out.setAside(
          new Aside(partition, reading.key(), reading.offset(), reading.time(), arriving.time()));
    }
  }

  private void learn(KeyWindow<KeyMemory> key, Reading reading) {
    Verdict verdict = learners.judge(key);
    if (verdict == null) {
      context.board().waiting(key, reading, Cut.WARMING, episodes.openIn(key.key()));
    } else if (!rebuilding) {
      context.queue(Pending.of(this, key, verdict, clock()));
    }
  }

  private void tellSilence(KeyWindow<KeyMemory> key) {
    if (silence.back(key)) {
      context.queue(Pending.of(this, silence.notice(source(), key, Notice.Kind.BACK)));
    }
    for (KeyWindow<KeyMemory> fallen : silence.fallen(windower.highestTime(), windower.keys())) {
      context.queue(Pending.of(this, silence.notice(source(), fallen, Notice.Kind.SILENT)));
    }
  }

  /** A notice has had its turn. */
  void told(Notice notice) {
    out.send(notice);
  }

  private void complete(KeyWindow<KeyMemory> key) {
    if (rebuilding) {
      key.memory().hold(key.window());
    } else {
      context.queue(Pending.of(this, key, key.window(), clock(), arriving.offset(), false));
    }
  }

  private EpisodePolicy.Clock clock() {
    return new EpisodePolicy.Clock(windower.highestTime(), windower.oldestTime());
  }

  private void forget(KeyWindow<KeyMemory> key, Windower.Forgotten why) {
    key.memory().forgotten = true;
    context.board().remove(key.memory().place);
    if (learners != null) {
      learners.forget(key.key());
    }
    if (!rebuilding) {
      context.queue(Pending.of(this, key, why, clock()));
    }
  }

  /** The rebuilt rows are complete: what is left is to judge each key's newest windows again. */
  void finishRebuild() {
    for (KeyWindow<KeyMemory> key : windower.keys()) {
      key.memory()
          .release()
          .forEach(window -> context.queue(Pending.of(this, key, window, clock(), 0, true)));
    }
    episodes.keep(windower);
    silence.resume(windower.highestTime(), windower.keys());
    rebuilding = false;
  }

  /** A judged window goes through the policy. */
  void judged(Pending pending, Verdict trained) {
    Verdict verdict = byRecent(pending, trained);
    KeyMemory memory = pending.key().memory();
    memory.policy.push(verdict);
    if (!pending.rebuilt()) {
      count(Count.WINDOWS, 1);
      count(Count.SCORED, 1);
      count(Count.BEYOND, verdict.beyond() ? 1 : 0);
      out.score(ScoredWindow.of(partition, verdict));
      episodes.advance(pending, verdict).ifPresent(this::send);
      count(Count.IN_ALARM, episodes.openIn(pending.key().key()) == null ? 0 : 1);
      count(
          Count.WATCHED_MILLIS, WatchedTime.of(verdict.window(), context.spec().window().stride()));
    }
    if (!memory.forgotten) {
      String key = pending.key().key();
      Long moved = states == null ? null : states.movedSince(key);
      context.board().judged(pending.key(), verdict, episodes.openIn(key), moved);
    }
  }

  /** The verdict by the key's own recent scores as well. */
  private Verdict byRecent(Pending pending, Verdict trained) {
    if (states == null) {
      return trained;
    }
    if (pending.rebuilt()) {
      return states.again(trained);
    }
    RecentJudge.Outcome outcome = states.judge(trained, pending.clock().seen(), pending.at());
    if (outcome.move() != null) {
      out.send(move(outcome.move(), outcome.verdict()));
    }
    return outcome.verdict();
  }

  private KeyMove move(Move move, Verdict verdict) {
    Reading last = verdict.window().last();
    return new KeyMove(
        source(),
        last.key(),
        move.began(),
        move.since(),
        last.time(),
        last.offset(),
        context.painter().apply(verdict));
  }

  /** A key that is no longer watched ends its episode. */
  void forgotten(Pending pending) {
    episodes.forgotten(pending).ifPresent(this::send);
  }

  private void send(Alert alert) {
    count(Count.ALERTS, 1);
    count(Count.EPISODES, alert.state() == AlertState.OPENED ? 1 : 0);
    out.send(alert);
  }

  private Alert.Source source() {
    return new Alert.Source(context.spec().detector(), context.spec().topic(), partition);
  }

  /**
   * Moves everything that has come out into {@code output}, and says where the partition stands.
   */
  void drainTo(FlowOutput output) {
    out.drainTo(output);
    episodes.drainTo(output);
    if (states != null) {
      states
          .drain()
          .forEach(
              (key, state) -> output.states().put(new FlowOutput.Place(partition, key), state));
    }
    if (standing.moved() && learners != null) {
      learners
          .drain(context.board().now())
          .forEach(
              (key, state) -> output.states().put(new FlowOutput.Place(partition, key), state));
    }
    standing
        .drain(learners)
        .ifPresent(checkpoint -> output.checkpoints().put(partition, checkpoint));
    context.board().clock(partition, windower.highestTime());
  }
}
