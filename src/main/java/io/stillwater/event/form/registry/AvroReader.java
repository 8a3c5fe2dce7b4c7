package io.stillwater.event.form.registry;

import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.form.Fields;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Values of one schema of Avro; an array at the top holds several records.
 *
 * <p>Read by a walk of our own and not by Avro's reader, which makes room for what a value claims
 * to be long before it looks whether there is as much. Longs with the logical types of timestamps,
 * and dates, are times; decimals are numbers; maps are fields by their keys; enumerations are
 * texts; null is a missing number. Arrays, other bytes and fixed values are passed over.
 */
final class AvroReader implements FramedReader {
  /** The field of a schema that is no record. */
  private static final String ALONE = "value";

  private final Schema schema;

  AvroReader(Schema schema) {
    this.schema = schema;
  }

  @Override
  public List<Fields> read(byte[] framed, int from) throws UndecodableEvent {
    AvroBytes in = new AvroBytes(framed, from);
    List<Fields> records = new ArrayList<>();
    if (schema.getType() == Schema.Type.ARRAY) {
      for (long left = in.block(); left > 0; left = in.block()) {
        for (; left > 0; left--) {
          records.add(one(in, schema.getElementType()));
        }
      }
    } else {
      records.add(one(in, schema));
    }
    in.end();
    return records;
  }

  private static Fields one(AvroBytes in, Schema schema) throws UndecodableEvent {
    Fields fields = new Fields();
    boolean named = schema.getType() == Schema.Type.RECORD || schema.getType() == Schema.Type.MAP;
    new AvroWalk(in, fields).take(schema, named ? "" : ALONE, 0);
    return fields;
  }
}
