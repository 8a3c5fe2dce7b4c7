package io.stillwater.stream;

import io.stillwater.alert.Alert;
import io.stillwater.alert.AlertIds;
import io.stillwater.alert.AlertState;
import io.stillwater.alert.Episode;
import io.stillwater.alert.EpisodePolicy;
import io.stillwater.alert.OpenEpisode;
import io.stillwater.detect.Verdict;
import io.stillwater.stream.output.FlowOutput;
import io.stillwater.window.Windower;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The episodes of one partition's keys: those that are open, and those that are over while windows
 * still hold their readings, so that these do not open anew. Not thread-safe.
 */
final class KeyEpisodes {
  private final FlowContext context;
  private final Alert.Source source;
  private final Map<String, OpenEpisode> open = new HashMap<>();
  private final Map<String, Episode> over = new HashMap<>();
  private final Set<String> changed = new LinkedHashSet<>();

  /**
   * @param stored as they were at the last commit
   */
  KeyEpisodes(FlowContext context, Alert.Source source, Collection<Episode> stored) {
    this.context = context;
    this.source = source;
    for (Episode episode : stored) {
      if (episode.over()) {
        over.put(episode.key(), episode);
      } else {
        open.put(episode.key(), new OpenEpisode(episode));
      }
    }
  }

  /** Has their keys watched until they end. */
  void keep(Windower<KeyMemory> windower) {
    open.keySet().forEach(windower::keep);
    over.keySet().forEach(windower::keep);
  }

  /** The open episode of a key; null if there is none. */
  String openIn(String key) {
    OpenEpisode episode = open.get(key);
    return episode == null ? null : episode.episode().id();
  }

  /** Takes a judged window; gives what there is to say. */
  Optional<Alert> advance(Pending pending, Verdict verdict) {
    String key = pending.key().key();
    OpenEpisode episode = open.get(key);
    if (episode == null) {
      return begin(key, verdict, pending);
    }
    changed.add(key);
    Optional<EpisodePolicy.Step> step =
        context.policy().advance(episode, pending.key().memory().policy, verdict, pending.clock());
    Optional<Alert> alert = step.map(s -> alert(episode, s.state(), s.reason()));
    if (step.isPresent() && step.get().state() == AlertState.RESOLVED) {
      end(key, episode.episode());
    }
    return alert;
  }

  private void end(String key, Episode episode) {
    open.remove(key);
    if (episode.mark() != Verdict.UNMARKED) {
      over.put(key, episode.ended());
    }
  }

  private Optional<Alert> begin(String key, Verdict verdict, Pending pending) {
    EpisodePolicy.Clock clock = pending.clock();
    KeyMemory memory = pending.key().memory();
    Episode before = over.get(key);
    long mark = before == null ? Verdict.UNMARKED : before.mark();
    if (context.policy().opens(memory.policy, clock.oldest(), mark)) {
      String id = AlertIds.episode(source, key, verdict.window().last().offset());
      OpenEpisode opened = context.policy().open(id, verdict, clock.seen(), mark);
      over.remove(key);
      open.put(key, opened);
      changed.add(key);
      return Optional.of(alert(opened, AlertState.OPENED, null));
    }
    if (before != null && !memory.policy.holds(clock.oldest(), mark)) {
      over.remove(key);
      changed.add(key);
    }
    return Optional.empty();
  }

  /** A key that is no longer watched ends its episode. */
  Optional<Alert> forgotten(Pending pending) {
    String key = pending.key().key();
    if (over.remove(key) != null) {
      changed.add(key);
    }
    OpenEpisode episode = open.remove(key);
    if (episode == null) {
      return Optional.empty();
    }
    changed.add(key);
    context.policy().abandon(episode);
    String why = pending.forgotten().name().toLowerCase(Locale.ROOT);
    return Optional.of(alert(episode, AlertState.RESOLVED, why));
  }

  private Alert alert(OpenEpisode open, AlertState state, String reason) {
    return context.alert(source, open.settle(context.painter()), state, reason);
  }

  /** Moves what changed into {@code output}, empty where nothing is remembered any more. */
  void drainTo(FlowOutput output) {
    for (String key : changed) {
      Optional<Episode> episode =
          Optional.ofNullable(open.get(key))
              .map(o -> o.settle(context.painter()))
              .or(() -> Optional.ofNullable(over.get(key)));
      output.episodes().put(new FlowOutput.Place(source.partition(), key), episode);
    }
    changed.clear();
  }
}
