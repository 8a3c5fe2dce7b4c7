package io.stillwater.event.form.registry;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.UnreachableObject;
import io.stillwater.event.envelope.Texts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * Readers by the numbers of their schemas, each made once. A number always stands for the same
 * schema, so nothing is ever fetched again but what was driven out: {@value #MOST} are kept.
 *
 * <p>Not thread-safe.
 */
final class Schemas {
  private static final int MOST = 1000;
  private static final int MOST_REFERENCES = 64;

  private final SchemaRegistry registry;
  private final Map<Integer, FramedReader> readers =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, FramedReader> eldest) {
          return size() > MOST;
        }
      };

  Schemas(SchemaRegistry registry) {
    this.registry = registry;
  }

  FramedReader reader(int id) throws UndecodableEvent, UnreachableObject {
    FramedReader reader = readers.get(id);
    if (reader == null) {
      reader = made(id);
      readers.put(id, reader);
    }
    return reader;
  }

  private FramedReader made(int id) throws UndecodableEvent, UnreachableObject {
    RegisteredSchema schema = registry.schema(id, false);
    try {
      return switch (schema.type()) {
        case "AVRO" -> new AvroReader(avro(schema));
        case "JSON" -> new JsonReader();
        case "PROTOBUF" -> {
          int[] left = {MOST_REFERENCES};
          yield new ProtobufReader(file(registry.schema(id, true), left, new HashMap<>()));
        }
        default ->
            throw new UndecodableEvent(
                "schema "
                    + id
                    + " is of the type "
                    + Texts.quoted(schema.type())
                    + ": expected AVRO, PROTOBUF or JSON");
      };
    } catch (AvroRuntimeException
        | DescriptorValidationException
        | IllegalArgumentException
        | IOException e) {
      throw new UndecodableEvent(
          "schema "
              + id
              + " of the registry cannot be used: "
              + Texts.quoted(String.valueOf(e.getMessage())));
    }
  }

  private Schema avro(RegisteredSchema schema) throws UndecodableEvent, UnreachableObject {
    Map<String, String> texts = new LinkedHashMap<>(); // what is referred to before what refers
    gather(schema, texts, new int[] {MOST_REFERENCES});
    Schema.Parser parser = new Schema.Parser();
    for (String text : texts.values()) {
      parser.parse(text);
    }
    return parser.parse(schema.schema());
  }

  private void gather(RegisteredSchema schema, Map<String, String> texts, int[] left)
      throws UndecodableEvent, UnreachableObject {
    for (RegisteredSchema.Reference reference : schema.references()) {
      String name = reference.subject() + '/' + reference.version();
      if (!texts.containsKey(name)) {
        RegisteredSchema other = referred(reference, false, left);
        gather(other, texts, left);
        texts.put(name, other.schema());
      }
    }
  }

  private RegisteredSchema referred(
      RegisteredSchema.Reference reference, boolean serialized, int[] left)
      throws UndecodableEvent, UnreachableObject {
    if (left[0]-- == 0) {
      throw new UndecodableEvent(
          "a schema refers to more than " + MOST_REFERENCES + " others: expected fewer");
    }
    return registry.schema(reference.subject(), reference.version(), serialized);
  }

  private FileDescriptor file(
      RegisteredSchema schema, int[] left, Map<String, FileDescriptor> known)
      throws IOException, DescriptorValidationException, UndecodableEvent, UnreachableObject {
    FileDescriptorProto proto = descriptor(schema.schema());
    List<FileDescriptor> others = new ArrayList<>();
    for (String name : proto.getDependencyList()) {
      FileDescriptor common = ProtobufReader.COMMON.get(name);
      if (common != null) {
        others.add(common);
        continue;
      }
      for (RegisteredSchema.Reference reference : schema.references()) {
        if (reference.name().equals(name)) {
          FileDescriptor other = known.get(name);
          other = other == null ? file(referred(reference, true, left), left, known) : other;
          known.put(name, other);
          others.add(named(other, name));
        }
      }
    }
    if (others.size() < proto.getDependencyCount()) {
      // What nobody gives, such as confluent/meta.proto, holds options; a type is missed and said.
      proto = proto.toBuilder().clearDependency().clearPublicDependency().build();
      for (FileDescriptor other : others) {
        proto = proto.toBuilder().addDependency(other.getName()).build();
      }
    }
    return FileDescriptor.buildFrom(proto, others.toArray(new FileDescriptor[0]));
  }

  /** Out of a descriptor in base64, which no text is, or out of text. */
  private static FileDescriptorProto descriptor(String schema) throws IOException {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(schema.strip());
    } catch (IllegalArgumentException e) {
      return ProtoText.parse(schema);
    }
    return FileDescriptorProto.parseFrom(bytes);
  }

  /** Registries do not keep the file's name, by which others import it. */
  private static FileDescriptor named(FileDescriptor file, String name)
      throws DescriptorValidationException {
    if (file.getName().equals(name)) {
      return file;
    }
    FileDescriptorProto proto = file.toProto().toBuilder().setName(name).build();
    return FileDescriptor.buildFrom(proto, file.getDependencies().toArray(new FileDescriptor[0]));
  }
}
