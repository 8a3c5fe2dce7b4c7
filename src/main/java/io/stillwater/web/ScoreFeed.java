package io.stillwater.web;

import io.stillwater.alert.Alert;
import io.stillwater.stream.output.FlowListener;
import io.stillwater.stream.output.ScoredWindow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The scores of one detector on their way to the page, in bounded memory. {@link #scored} is called
 * by the detector's loop and returns at once; {@link #drain} by whoever publishes. Between two
 * drains only the strangest window of each key is kept.
 */
final class ScoreFeed implements FlowListener {
  /** Keys with a track, the least recently scored goes first. */
  static final int MAX_TRACKS = 5_000;

  /** Points in a track. */
  static final int TRACK = 180;

  private final Map<String, Sample> fresh = new ConcurrentHashMap<>();
  private final AtomicLong alerts = new AtomicLong();
  private final Map<String, ScoreTrack> tracks =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ScoreTrack> eldest) {
          return size() > MAX_TRACKS;
        }
      };

  /** The strangest window of a key since the last drain, at the time of the newest. */
  record Sample(
      String key,
      long time,
      double score,
      double pValue,
      boolean beyond,
      int partition,
      long offset) {
    Sample and(Sample later) {
      Sample worst = later.score > score ? later : this;
      return new Sample(
          key,
          Math.max(time, later.time),
          worst.score,
          worst.pValue,
          beyond || later.beyond,
          worst.partition,
          worst.offset);
    }
  }

  @Override
  public void scored(ScoredWindow window) {
    Sample sample =
        new Sample(
            window.key(),
            window.time(),
            window.score(),
            window.pValue(),
            window.beyond(),
            window.partition(),
            window.offset());
    fresh.merge(window.key(), sample, Sample::and);
    synchronized (tracks) {
      tracks
          .computeIfAbsent(window.key(), key -> new ScoreTrack(TRACK))
          .add(window.time(), window.score(), window.pValue(), window.offset());
    }
  }

  @Override
  public void alerted(Alert alert) {
    alerts.incrementAndGet();
  }

  /** Alerts sent since the start. */
  long alerts() {
    return alerts.get();
  }

  /** Takes what came since the last drain, the strangest first. */
  List<Sample> drain() {
    List<Sample> samples = new ArrayList<>();
    for (Iterator<String> keys = fresh.keySet().iterator(); keys.hasNext(); ) {
      Sample sample = fresh.remove(keys.next());
      if (sample != null) {
        samples.add(sample);
      }
    }
    samples.sort(Comparator.comparingDouble(Sample::score).reversed());
    return samples;
  }

  /** The newest points of a key, oldest first. */
  List<KeyView.Point> recent(String key, int limit) {
    synchronized (tracks) {
      ScoreTrack track = tracks.get(key);
      return track == null ? List.of() : List.of(track.newest(limit));
    }
  }
}
