package io.stillwater.event.form.proto;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.envelope.Texts;
import io.stillwater.event.form.FormText;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads messages of protobuf in the JSON of OpenTelemetry: names in camel case, or as in the
 * schema; whole numbers of 64 bits as text or as numbers; enumerations by number or name. Unknown
 * fields and nulls are passed over, and so are bytes, which hold no measurement.
 */
final class JsonMessages {
  /** Fields by their names, for the few messages that OpenTelemetry has. */
  private static final Map<Descriptor, Map<String, FieldDescriptor>> NAMES =
      new ConcurrentHashMap<>();

  private JsonMessages() {}

  static void merge(JsonNode json, Message.Builder into) throws UndecodableEvent {
    if (!json.isObject()) {
      throw wrong(into.getDescriptorForType().getName(), json, "an object");
    }
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      FieldDescriptor field = field(into, entry.getKey());
      JsonNode value = entry.getValue();
      if (field == null
          || value.isNull()
          || field.getJavaType() == FieldDescriptor.JavaType.BYTE_STRING) {
        continue;
      }
      if (!field.isRepeated()) {
        into.setField(field, value(field, value, into));
      } else if (value.isArray()) {
        for (JsonNode element : value) {
          into.addRepeatedField(field, value(field, element, into));
        }
      } else {
        throw wrong(field.getName(), value, "an array");
      }
    }
  }

  private static FieldDescriptor field(Message.Builder message, String name) {
    return NAMES.computeIfAbsent(message.getDescriptorForType(), JsonMessages::names).get(name);
  }

  private static Map<String, FieldDescriptor> names(Descriptor type) {
    Map<String, FieldDescriptor> names = new HashMap<>();
    for (FieldDescriptor field : type.getFields()) {
      names.put(field.getName(), field);
      names.put(field.getJsonName(), field);
    }
    return names;
  }

  private static Object value(FieldDescriptor field, JsonNode json, Message.Builder outer)
      throws UndecodableEvent {
    return switch (field.getJavaType()) {
      case MESSAGE -> {
        Message.Builder inner = outer.newBuilderForField(field);
        merge(json, inner);
        yield inner.build();
      }
      case INT -> (int) whole(field, json);
      case LONG -> whole(field, json);
      case FLOAT -> (float) number(field, json);
      case DOUBLE -> number(field, json);
      case BOOLEAN -> {
        if (!json.isBoolean()) {
          throw wrong(field.getName(), json, "true or false");
        }
        yield json.booleanValue();
      }
      case STRING -> {
        if (!json.isTextual()) {
          throw wrong(field.getName(), json, "text");
        }
        yield json.textValue();
      }
      case ENUM -> constant(field, json);
      case BYTE_STRING -> throw wrong(field.getName(), json, "no bytes");
    };
  }

  private static EnumValueDescriptor constant(FieldDescriptor field, JsonNode json)
      throws UndecodableEvent {
    EnumValueDescriptor constant =
        json.isTextual()
            ? field.getEnumType().findValueByName(json.textValue())
            : field.getEnumType().findValueByNumber(json.asInt());
    return constant == null ? field.getEnumType().getValues().get(0) : constant;
  }

  private static long whole(FieldDescriptor field, JsonNode json) throws UndecodableEvent {
    if (json.isIntegralNumber() && json.canConvertToLong()) {
      return json.longValue();
    }
    String text = json.isTextual() || json.isNumber() ? json.asText() : "";
    if (text.matches("-?\\d{1,20}(\\.0)?")) {
      // Whole numbers without a sign go beyond those with one; protobuf keeps them in the same
      // bits.
      return new BigDecimal(text).toBigInteger().longValue();
    }
    throw wrong(field.getName(), json, "a whole number");
  }

  private static double number(FieldDescriptor field, JsonNode json) throws UndecodableEvent {
    Double number = json.isTextual() ? FormText.number(json.textValue()) : FormText.number(json);
    if (number == null) {
      throw wrong(field.getName(), json, "a number");
    }
    return number;
  }

  private static UndecodableEvent wrong(String name, JsonNode json, String expected) {
    return new UndecodableEvent(
        "in the metrics of OpenTelemetry "
            + Texts.quoted(name)
            + " is "
            + Texts.quoted(json.toString())
            + ": expected "
            + expected);
  }
}
