package io.stillwater.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Sends the state of all detectors to the pages that listen, once a second. A second in which
 * nothing happened is sent as well, so that a page can tell a quiet stream from a lost connection.
 *
 * <p>A client that does not read is sent nothing: what it missed is in the next event, which states
 * everything anew. One that has not read for {@value #PATIENCE} seconds is cut off.
 */
@Singleton
public class EventHub {
  /** Pages that may listen at a time. */
  static final int MAX_CLIENTS = 100;

  /** Keys in one event, the strangest first. */
  static final int MAX_KEYS = 100;

  static final int PATIENCE = 30;

  private static final Logger LOG = Logger.getLogger(EventHub.class);

  private final Map<String, ScoreFeed> feeds = new ConcurrentHashMap<>();
  private final List<Client> clients = new CopyOnWriteArrayList<>();
  private final ObjectMapper json;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "stillwater-events");
            thread.setDaemon(true);
            return thread;
          });

  EventHub(ObjectMapper json) {
    this.json = json;
  }

  /** One second's news of one detector. */
  record News(String detector, DetectorView.Status status, List<Object[]> scores, int scored) {}

  private static final class Client {
    private final MultiEmitter<? super String> emitter;
    private int missed; // by the clock's thread only

    Client(MultiEmitter<? super String> emitter) {
      this.emitter = emitter;
    }
  }

  /** Begins to publish. */
  public void start(LiveDetectors detectors) {
    var unused = clock.scheduleAtFixedRate(() -> tick(detectors), 1, 1, TimeUnit.SECONDS);
  }

  @PreDestroy
  void stop() {
    clock.shutdownNow();
    clients.forEach(client -> client.emitter.complete());
  }

  /** What the detector's loop reports to, and the page's charts are read from. */
  public ScoreFeed feed(String detector) {
    return feeds.computeIfAbsent(detector, name -> new ScoreFeed());
  }

  /** Alerts that the detectors of this process sent since the start. */
  long alerts() {
    return feeds.values().stream().mapToLong(ScoreFeed::alerts).sum();
  }

  /** The events from now on, each as JSON. */
  Multi<String> events() {
    if (clients.size() >= MAX_CLIENTS) {
      throw ProblemException.unavailable(
          clients.size() + " pages are listening already, which is the limit.",
          "Close one, or ask for /api/v1/detectors from time to time instead.");
    }
    return Multi.createFrom()
        .emitter(
            emitter -> {
              Client client = new Client(emitter);
              emitter.onTermination(() -> clients.remove(client));
              clients.add(client);
            },
            BackPressureStrategy.DROP);
  }

  private void tick(LiveDetectors detectors) {
    try {
      List<News> news = new ArrayList<>();
      detectors.all().forEach(detector -> news.add(news(detector)));
      if (!clients.isEmpty()) {
        send(json.writeValueAsString(news));
      }
    } catch (JsonProcessingException | RuntimeException e) {
      LOG.error("The page's events could not be sent", e);
    }
  }

  private News news(LiveDetector detector) {
    List<ScoreFeed.Sample> samples = feed(detector.name()).drain();
    List<Object[]> scores = new ArrayList<>();
    for (ScoreFeed.Sample sample : samples.subList(0, Math.min(samples.size(), MAX_KEYS))) {
      scores.add(
          new Object[] {
            sample.key(),
            sample.time(),
            sample.score(),
            sample.pValue(),
            sample.beyond(),
            sample.partition(),
            sample.offset()
          });
    }
    return new News(
        detector.name(),
        clients.isEmpty() ? null : DetectorView.status(detector),
        scores,
        samples.size());
  }

  private void send(String event) {
    for (Client client : clients) {
      if (client.emitter.requested() > 0) {
        client.missed = 0;
        client.emitter.emit(event);
      } else if (++client.missed >= PATIENCE) {
        client.emitter.fail(new IllegalStateException("the client does not read"));
      }
    }
  }
}
