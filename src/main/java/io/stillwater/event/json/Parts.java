package io.stillwater.event.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;

/**
 * What the top of a record has beside the places of its format, and from which its form is told.
 *
 * <pre>
 * {"schema": {…}, "payload": …}                      Kafka Connect: the payload is the record
 * {"before": …, "after": {…}, "op": "u", …}          Debezium: what is after is the record
 * {"rate": 1000, …} or {"interval_ms": 1, …}         how far samples are apart
 * </pre>
 *
 * <p>Not thread-safe.
 */
final class Parts {
  /** A piece of the record at hand. */
  record Piece(JsonToken token, int from, int to) {
    byte[] of(byte[] json) {
      return Arrays.copyOfRange(json, from, to);
    }

    boolean is(JsonToken other) {
      return token == other;
    }
  }

  private Piece schema;
  private Piece payload;
  private Piece before;
  private Piece after;
  private Piece readings;
  private String operation;
  private SampleBlock.Pace pace;
  private boolean arrays;
  private boolean source;

  void begin() {
    schema = null;
    payload = null;
    before = null;
    after = null;
    readings = null;
    operation = null;
    pace = null;
    arrays = false;
    source = false;
  }

  /** Notes a field of the top; whether it was passed over, and the parser stands on its end. */
  boolean note(String name, JsonParser parser, JsonToken token) throws IOException {
    arrays |= token == JsonToken.START_ARRAY;
    switch (name) {
      case "schema" -> schema = piece(parser, token);
      case "payload" -> payload = piece(parser, token);
      case "before" -> before = piece(parser, token);
      case "after" -> after = piece(parser, token);
      case "op" -> operation = token == JsonToken.VALUE_STRING ? parser.getText() : operation;
      case "source" -> source = token == JsonToken.START_OBJECT;
      case "rate", "interval_ms" ->
          pace = token.isNumeric() ? SampleBlock.Pace.of(name, parser.getDoubleValue()) : pace;
      default -> {}
    }
    return token.isStructStart() && parser.currentToken().isStructEnd();
  }

  /** Notes that there may be arrays deeper inside. */
  void noteArrays() {
    arrays = true;
  }

  /** Notes the array of readings; the parser stands on its end afterwards. */
  void noteReadings(JsonParser parser, JsonToken token) throws IOException {
    readings = piece(parser, token);
  }

  /**
   * A piece where the parser stands; it stands on its end afterwards. Null where the record is not
   * UTF-8, so that places in bytes are unknown.
   */
  static Piece piece(JsonParser parser, JsonToken token) throws IOException {
    if (!token.isStructStart()) {
      return new Piece(token, 0, 0);
    }
    long from = parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    long to = parser.currentLocation().getByteOffset();
    return from < 0 ? null : new Piece(token, (int) from, (int) to);
  }

  /** Whether it is an envelope of Kafka Connect. */
  boolean isConnect() {
    return schema != null
        && (schema.is(JsonToken.START_OBJECT) || schema.is(JsonToken.VALUE_NULL))
        && payload != null;
  }

  /** Whether it is a change that Debezium saw. */
  boolean isDebezium() {
    return operation != null
        && operation.length() == 1
        && "crudtm".contains(operation)
        && (rowOrNull(after) || rowOrNull(before) || (source && "tm".contains(operation)));
  }

  private static boolean rowOrNull(Piece piece) {
    return piece != null && (piece.is(JsonToken.START_OBJECT) || piece.is(JsonToken.VALUE_NULL));
  }

  /** Whether there is an array of readings. */
  boolean hasReadings() {
    return readings != null && readings.is(JsonToken.START_ARRAY);
  }

  /** Whether the record is one in another, or several. */
  boolean isContainer() {
    return isConnect() || isDebezium() || hasReadings();
  }

  /** Whether the field of that name says how far samples are apart. */
  static boolean isPace(String name) {
    return name.equals("rate") || name.equals("interval_ms");
  }

  /** Whether arrays in the record are samples. */
  boolean isSampled() {
    return pace != null && arrays;
  }

  Piece schema() {
    return schema;
  }

  Piece payload() {
    return payload;
  }

  /** The row after the change; null where there is none, as where it was deleted. */
  Piece row() {
    boolean gone = "dtm".contains(operation) || after == null;
    return gone || !after.is(JsonToken.START_OBJECT) ? null : after;
  }

  Piece readings() {
    return readings;
  }

  SampleBlock.Pace pace() {
    return pace;
  }
}
