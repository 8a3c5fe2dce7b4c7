package io.stillwater.event.form.registry;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import io.stillwater.event.form.FormText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads a schema of Protobuf as people write it, for registries that give no descriptor: the
 * messages of proto2 and proto3, their fields, maps, alternatives and enumerations. What says
 * nothing of the bytes (options, services, extensions, reserved numbers) is passed over. Groups and
 * editions are refused.
 */
final class ProtoText {
  private final ProtoTokens tokens;
  private boolean proto3;

  private ProtoText(String text) {
    tokens = new ProtoTokens(text);
  }

  /**
   * The descriptor of a schema.
   *
   * @throws IllegalArgumentException if it cannot be read
   */
  static FileDescriptorProto parse(String text) {
    return new ProtoText(text).file();
  }

  private FileDescriptorProto file() {
    FileDescriptorProto.Builder file = FileDescriptorProto.newBuilder().setName("schema.proto");
    while (!tokens.ended()) {
      String word = tokens.next();
      switch (word) {
        case "syntax" -> {
          tokens.expect("=");
          String syntax = tokens.text();
          proto3 = syntax.equals("proto3");
          file.setSyntax(syntax);
          tokens.skipStatement();
        }
        case "package" -> {
          file.setPackage(tokens.next());
          tokens.skipStatement();
        }
        case "import" -> {
          if (tokens.peek().equals("public") || tokens.peek().equals("weak")) {
            tokens.next();
          }
          file.addDependency(tokens.text());
          tokens.skipStatement();
        }
        case "message" -> file.addMessageType(message(0));
        case "enum" -> file.addEnumType(enumeration());
        case "option", "service", "extend", ";" -> tokens.skipRest(word);
        default -> throw tokens.wrong(word, "syntax, package, import, message or enum");
      }
    }
    return file.build();
  }

  private DescriptorProto message(int depth) {
    if (depth > FormText.MAX_DEPTH) {
      throw new IllegalArgumentException("messages are nested too deep");
    }
    DescriptorProto.Builder message = DescriptorProto.newBuilder().setName(tokens.next());
    List<FieldDescriptorProto.Builder> optional = new ArrayList<>(); // of proto3
    tokens.expect("{");
    while (!tokens.takes("}")) {
      String word = tokens.next();
      switch (word) {
        case "message" -> message.addNestedType(message(depth + 1));
        case "enum" -> message.addEnumType(enumeration());
        case "oneof" -> oneof(message);
        case "option", "reserved", "extensions", "extend", ";" -> tokens.skipRest(word);
        default -> {
          FieldDescriptorProto.Builder field = field(word, message);
          if (field.getProto3Optional()) {
            optional.add(field);
          } else {
            message.addField(field);
          }
        }
      }
    }
    // An optional field of proto3 is alone in an alternative, behind those that were written.
    for (FieldDescriptorProto.Builder field : optional) {
      field.setOneofIndex(message.getOneofDeclCount());
      message.addOneofDecl(OneofDescriptorProto.newBuilder().setName('_' + field.getName()));
      message.addField(field);
    }
    return message.build();
  }

  private void oneof(DescriptorProto.Builder message) {
    int index = message.getOneofDeclCount();
    message.addOneofDecl(OneofDescriptorProto.newBuilder().setName(tokens.next()));
    tokens.expect("{");
    while (!tokens.takes("}")) {
      String word = tokens.next();
      if (word.equals("option") || word.equals(";")) {
        tokens.skipRest(word);
      } else {
        message.addField(field(word, message).setOneofIndex(index));
      }
    }
  }

  /** A field that begins with that word. */
  private FieldDescriptorProto.Builder field(String first, DescriptorProto.Builder message) {
    FieldDescriptorProto.Builder field = FieldDescriptorProto.newBuilder();
    field.setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL);
    String type = first;
    if (first.equals("optional") || first.equals("required") || first.equals("repeated")) {
      field.setLabel(FieldDescriptorProto.Label.valueOf("LABEL_" + first.toUpperCase(Locale.ROOT)));
      field.setProto3Optional(proto3 && first.equals("optional"));
      type = tokens.next();
    }
    if (type.equals("group")) {
      throw new IllegalArgumentException("groups of proto2 are not read");
    }
    if (type.equals("map") && tokens.peek().equals("<")) {
      map(field, message);
    } else {
      type(field, type);
      field.setName(tokens.next());
    }
    tokens.expect("=");
    field.setNumber(tokens.number());
    tokens.skipStatement();
    return field;
  }

  private void map(FieldDescriptorProto.Builder field, DescriptorProto.Builder message) {
    tokens.expect("<");
    FieldDescriptorProto.Builder key =
        FieldDescriptorProto.newBuilder().setName("key").setNumber(1);
    type(key, tokens.next());
    tokens.expect(",");
    FieldDescriptorProto.Builder value =
        FieldDescriptorProto.newBuilder().setName("value").setNumber(2);
    type(value, tokens.next());
    tokens.expect(">");
    field.setName(tokens.next());
    StringBuilder entry = new StringBuilder();
    for (String part : field.getName().split("_", -1)) {
      entry.append(part.isEmpty() ? "" : part.substring(0, 1).toUpperCase(Locale.ROOT));
      entry.append(part.isEmpty() ? "" : part.substring(1));
    }
    message.addNestedType(
        DescriptorProto.newBuilder()
            .setName(entry.append("Entry").toString())
            .addField(key.setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL))
            .addField(value.setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL))
            .setOptions(MessageOptions.newBuilder().setMapEntry(true)));
    field.setLabel(FieldDescriptorProto.Label.LABEL_REPEATED).setTypeName(entry.toString());
  }

  /** A type by its word; a name is resolved when all names are known. */
  private static void type(FieldDescriptorProto.Builder field, String word) {
    for (FieldDescriptorProto.Type type : FieldDescriptorProto.Type.values()) {
      boolean named =
          type == FieldDescriptorProto.Type.TYPE_MESSAGE
              || type == FieldDescriptorProto.Type.TYPE_ENUM
              || type == FieldDescriptorProto.Type.TYPE_GROUP;
      if (!named
          && type.name().equals("TYPE_" + word.toUpperCase(Locale.ROOT))
          && word.equals(word.toLowerCase(Locale.ROOT))) {
        field.setType(type);
        return;
      }
    }
    field.setTypeName(word);
  }

  private EnumDescriptorProto enumeration() {
    EnumDescriptorProto.Builder enumeration =
        EnumDescriptorProto.newBuilder().setName(tokens.next());
    tokens.expect("{");
    while (!tokens.takes("}")) {
      String word = tokens.next();
      if (word.equals(";")
          || (!tokens.peek().equals("=") && (word.equals("option") || word.equals("reserved")))) {
        allowAlias(word, enumeration);
        tokens.skipRest(word);
      } else {
        tokens.expect("=");
        enumeration.addValue(
            EnumValueDescriptorProto.newBuilder().setName(word).setNumber(tokens.number()));
        tokens.skipStatement();
      }
    }
    return enumeration.build();
  }

  private void allowAlias(String word, EnumDescriptorProto.Builder enumeration) {
    if (word.equals("option") && tokens.peek().equals("allow_alias")) {
      enumeration.getOptionsBuilder().setAllowAlias(true);
    }
  }
}
