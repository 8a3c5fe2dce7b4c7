package io.stillwater.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.stillwater.event.RawRecord;
import io.stillwater.event.Reading;
import io.stillwater.event.RecordDecoder;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.UnreachableObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DecodedAheadTest {
  private final AtomicInteger decoded = new AtomicInteger();

  /** Offsets that end in 3 are undecodable, in 5 unreachable, in 7 a bug. */
  private final RecordDecoder plain =
      record -> {
        decoded.incrementAndGet();
        switch ((int) (record.offset() % 10)) {
          case 3 -> throw new UndecodableEvent("three");
          case 5 -> throw new UnreachableObject("five");
          case 7 -> throw new IllegalStateException("seven");
          default -> {
            return List.of(new Reading("k", record.offset(), new double[0], 0, record.offset()));
          }
        }
      };

  private final DecodedAhead ahead = new DecodedAhead(plain);

  @Test
  void everyRecord_comesOutAsItWouldAlone() throws Exception {
    List<RawRecord> records = new ArrayList<>();
    for (int offset = 0; offset < 40; offset++) {
      records.add(record(offset));
    }
    ahead.ahead(records);
    assertEquals(40, decoded.get());
    for (RawRecord record : records) {
      switch ((int) (record.offset() % 10)) {
        case 3 -> assertThrows(UndecodableEvent.class, () -> ahead.decode(record));
        case 5 -> assertThrows(UnreachableObject.class, () -> ahead.decode(record));
        case 7 -> assertThrows(IllegalStateException.class, () -> ahead.decode(record));
        default -> assertEquals(record.offset(), ahead.decode(record).get(0).offset());
      }
    }
    assertEquals(40, decoded.get(), "none is decoded twice");
  }

  @Test
  void recordThatNobodyTold_isDecodedWhenAsked() throws Exception {
    ahead.ahead(List.of(record(1)));
    assertEquals(2, ahead.decode(record(2)).get(0).offset());
    assertEquals(2, decoded.get());
  }

  @Test
  void recordThatComesAgain_isDecodedAgain() throws Exception {
    ahead.ahead(List.of(record(1)));
    ahead.decode(record(1));
    ahead.decode(record(1));
    assertEquals(2, decoded.get());
  }

  private static RawRecord record(long offset) {
    return new RawRecord(0, offset, 0, null, null, List.of());
  }
}
