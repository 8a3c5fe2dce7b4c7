package io.stillwater.kafka.avro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * Between JSON and Avro by a schema, without loss, for what the schema knows.
 *
 * <pre>
 * JSON                      Avro
 * "2026-10-01T00:00:00Z"    long, timestamp-millis
 * base64                    bytes
 * 0.5, "NaN"                double
 * no such field             null of a union
 * </pre>
 *
 * <p>Of a union of records the first is meant that has all fields. Stateless.
 */
final class JsonAvro {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private JsonAvro() {}

  /**
   * From JSON.
   *
   * @throws IllegalArgumentException if the schema does not know a field, or one is missing
   */
  static Object toAvro(JsonNode node, Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> record(node, schema);
      case ARRAY -> {
        List<Object> items = new ArrayList<>();
        node.forEach(item -> items.add(toAvro(item, schema.getElementType())));
        yield new GenericData.Array<>(schema, items);
      }
      case UNION -> node.isMissingNode() ? null : toAvro(node, branch(node, schema));
      case LONG -> timed(schema) ? Instant.parse(node.asText()).toEpochMilli() : node.asLong();
      case DOUBLE -> node.isTextual() ? Double.valueOf(node.asText()) : node.doubleValue();
      case BOOLEAN -> node.booleanValue();
      case BYTES -> ByteBuffer.wrap(Base64.getDecoder().decode(node.asText()));
      default -> node.asText();
    };
  }

  private static GenericRecord record(JsonNode node, Schema schema) {
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (schema.getField(name) == null) {
                throw new IllegalArgumentException(
                    schema.getName() + " has no field " + name + " in the schema of messages");
              }
            });
    GenericRecord record = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      JsonNode value = node.path(field.name());
      if (value.isMissingNode() && field.schema().getType() != Schema.Type.UNION) {
        throw new IllegalArgumentException(schema.getName() + " lacks " + field.name());
      }
      record.put(field.pos(), toAvro(value, field.schema()));
    }
    return record;
  }

  private static Schema branch(JsonNode node, Schema union) {
    return union.getTypes().stream()
        .filter(type -> type.getType() != Schema.Type.NULL && fits(node, type))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no type of " + union + " fits"));
  }

  private static boolean fits(JsonNode node, Schema type) {
    if (type.getType() != Schema.Type.RECORD) {
      return true;
    }
    for (Schema.Field field : type.getFields()) {
      if (!node.has(field.name()) && !field.hasDefaultValue()) {
        return false;
      }
    }
    return true;
  }

  /** To JSON; null for what is not there. */
  static JsonNode toJson(Object value, Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> object((GenericRecord) value, schema);
      case ARRAY -> {
        ArrayNode items = JSON.arrayNode();
        ((List<?>) value).forEach(item -> items.add(toJson(item, schema.getElementType())));
        yield items;
      }
      case UNION -> {
        int branch = GenericData.get().resolveUnion(schema, value);
        yield value == null ? null : toJson(value, schema.getTypes().get(branch));
      }
      case LONG ->
          timed(schema)
              ? JSON.textNode(Instant.ofEpochMilli((Long) value).toString())
              : JSON.numberNode((Long) value);
      case DOUBLE -> JSON.numberNode((Double) value);
      case BOOLEAN -> JSON.booleanNode((Boolean) value);
      case BYTES -> {
        byte[] bytes = new byte[((ByteBuffer) value).remaining()];
        ((ByteBuffer) value).duplicate().get(bytes);
        yield JSON.textNode(Base64.getEncoder().encodeToString(bytes));
      }
      default -> JSON.textNode(value.toString());
    };
  }

  private static ObjectNode object(GenericRecord record, Schema schema) {
    ObjectNode object = JSON.objectNode();
    for (Schema.Field field : schema.getFields()) {
      JsonNode value = toJson(record.get(field.pos()), field.schema());
      if (value != null) {
        object.set(field.name(), value);
      }
    }
    return object;
  }

  private static boolean timed(Schema schema) {
    return schema.getLogicalType() instanceof LogicalTypes.TimestampMillis;
  }
}
