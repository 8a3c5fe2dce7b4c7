package io.stillwater.cli.demo;

import io.quarkus.arc.Arc;
import io.quarkus.runtime.Quarkus;
import io.stillwater.alert.Alert;
import io.stillwater.kafka.AlertHistory;
import io.stillwater.kafka.AlertQuery;
import io.stillwater.kafka.DetectorLoop;
import io.stillwater.kafka.LoopStatus;
import io.stillwater.stream.output.Count;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * What runs beside the service of a demo: waits for it, feeds it, reads the alerts back from their
 * topic as any consumer would, and in the end waits until all that was sent has been judged.
 *
 * <p>{@link #run} belongs to one thread; the rest may be called by any.
 */
final class Show implements Runnable {
  private static final long POLL_MILLIS = 250;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Feed feed;
  private final FaultBook faults;
  private final AlertHistory history;
  private final Narrator narrator;
  private final String url;
  private final Duration length;

  private final CountDownLatch up = new CountDownLatch(1);
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);
  private final Set<String> seen = new HashSet<>();
  private volatile String failure;
  private volatile boolean kept;
  private double firstAlertSeconds = Double.NaN;

  /**
   * @param feed what is sent
   * @param faults what is injected, kept by the feed's readings
   * @param history the demo's alerts
   * @param narrator told of everything
   * @param url of the page
   * @param length of the show; null for until it is stopped
   */
  Show(
      Feed feed,
      FaultBook faults,
      AlertHistory history,
      Narrator narrator,
      String url,
      Duration length) {
    this.feed = feed;
    this.faults = faults;
    this.history = history;
    this.narrator = narrator;
    this.url = url;
    this.length = length;
  }

  void serviceIsUp() {
    up.countDown();
  }

  /** Ends the show early, and waits for its account. */
  void finish() {
    stop.countDown();
    up.countDown();
    try {
      if (!done.await(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        narrator.note("The demo did not come to its end in time.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A sentence if the show could not go on; null otherwise. */
  String failure() {
    return failure;
  }

  /** Whether nothing was lost. */
  boolean kept() {
    return kept;
  }

  @Override
  public void run() {
    try {
      up.await();
      if (waitForLoops()) {
        perform();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failure = "the demo ended early: " + e;
    } finally {
      done.countDown();
      Quarkus.asyncExit();
    }
  }

  private boolean waitForLoops() throws InterruptedException {
    boolean running =
        waitFor(
            () ->
                stop.getCount() == 0
                    || loops().values().stream().allMatch(loop -> settled(loop.status())));
    for (DetectorLoop loop : loops().values()) {
      if (!running || loop.status().phase() == LoopStatus.Phase.FAILED) {
        failure = "the detector does not run: " + loop.status().message();
        return false;
      }
    }
    return stop.getCount() > 0;
  }

  private static boolean settled(LoopStatus status) {
    return status.phase() == LoopStatus.Phase.FAILED
        || (status.phase() == LoopStatus.Phase.RUNNING && !status.assignment().isEmpty());
  }

  private void perform() throws InterruptedException {
    narrator.ready(url);
    long begin = System.nanoTime();
    Thread sender = new Thread(feed, "stillwater-feed");
    sender.start();
    long end = length == null ? Long.MAX_VALUE : begin + length.toNanos();
    while (!stop.await(POLL_MILLIS, TimeUnit.MILLISECONDS)
        && System.nanoTime() < end
        && feed.failure() == null) {
      tellAlerts();
    }
    feed.stop();
    sender.join();
    double seconds = (System.nanoTime() - begin) / 1e9;
    boolean drained = waitFor(() -> counts().get(Count.RECEIVED) >= feed.sent());
    tellAlerts();
    Account account =
        new Account(
            seconds, feed.sent(), counts(), seen.size(), firstAlertSeconds, faults.falseAlarms());
    narrator.summary(account, faults.entries());
    kept = drained && account.lost() == 0 && feed.failure() == null;
    failure = feed.failure() == null ? null : feed.failure().getMessage();
  }

  private void tellAlerts() {
    for (Alert alert : history.read(new AlertQuery(Long.MIN_VALUE, null, 10_000))) {
      // Its broker is for others too, and their detectors may write to the same topic.
      boolean own = loops().containsKey(alert.source().detector());
      if (own && seen.add(alert.id())) {
        if (seen.size() == 1) {
          long start = ManagementFactory.getRuntimeMXBean().getStartTime();
          firstAlertSeconds = (System.currentTimeMillis() - start) / 1e3;
        }
        narrator.alert(alert, faults.report(alert));
      }
    }
  }

  private static Map<Count, Long> counts() {
    Map<Count, Long> sum = new HashMap<>();
    loops()
        .values()
        .forEach(loop -> loop.counters().snapshot().forEach((c, n) -> sum.merge(c, n, Long::sum)));
    return sum;
  }

  private static Map<String, DetectorLoop> loops() {
    return Arc.container().instance(new TypeLiteral<Map<String, DetectorLoop>>() {}).get();
  }

  private static boolean waitFor(BooleanSupplier condition) throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end || never.await(50, TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    return true;
  }
}
