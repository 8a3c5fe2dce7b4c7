package io.stillwater.event.form.registry;

import com.google.protobuf.AnyProto;
import com.google.protobuf.ApiProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.DescriptorProtos;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DurationProto;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.EmptyProto;
import com.google.protobuf.FieldMaskProto;
import com.google.protobuf.Message;
import com.google.protobuf.SourceContextProto;
import com.google.protobuf.StructProto;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.TypeProto;
import com.google.protobuf.WrappersProto;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.envelope.Texts;
import io.stillwater.event.form.Fields;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Messages of one file of Protobuf.
 *
 * <p>A field without presence that is not on the wire is its default, as in proto3; one with
 * presence is then absent. {@code Timestamp} is a time, the wrappers are what they wrap, maps are
 * fields by their keys; other repeated fields, bytes and enumerations are no numbers.
 */
final class ProtobufReader implements FramedReader {
  /** What every installation of Protobuf has, by the names that imports use. */
  static final Map<String, FileDescriptor> COMMON =
      Stream.of(
              AnyProto.getDescriptor(),
              ApiProto.getDescriptor(),
              DescriptorProtos.getDescriptor(),
              DurationProto.getDescriptor(),
              EmptyProto.getDescriptor(),
              FieldMaskProto.getDescriptor(),
              SourceContextProto.getDescriptor(),
              StructProto.getDescriptor(),
              TimestampProto.getDescriptor(),
              TypeProto.getDescriptor(),
              WrappersProto.getDescriptor())
          .collect(Collectors.toUnmodifiableMap(FileDescriptor::getName, file -> file));

  /** Numbers that name a message, at most. */
  static final int MOST_INDEXES = 16;

  private final FileDescriptor file;

  ProtobufReader(FileDescriptor file) {
    this.file = file;
  }

  @Override
  public List<Fields> read(byte[] framed, int from) throws UndecodableEvent {
    CodedInputStream in = CodedInputStream.newInstance(framed, from, framed.length - from);
    try {
      Descriptor type = type(in);
      Fields fields = new Fields();
      take(DynamicMessage.parseFrom(type, in), "", fields);
      return List.of(fields);
    } catch (IOException e) {
      throw new UndecodableEvent(
          "the value is not as its schema says: " + Texts.quoted(String.valueOf(e.getMessage())));
    }
  }

  /** Which message follows. */
  private Descriptor type(CodedInputStream in) throws IOException, UndecodableEvent {
    int count = in.readSInt32();
    if (count < 0 || count > MOST_INDEXES) {
      throw new UndecodableEvent(
          "the value names its message by " + count + " numbers: expected at most " + MOST_INDEXES);
    }
    List<Descriptor> types = file.getMessageTypes();
    Descriptor type = count == 0 ? at(types, 0) : null;
    for (int i = 0; i < count; i++) {
      type = at(types, in.readSInt32());
      types = type.getNestedTypes();
    }
    return type;
  }

  private static Descriptor at(List<Descriptor> types, int index) throws UndecodableEvent {
    if (index < 0 || index >= types.size()) {
      throw new UndecodableEvent(
          "the value is message " + index + " of its schema, which has " + types.size());
    }
    return types.get(index);
  }

  private static void take(Message message, String outer, Fields fields) throws UndecodableEvent {
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      String name = Fields.path(outer, field.getName());
      if (field.isMapField()) {
        map(message, field, name, fields);
      } else if (!field.isRepeated() && (!field.hasPresence() || message.hasField(field))) {
        value(field, message.getField(field), name, fields);
      }
    }
  }

  private static void map(Message message, FieldDescriptor field, String name, Fields fields)
      throws UndecodableEvent {
    FieldDescriptor keys = field.getMessageType().findFieldByNumber(1);
    FieldDescriptor values = field.getMessageType().findFieldByNumber(2);
    Map<String, Object> entries = new HashMap<>();
    for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
      Message entry = (Message) message.getRepeatedField(field, i);
      entries.put(entry.getField(keys).toString(), entry.getField(values));
    }
    for (String key : entries.keySet().stream().sorted().toList()) {
      value(values, entries.get(key), Fields.path(name, key), fields);
    }
  }

  private static void value(FieldDescriptor field, Object value, String name, Fields fields)
      throws UndecodableEvent {
    switch (field.getType()) {
      case UINT32, FIXED32 -> fields.whole(name, Integer.toUnsignedLong((Integer) value));
      case INT32, SINT32, SFIXED32 -> fields.whole(name, (Integer) value);
      case UINT64, FIXED64 -> unsigned(name, (Long) value, fields);
      case INT64, SINT64, SFIXED64 -> fields.whole(name, (Long) value);
      case FLOAT, DOUBLE -> fields.number(name, ((Number) value).doubleValue());
      case BOOL -> fields.truth(name, (Boolean) value);
      case STRING -> fields.text(name, (String) value);
      case ENUM -> fields.text(name, ((EnumValueDescriptor) value).getName());
      case MESSAGE -> message((Message) value, name, fields);
      case GROUP, BYTES -> {}
    }
  }

  private static void unsigned(String name, long bits, Fields fields) throws UndecodableEvent {
    if (bits >= 0) {
      fields.whole(name, bits);
    } else {
      fields.number(name, (bits >>> 1) * 2.0);
    }
  }

  private static void message(Message message, String name, Fields fields) throws UndecodableEvent {
    Descriptor type = message.getDescriptorForType();
    if (type.getFullName().equals("google.protobuf.Timestamp")) {
      long seconds = (Long) message.getField(type.findFieldByNumber(1));
      int nanos = (Integer) message.getField(type.findFieldByNumber(2));
      // Beyond the year 9999, and refused later, where it would not fit.
      long bounded = Math.max(-1, Math.min(seconds, Long.MAX_VALUE / 2000));
      fields.time(name, bounded * 1000 + Math.floorDiv(nanos, 1_000_000));
    } else if (type.getFile().getName().equals("google/protobuf/wrappers.proto")) {
      FieldDescriptor wrapped = type.findFieldByNumber(1);
      value(wrapped, message.getField(wrapped), name, fields);
    } else {
      take(message, name, fields);
    }
  }
}
