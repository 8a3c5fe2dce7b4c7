package io.stillwater.stream;

import io.stillwater.event.RawRecord;
import io.stillwater.event.Reading;
import io.stillwater.event.RecordDecoder;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.UnreachableObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A decoder whose records are decoded on all processors, a few at a time, by threads of its own:
 * one that waits for what a record points to keeps no other flow waiting. What comes out, and in
 * which order, is the same. Not thread-safe; the decoder behind it must be.
 */
final class DecodedAhead implements RecordDecoder {
  private static final int MOST = 16;
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  private static final long IDLE_SECONDS = 30;

  private record Place(int partition, long offset) {
    static Place of(RawRecord record) {
      return new Place(record.partition(), record.offset());
    }
  }

  /** One of the first three; the last for what should not happen. */
  private record Outcome(
      List<Reading> readings,
      UndecodableEvent undecodable,
      UnreachableObject unreachable,
      RuntimeException failure) {
    List<Reading> get() throws UndecodableEvent, UnreachableObject {
      if (undecodable != null) {
        throw undecodable;
      }
      if (unreachable != null) {
        throw unreachable;
      }
      if (failure != null) {
        throw failure;
      }
      return readings;
    }
  }

  private final RecordDecoder decoder;
  private final Map<Place, Outcome> outcomes = new HashMap<>();
  private final ExecutorService threads = threads();

  DecodedAhead(RecordDecoder decoder) {
    this.decoder = decoder;
  }

  /** They end when nothing came for a while, so that nobody has to close them. */
  private static ExecutorService threads() {
    int most = Math.min(MOST, PROCESSORS);
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            most,
            most,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread thread = new Thread(work, "stillwater-decode");
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  /** How many records to tell of at once. */
  int aheadOf() {
    return Math.min(MOST, 2 * PROCESSORS);
  }

  /** Decodes the records that {@link #decode} will be asked for next. */
  void ahead(List<RawRecord> records) {
    outcomes.clear();
    List<CompletableFuture<Outcome>> decoded =
        records.stream()
            .map(record -> CompletableFuture.supplyAsync(() -> outcome(record), threads))
            .toList();
    for (int i = 0; i < decoded.size(); i++) {
      outcomes.put(Place.of(records.get(i)), decoded.get(i).join());
    }
  }

  private Outcome outcome(RawRecord record) {
    try {
      return new Outcome(decoder.decode(record), null, null, null);
    } catch (UndecodableEvent e) {
      return new Outcome(null, e, null, null);
    } catch (UnreachableObject e) {
      return new Outcome(null, null, e, null);
    } catch (RuntimeException e) {
      return new Outcome(null, null, null, e);
    }
  }

  @Override
  public List<Reading> decode(RawRecord record) throws UndecodableEvent, UnreachableObject {
    Outcome outcome = outcomes.remove(Place.of(record));
    return outcome == null ? decoder.decode(record) : outcome.get();
  }
}
