package io.stillwater.kafka;

import io.stillwater.event.Reading;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.media.UnreachableObject;
import io.stillwater.stream.RawRecord;
import io.stillwater.stream.RecordDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A decoder whose records are decoded on all processors, a few at a time. What comes out, and in
 * which order, is the same. Not thread-safe; the decoder behind it must be.
 */
final class DecodedAhead implements RecordDecoder {
  private static final int MOST = 16;

  private record Place(int partition, long offset) {
    static Place of(RawRecord record) {
      return new Place(record.partition(), record.offset());
    }
  }

  /** One of the first three; the last for what should not happen. */
  private record Outcome(
      Reading reading,
      UndecodableEvent undecodable,
      UnreachableObject unreachable,
      RuntimeException failure) {
    Reading get() throws UndecodableEvent, UnreachableObject {
      if (undecodable != null) {
        throw undecodable;
      }
      if (unreachable != null) {
        throw unreachable;
      }
      if (failure != null) {
        throw failure;
      }
      return reading;
    }
  }

  private final RecordDecoder decoder;
  private final Map<Place, Outcome> outcomes = new HashMap<>();

  DecodedAhead(RecordDecoder decoder) {
    this.decoder = decoder;
  }

  @Override
  public int aheadOf() {
    return Math.min(MOST, 2 * Runtime.getRuntime().availableProcessors());
  }

  @Override
  public void ahead(List<RawRecord> records) {
    outcomes.clear();
    List<Outcome> decoded = records.parallelStream().map(this::outcome).toList();
    for (int i = 0; i < decoded.size(); i++) {
      outcomes.put(Place.of(records.get(i)), decoded.get(i));
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
  public Reading decode(RawRecord record) throws UndecodableEvent, UnreachableObject {
    Outcome outcome = outcomes.remove(Place.of(record));
    return outcome == null ? decoder.decode(record) : outcome.get();
  }
}
