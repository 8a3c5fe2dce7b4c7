package io.stillwater.event.form.registry;

import io.stillwater.event.UndecodableEvent;
import java.util.Arrays;

/**
 * Avro's binary encoding, taken piece by piece: no more room than there are bytes, and {@value
 * #MOST} steps at most, since values without bytes may claim to be any number.
 */
final class AvroBytes {
  private static final int MOST = 200_000;
  private static final String PLACE = "the value is not as its schema says at byte ";

  private final byte[] bytes;
  private int at;
  private int steps;

  AvroBytes(byte[] bytes, int from) {
    this.bytes = bytes;
    this.at = from;
  }

  /** Counts a value. */
  void step() throws UndecodableEvent {
    if (++steps > MOST) {
      throw new UndecodableEvent("the value has more than " + MOST + " parts");
    }
  }

  /** An int or a long. */
  long whole() throws UndecodableEvent {
    long number = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      byte next = next();
      number |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return (number >>> 1) ^ -(number & 1);
      }
    }
    throw new UndecodableEvent("a whole number goes on after ten bytes: " + PLACE + at);
  }

  /** The length of text or bytes. */
  int length() throws UndecodableEvent {
    long length = whole();
    if (length < 0 || length > bytes.length - at) {
      throw cut(length);
    }
    return (int) length;
  }

  byte[] bytes(int length) throws UndecodableEvent {
    if (length > bytes.length - at) {
      throw cut(length);
    }
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  /** How many elements follow in an array or map; 0 at its end. */
  long block() throws UndecodableEvent {
    step();
    long count = whole();
    if (count < 0) {
      whole(); // how many bytes they are
      count = count == Long.MIN_VALUE ? Long.MAX_VALUE : -count;
    }
    return count;
  }

  /** Which of so many. */
  int index(int count) throws UndecodableEvent {
    long index = whole();
    if (index < 0 || index >= count) {
      throw new UndecodableEvent(
          "the value is choice " + index + " of " + count + ": " + PLACE + at);
    }
    return (int) index;
  }

  boolean truth() throws UndecodableEvent {
    return next() != 0;
  }

  double single() throws UndecodableEvent {
    return Float.intBitsToFloat((int) fixed(4));
  }

  double twice() throws UndecodableEvent {
    return Double.longBitsToDouble(fixed(8));
  }

  /** Requires that everything was taken. */
  void end() throws UndecodableEvent {
    if (at != bytes.length) {
      throw new UndecodableEvent(
          "the value goes on for "
              + (bytes.length - at)
              + " bytes after what its schema describes");
    }
  }

  private long fixed(int count) throws UndecodableEvent {
    long bits = 0;
    for (int i = 0; i < count; i++) {
      bits |= (next() & 0xffL) << (8 * i);
    }
    return bits;
  }

  private byte next() throws UndecodableEvent {
    if (at == bytes.length) {
      throw cut(1);
    }
    return bytes[at++];
  }

  private UndecodableEvent cut(long wanted) {
    return new UndecodableEvent(
        PLACE
            + at
            + ": "
            + wanted
            + " bytes are announced and "
            + (bytes.length - at)
            + " are left");
  }
}
