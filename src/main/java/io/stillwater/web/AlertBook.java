package io.stillwater.web;

import io.stillwater.alert.Alert;
import io.stillwater.alert.AlertState;
import io.stillwater.kafka.AlertHistory;
import io.stillwater.kafka.AlertQuery;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The alerts of all detectors, read from their topics. What was read is used again until this
 * process sends an alert, or for ten seconds, after which other processes may have sent some. Safe
 * for use by several threads.
 */
@Singleton
public class AlertBook {
  /** Messages looked through for a list, the newest ones of each topic. */
  static final int NEWEST = 2_000;

  /** Messages looked through for one key or episode. */
  static final int ALL = 50_000;

  private static final Logger LOG = Logger.getLogger(AlertBook.class);
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final List<AlertHistory> histories;
  private final EventHub hub;
  private long sentWhenRead;
  private long readAt;
  private List<Alert> read;

  AlertBook(List<AlertHistory> histories, EventHub hub) {
    this.histories = histories;
    this.hub = hub;
  }

  /** The newest episodes of all keys, the newest first, each with its messages in order. */
  Map<String, List<Alert>> newest() {
    return episodes(newestMessages());
  }

  /** All episodes of one key, the newest first, each with its messages in order. */
  Map<String, List<Alert>> ofKey(String key) {
    return episodes(readAll(new AlertQuery(Long.MIN_VALUE, key, ALL)));
  }

  /** The messages of one episode in order; empty if there is no such episode. */
  List<Alert> episode(String id) {
    List<Alert> known = newest().get(id);
    return known != null
        ? known
        : episodes(readAll(new AlertQuery(Long.MIN_VALUE, null, ALL))).getOrDefault(id, List.of());
  }

  private static Map<String, List<Alert>> episodes(List<Alert> messages) {
    Map<String, List<Alert>> episodes = new HashMap<>();
    for (Alert alert : messages) {
      episodes.computeIfAbsent(alert.episode().id(), id -> new ArrayList<>()).add(alert);
    }
    List<List<Alert>> ordered = new ArrayList<>(episodes.values());
    ordered.forEach(alerts -> alerts.sort(Comparator.comparingInt(a -> a.episode().sequence())));
    ordered.sort(
        Comparator.comparingLong((List<Alert> alerts) -> newest(alerts).episode().openedAt())
            .reversed()
            .thenComparing(alerts -> newest(alerts).episode().id()));
    Map<String, List<Alert>> result = new LinkedHashMap<>();
    ordered.forEach(alerts -> result.put(newest(alerts).episode().id(), alerts));
    return result;
  }

  static Alert newest(List<Alert> alerts) {
    return alerts.get(alerts.size() - 1);
  }

  static boolean open(List<Alert> alerts) {
    return newest(alerts).state() != AlertState.RESOLVED;
  }

  private synchronized List<Alert> newestMessages() {
    long now = System.nanoTime();
    long sent = hub.alerts();
    long age = now - readAt;
    if (read == null || age > FRESH_NANOS || (sent != sentWhenRead && age > PAUSE_NANOS)) {
      read = readAll(new AlertQuery(Long.MIN_VALUE, null, NEWEST));
      sentWhenRead = sent;
      readAt = now;
    }
    return read;
  }

  private List<Alert> readAll(AlertQuery query) {
    List<Alert> all = new ArrayList<>();
    try {
      for (AlertHistory history : histories) {
        all.addAll(history.read(query));
      }
    } catch (RuntimeException e) {
      LOG.debug("The alerts could not be read", e);
      throw ProblemException.unavailable(
          "The alerts topic cannot be read: " + e.getMessage() + ".",
          "Look at /q/health/group/kafka, and ask again.");
    }
    return all;
  }
}
