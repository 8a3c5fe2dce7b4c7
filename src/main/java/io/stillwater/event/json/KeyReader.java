package io.stillwater.event.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.stillwater.event.UndecodableEvent;
import java.io.IOException;

/** Reads keys, from events and from records. Not thread-safe. */
final class KeyReader {
  private static final int LONGEST = ReadingDecoder.MAX_KEY;

  private final String pointer;
  private final KeyCache keys = new KeyCache();

  KeyReader(String pointer) {
    this.pointer = pointer;
  }

  /** The key in an event; null if it is null or empty text. */
  String of(JsonParser parser, JsonToken token) throws IOException, UndecodableEvent {
    boolean usable = token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT;
    if (!usable && token != JsonToken.VALUE_NULL) {
      throw Reasons.because(
          "the key at "
              + pointer
              + " is "
              + ChannelValues.kind(token, parser)
              + ": expected text or a whole number");
    }
    int length = usable ? parser.getTextLength() : 0;
    if (length > LONGEST) {
      throw Reasons.because("the key has " + length + " characters: expected at most " + LONGEST);
    }
    if (length == 0) {
      return null;
    }
    char[] text = parser.getTextCharacters();
    int from = parser.getTextOffset();
    requireWhole(text, from, length);
    return keys.get(text, from, length);
  }

  /** The key in an event, as a piece of it that is ASCII and neither empty nor too long. */
  String ofAscii(byte[] event, int from, int length) {
    return keys.get(event, from, length);
  }

  /** The record's key. */
  String ofRecord(byte[] recordKey) throws UndecodableEvent {
    if (recordKey == null || recordKey.length == 0) {
      String where = pointer.isEmpty() ? "" : "nothing at " + pointer + " and ";
      throw Reasons.because(
          "there is no key: " + where + "no key on the record; expected one of the two");
    }
    if (Framed.is(recordKey)) {
      throw Reasons.because(
          "there is no key in the event, and the record's key of "
              + recordKey.length
              + " bytes is framed by a schema registry (schema "
              + Framed.schema(recordKey)
              + "): expected text; name a field of the event as its key");
    }
    String name = recordKey.length > 4 * LONGEST ? null : keys.get(recordKey);
    if (name == null || name.length() > LONGEST) {
      throw Reasons.because(
          "the record's key of "
              + recordKey.length
              + " bytes is no text: "
              + Reasons.start(recordKey)
              + "; expected UTF-8 of at most "
              + LONGEST
              + " characters");
    }
    return name;
  }

  /**
   * The record's key where the record is an envelope, whose keys are JSON: the one value of it, or
   * all of them, with slashes between; as it is where it is no JSON.
   */
  String ofEnvelope(byte[] recordKey) throws UndecodableEvent {
    String name = recordKey == null || Framed.is(recordKey) ? null : RowKey.of(recordKey);
    if (name == null || name.isEmpty() || name.length() > LONGEST) {
      return ofRecord(recordKey);
    }
    requireWhole(name.toCharArray(), 0, name.length());
    return keys.get(name.toCharArray(), 0, name.length());
  }

  /** Half of a pair cannot be written as UTF-8, so keys that differ there would become one. */
  private void requireWhole(char[] text, int from, int length) throws UndecodableEvent {
    for (int i = from; i < from + length; i++) {
      if (Character.isSurrogate(text[i])) {
        boolean pair = i + 1 < from + length && Character.isSurrogatePair(text[i], text[i + 1]);
        if (!pair) {
          throw Reasons.because(
              "the key at "
                  + pointer
                  + " has half of a character (\\u"
                  + Integer.toHexString(text[i])
                  + "): expected whole Unicode characters");
        }
        i++;
      }
    }
  }
}
