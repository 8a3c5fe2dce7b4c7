package io.stillwater.event.form.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.form.Fields;
import io.stillwater.event.form.FormText;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.avro.Schema;

/** Walks one value of Avro along its schema. */
final class AvroWalk {
  private static final long DAY = 86_400_000L;
  private static final int LONGEST_DECIMAL = 64; // bytes

  private final AvroBytes in;
  private final Fields fields;
  private int skipping; // inside how many arrays

  AvroWalk(AvroBytes in, Fields fields) {
    this.in = in;
    this.fields = fields;
  }

  /** Takes a value of that schema as the field of that name; the top has none. */
  void take(Schema schema, String name, int depth) throws UndecodableEvent {
    in.step();
    if (depth > FormText.MAX_DEPTH) {
      throw new UndecodableEvent(
          "the value is nested deeper than " + FormText.MAX_DEPTH + " levels");
    }
    switch (schema.getType()) {
      case RECORD -> {
        for (Schema.Field field : schema.getFields()) {
          take(field.schema(), path(name, field.name()), depth + 1);
        }
      }
      case UNION ->
          take(schema.getTypes().get(in.index(schema.getTypes().size())), name, depth + 1);
      case ARRAY -> array(schema, depth);
      case MAP -> map(schema, name, depth);
      case LONG -> whole(schema, name, in.whole());
      case INT -> whole(schema, name, in.whole());
      case BYTES -> decimal(schema, name, in.bytes(in.length()));
      case FIXED -> decimal(schema, name, in.bytes(schema.getFixedSize()));
      default -> plain(schema, name);
    }
  }

  private void plain(Schema schema, String name) throws UndecodableEvent {
    switch (schema.getType()) {
      case BOOLEAN -> {
        boolean truth = in.truth();
        if (skipping == 0) {
          fields.truth(name, truth);
        }
      }
      case FLOAT -> number(name, in.single());
      case DOUBLE -> number(name, in.twice());
      case NULL -> number(name, Double.NaN);
      case STRING -> text(name, new String(in.bytes(in.length()), UTF_8));
      case ENUM -> {
        int constants = schema.getEnumSymbols().size();
        text(name, schema.getEnumSymbols().get(in.index(constants)));
      }
      default -> throw new UndecodableEvent("Avro has no values of the type " + schema.getType());
    }
  }

  private void array(Schema schema, int depth) throws UndecodableEvent {
    skipping++;
    for (long left = in.block(); left > 0; left = in.block()) {
      for (; left > 0; left--) {
        take(schema.getElementType(), "", depth + 1);
      }
    }
    skipping--;
  }

  private void map(Schema schema, String name, int depth) throws UndecodableEvent {
    for (long left = in.block(); left > 0; left = in.block()) {
      for (; left > 0; left--) {
        String key = new String(in.bytes(in.length()), UTF_8);
        take(schema.getValueType(), path(name, key), depth + 1);
      }
    }
  }

  private String path(String outer, String name) throws UndecodableEvent {
    return skipping > 0 ? "" : Fields.path(outer, name);
  }

  private void whole(Schema schema, String name, long number) throws UndecodableEvent {
    if (skipping > 0) {
      return;
    }
    String logical = schema.getProp("logicalType");
    switch (logical == null ? "" : logical) {
      case "timestamp-millis", "local-timestamp-millis" -> fields.time(name, number);
      case "timestamp-micros", "local-timestamp-micros" ->
          fields.time(name, Math.floorDiv(number, 1000L));
      case "timestamp-nanos", "local-timestamp-nanos" ->
          fields.time(name, Math.floorDiv(number, 1_000_000L));
      case "date" -> fields.time(name, Math.max(-1, Math.min(number, Integer.MAX_VALUE)) * DAY);
      default -> fields.whole(name, number);
    }
  }

  private void number(String name, double number) throws UndecodableEvent {
    if (skipping == 0) {
      fields.number(name, number);
    }
  }

  private void text(String name, String text) throws UndecodableEvent {
    if (skipping == 0) {
      fields.text(name, text);
    }
  }

  private void decimal(Schema schema, String name, byte[] bytes) throws UndecodableEvent {
    boolean decimal = "decimal".equals(schema.getProp("logicalType"));
    if (decimal && bytes.length > 0 && bytes.length <= LONGEST_DECIMAL) {
      int scale = schema.getObjectProp("scale") instanceof Number n ? n.intValue() : 0;
      number(name, new BigDecimal(new BigInteger(bytes), scale).doubleValue());
    }
  }
}
