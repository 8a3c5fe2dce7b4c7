package io.stillwater.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A message of an ONNX file, read by the numbers of its fields; those are the ones of {@code
 * onnx.proto}. What nobody asks for stays as it is. Immutable. Bytes that are no message are
 * answered with an {@link UncheckedIOException} by the method that comes upon them.
 */
final class ProtoMessage {
  private final UnknownFieldSet fields;

  private ProtoMessage(UnknownFieldSet fields) {
    this.fields = fields;
  }

  static ProtoMessage of(byte[] bytes) {
    return of(ByteString.copyFrom(bytes));
  }

  private static ProtoMessage of(ByteString bytes) {
    try {
      return new ProtoMessage(UnknownFieldSet.parseFrom(bytes));
    } catch (InvalidProtocolBufferException e) {
      throw damaged(e);
    }
  }

  private static UncheckedIOException damaged(IOException e) {
    return new UncheckedIOException(
        new IOException(
            "the bytes are not a whole ONNX file: " + e.getMessage() + " Copy the file again.", e));
  }

  static ProtoMessage empty() {
    return new ProtoMessage(UnknownFieldSet.getDefaultInstance());
  }

  boolean has(int field) {
    return fields.hasField(field);
  }

  /** The messages of a field. */
  List<ProtoMessage> messages(int field) {
    List<ProtoMessage> messages = new ArrayList<>();
    for (ByteString bytes : fields.getField(field).getLengthDelimitedList()) {
      messages.add(of(bytes));
    }
    return messages;
  }

  /** The last message of a field, an empty one where there is none. */
  ProtoMessage message(int field) {
    List<ProtoMessage> all = messages(field);
    return all.isEmpty() ? empty() : all.get(all.size() - 1);
  }

  /** The texts of a field. */
  List<String> texts(int field) {
    return fields.getField(field).getLengthDelimitedList().stream()
        .map(ByteString::toStringUtf8)
        .toList();
  }

  /** The last text of a field, an empty one where there is none. */
  String text(int field) {
    List<String> all = texts(field);
    return all.isEmpty() ? "" : all.get(all.size() - 1);
  }

  /** The whole numbers of a field, packed or single. */
  List<Long> numbers(int field) {
    List<Long> numbers = new ArrayList<>(fields.getField(field).getVarintList());
    for (ByteString packed : fields.getField(field).getLengthDelimitedList()) {
      CodedInputStream in = packed.newCodedInput();
      try {
        while (!in.isAtEnd()) {
          numbers.add(in.readInt64());
        }
      } catch (IOException e) {
        throw damaged(e);
      }
    }
    return numbers;
  }

  /** The last whole number of a field. */
  long number(int field, long otherwise) {
    List<Long> all = fields.getField(field).getVarintList();
    return all.isEmpty() ? otherwise : all.get(all.size() - 1);
  }

  /** The bytes of a field, one piece behind the other. */
  byte[] bytes(int field) {
    return ByteString.copyFrom(fields.getField(field).getLengthDelimitedList()).toByteArray();
  }

  /** The same with other messages in a field. */
  ProtoMessage with(int field, List<ProtoMessage> messages) {
    return withBytes(field, messages.stream().map(m -> m.fields.toByteString()).toList());
  }

  /** The same with other texts in a field. */
  ProtoMessage withTexts(int field, List<String> texts) {
    return withBytes(
        field, texts.stream().map(t -> ByteString.copyFrom(t, StandardCharsets.UTF_8)).toList());
  }

  /** The same with one whole number in a field. */
  ProtoMessage withNumber(int field, long number) {
    return withNumbers(field, List.of(number));
  }

  /** The same with other whole numbers in a field. */
  ProtoMessage withNumbers(int field, List<Long> numbers) {
    UnknownFieldSet.Field.Builder replaced = UnknownFieldSet.Field.newBuilder();
    numbers.forEach(replaced::addVarint);
    return with(field, replaced.build());
  }

  /** The same with other bytes in a field. */
  ProtoMessage withBytes(int field, byte[] bytes) {
    return withBytes(field, List.of(ByteString.copyFrom(bytes)));
  }

  /** The same without a field. */
  ProtoMessage without(int field) {
    return new ProtoMessage(fields.toBuilder().clearField(field).build());
  }

  private ProtoMessage withBytes(int field, List<ByteString> values) {
    UnknownFieldSet.Field.Builder replaced = UnknownFieldSet.Field.newBuilder();
    values.forEach(replaced::addLengthDelimited);
    return values.isEmpty() ? without(field) : with(field, replaced.build());
  }

  private ProtoMessage with(int field, UnknownFieldSet.Field replaced) {
    return new ProtoMessage(fields.toBuilder().clearField(field).addField(field, replaced).build());
  }

  byte[] toBytes() {
    return fields.toByteArray();
  }
}
