package io.stillwater.event.form.registry;

import com.google.protobuf.CodedInputStream;
import io.stillwater.event.RawRecord;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.UnreachableObject;
import io.stillwater.event.form.Fields;
import io.stillwater.event.form.FormSettings;
import io.stillwater.event.form.FormText;
import io.stillwater.event.form.KeyRule;
import io.stillwater.event.form.RecordForm;
import io.stillwater.event.form.SampleSink;
import java.io.IOException;
import java.util.List;

/**
 * Records framed by a schema registry, with Avro, Protobuf or JSON inside: the registry says which.
 *
 * <pre>
 * byte 0        0
 * bytes 1 to 4  the schema's number, highest byte first
 * Protobuf      which message of the schema: a count and so many numbers as zigzag varints; one 0
 *               alone is the first message
 * then          the content
 * </pre>
 *
 * <p>Key, time and channels are found by the fields' names, as {@link Fields} says. Where no field
 * is the key it is the record's; that may be framed too, with a schema of its own, and is then the
 * text or number in it, or its key field, or all its fields. Not thread-safe.
 */
public final class FramedForm implements RecordForm {
  /** Bytes before the content. */
  static final int FRAME = 5;

  private static final int MOST_FIELDS = 1000;

  private final Schemas schemas;
  private final KeyRule keys;
  private final List<String> times;

  /**
   * @param settings with a registry
   */
  public FramedForm(FormSettings settings) {
    if (settings.registry() == null) {
      throw new IllegalArgumentException(
          "the form "
              + settings.form()
              + " needs the address of a schema registry, such as http://registry:8081");
    }
    schemas = new Schemas(new SchemaRegistry(settings.registry()));
    keys = Fields.keyRule(settings);
    times = Fields.times(settings);
  }

  @Override
  public void read(RawRecord record, SampleSink into) throws UndecodableEvent, UnreachableObject {
    byte[] value = record.value();
    if (!framed(value)) {
      throw new UndecodableEvent(
          "the value is not framed by a schema registry: "
              + FormText.start(value)
              + "; expected a byte 0 and the four bytes of a schema's number first");
    }
    for (Fields fields : schemas.reader(id(value)).read(value, FRAME)) {
      String key = fields.key(keys);
      fields.give(into, keys, times, key == null ? ofRecord(record.key()) : key);
    }
  }

  private String ofRecord(byte[] key) throws UndecodableEvent, UnreachableObject {
    if (key == null || !framed(key)) {
      return null;
    }
    List<Fields> inside = schemas.reader(id(key)).read(key, FRAME);
    String found = inside.isEmpty() ? null : inside.get(0).key(keys);
    found = found == null && !inside.isEmpty() ? inside.get(0).all() : found;
    if (found == null) {
      throw new UndecodableEvent("the record's key, which a schema registry framed, is empty");
    }
    return found;
  }

  /** Whether bytes begin as a schema registry frames them. */
  public static boolean framed(byte[] bytes) {
    return bytes.length >= FRAME && bytes[0] == 0;
  }

  /** The number of the schema. */
  public static int id(byte[] framed) {
    return (framed[1] & 0xff) << 24
        | (framed[2] & 0xff) << 16
        | (framed[3] & 0xff) << 8
        | (framed[4] & 0xff);
  }

  /**
   * Whether what follows a frame can be Protobuf: plausible numbers of a message, and fields of
   * plausible numbers up to the end. A guess, for people: the registry knows.
   */
  public static boolean looksLikeProtobuf(byte[] framed) {
    CodedInputStream in = CodedInputStream.newInstance(framed, FRAME, framed.length - FRAME);
    try {
      int count = in.readSInt32();
      boolean plausible = count >= 0 && count <= ProtobufReader.MOST_INDEXES;
      for (int i = 0; plausible && i < count; i++) {
        int index = in.readSInt32();
        plausible = index >= 0 && index < MOST_FIELDS;
      }
      int fields = 0;
      for (int tag = plausible ? in.readTag() : 0; tag != 0 && plausible; tag = in.readTag()) {
        plausible = tag >>> 3 < MOST_FIELDS && in.skipField(tag);
        fields++;
      }
      return plausible && fields > 0;
    } catch (IOException e) {
      return false;
    }
  }
}
