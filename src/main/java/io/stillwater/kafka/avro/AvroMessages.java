package io.stillwater.kafka.avro;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * Messages of the topic of alerts in Avro: the same fields as in JSON, by the schema {@code
 * schemas/alerts.avsc}. In front of the content stands what tells the schema.
 *
 * <pre>
 * with a registry     0, its number of the schema (4 bytes, the highest first)
 * without             C3 01, the schema's fingerprint (8 bytes, the lowest first): Avro 1.12,
 *                     "Single-object encoding"
 * </pre>
 *
 * <p>Thread-safe.
 */
public final class AvroMessages {
  public static final String CONTENT_TYPE = "avro/binary";

  private static final String RESOURCE = "/schemas/alerts.avsc";
  private static final String TEXT = text();
  private static final Schema SCHEMA = new Schema.Parser().parse(TEXT);
  private static final int MAGIC = 0xC3;
  private static final int VERSION = 1;
  private static final int NUMBERED = 1 + Integer.BYTES;
  private static final int SINGLE = 2 + Long.BYTES;

  private final ObjectMapper json = new ObjectMapper();
  private final byte[] head;

  private AvroMessages(byte[] head) {
    this.head = head;
  }

  /** With the schema's fingerprint. */
  public static AvroMessages single() {
    byte[] print = new byte[Long.BYTES];
    long fingerprint = SchemaNormalization.parsingFingerprint64(SCHEMA);
    for (int i = 0; i < print.length; i++) {
      print[i] = (byte) (fingerprint >>> (8 * i));
    }
    return new AvroMessages(
        ByteBuffer.allocate(SINGLE).put((byte) MAGIC).put((byte) VERSION).put(print).array());
  }

  /** With a registry's number of the schema. */
  public static AvroMessages numbered(int id) {
    return new AvroMessages(ByteBuffer.allocate(NUMBERED).put((byte) 0).putInt(id).array());
  }

  /** The schema, to register. */
  public static String schema() {
    return TEXT;
  }

  /**
   * From a message in JSON.
   *
   * @throws IllegalArgumentException if it is none of ours
   */
  public byte[] write(byte[] message) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream(message.length);
      out.writeBytes(head);
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
      GenericRecord event = (GenericRecord) JsonAvro.toAvro(json.readTree(message), SCHEMA);
      new GenericDatumWriter<GenericRecord>(SCHEMA).write(event, encoder);
      encoder.flush();
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a record's value is in Avro: JSON begins with neither byte. */
  public static boolean are(byte[] value) {
    return headOf(value) > 0;
  }

  private static int headOf(byte[] value) {
    if (value.length > NUMBERED && value[0] == 0) {
      return NUMBERED;
    }
    boolean single =
        value.length > SINGLE && (value[0] & 0xFF) == MAGIC && (value[1] & 0xFF) == VERSION;
    return single ? SINGLE : 0;
  }

  /**
   * A message in JSON again.
   *
   * @throws IllegalArgumentException if it is none of ours
   */
  public static byte[] json(byte[] value) {
    int at = headOf(value);
    try {
      GenericRecord event =
          new GenericDatumReader<GenericRecord>(SCHEMA)
              .read(null, DecoderFactory.get().binaryDecoder(value, at, value.length - at, null));
      return new ObjectMapper().writeValueAsBytes(JsonAvro.toJson(event, SCHEMA));
    } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("not a message of ours in Avro: " + e.getMessage(), e);
    }
  }

  private static String text() {
    try (InputStream in = AvroMessages.class.getResourceAsStream(RESOURCE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
