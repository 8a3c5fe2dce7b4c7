package io.stillwater.event.form.proto;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.stillwater.event.EventTime;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.form.FormText;
import io.stillwater.event.form.SampleSink;
import java.io.IOException;

/** One metric of a payload of Sparkplug B; field numbers and datatypes of its specification 3.0. */
final class SparkplugMetric {
  private static final int INT8 = 1;
  private static final int INT16 = 2;
  private static final int INT32 = 3;
  private static final int INT64 = 4;
  private static final int BOOLEAN = 11;
  private static final int DATE = 13;

  private String name = "";
  private boolean aliased;
  private long alias;
  private long time = EventTime.INVALID;
  private int datatype;
  private boolean missing;
  private Double value; // null where it is no number
  private boolean foreign; // whether there is a value that is no number

  private SparkplugMetric() {}

  /** Reads up to the stream's limit. */
  static SparkplugMetric read(CodedInputStream in) throws IOException {
    SparkplugMetric metric = new SparkplugMetric();
    long whole = 0;
    int wide = 0; // bits of the whole number; 0 where there is none
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag) {
        case (1 << 3) | WireFormat.WIRETYPE_LENGTH_DELIMITED ->
            metric.name = in.readStringRequireUtf8();
        case 2 << 3 -> {
          metric.alias = in.readUInt64();
          metric.aliased = true;
        }
        case 3 << 3 -> metric.time = in.readUInt64();
        case 4 << 3 -> metric.datatype = in.readUInt32();
        case 7 << 3 -> metric.missing = in.readBool();
        case 10 << 3 -> {
          whole = in.readUInt32();
          wide = 32;
        }
        case 11 << 3 -> {
          whole = in.readUInt64();
          wide = 64;
        }
        case (12 << 3) | WireFormat.WIRETYPE_FIXED32 -> metric.value = (double) in.readFloat();
        case (13 << 3) | WireFormat.WIRETYPE_FIXED64 -> metric.value = in.readDouble();
        case 14 << 3 -> metric.value = in.readBool() ? 1.0 : 0.0;
        default -> metric.other(in, tag);
      }
    }
    if (wide > 0) {
      metric.value = number(whole, wide, metric.datatype);
    }
    return metric;
  }

  private void other(CodedInputStream in, int tag) throws IOException {
    foreign |= WireFormat.getTagFieldNumber(tag) >= 15;
    if (!in.skipField(tag)) {
      throw new IOException("a group ends that did not begin");
    }
  }

  /** The number in those bits. */
  private static double number(long whole, int bits, int datatype) {
    return switch (datatype) {
      case 0 -> bits == 32 ? (int) whole : whole;
      case INT8 -> (byte) whole;
      case INT16 -> (short) whole;
      case INT32 -> (int) whole;
      case INT64 -> bits == 32 ? (int) whole : whole;
      case BOOLEAN -> whole == 0 ? 0 : 1;
      default -> bits == 32 ? Integer.toUnsignedLong((int) whole) : OtlpPoints.unsigned(whole);
    };
  }

  /** Whether there is a name or an alias, and a value, so that this is a metric at all. */
  boolean whole() {
    return (!name.isEmpty() || aliased) && (value != null || missing || foreign);
  }

  void give(String key, long payloadTime, SampleSink into) throws UndecodableEvent {
    boolean control =
        name.equals("bdSeq")
            || name.startsWith("Node Control/")
            || name.startsWith("Device Control/");
    boolean text =
        (value == null && !missing) || datatype == DATE || datatype == 12 || datatype > 13;
    if (control || text || (name.isEmpty() && !aliased)) {
      return;
    }
    String channel = name.isEmpty() ? "alias:" + Long.toUnsignedString(alias) : FormText.name(name);
    into.sample(
        key, time == EventTime.INVALID ? payloadTime : time, channel, missing ? Double.NaN : value);
  }
}
