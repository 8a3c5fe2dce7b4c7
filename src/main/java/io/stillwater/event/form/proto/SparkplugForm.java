package io.stillwater.event.form.proto;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.stillwater.event.EventTime;
import io.stillwater.event.RawRecord;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.envelope.Texts;
import io.stillwater.event.form.FormSettings;
import io.stillwater.event.form.FormText;
import io.stillwater.event.form.RecordForm;
import io.stillwater.event.form.SampleSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Payloads of Sparkplug B, as bridges from MQTT write them to Kafka.
 *
 * <p>The key is the record's. Where that is an MQTT topic of Sparkplug, {@code
 * spBv1.0/GROUP/TYPE/NODE[/DEVICE]}, the key is {@code GROUP/NODE[/DEVICE]}, so that births and
 * data of one device are one key; commands ({@code NCMD}, {@code DCMD}) and deaths are no
 * measurements and give no samples. Settings may name the header that holds the topic.
 *
 * <p>A channel is the metric's name. A metric that has an alias alone is the channel {@code
 * alias:N}: which name a birth gave to that number is not in the record, and what a record says
 * must not depend on others. So either publish names in data (most edge software has a switch), or
 * train and watch aliases, which a node may give anew at each birth.
 *
 * <p>Whole numbers with a sign are two's complement by their datatype; without a datatype, which
 * data messages may leave out, by 32 or 64 bits: so {@code UInt32} from 2,147,483,648 on reads as
 * negative then. True and false are 1 and 0; {@code is_null} is missing; texts, dates, bytes, data
 * sets, templates, {@code bdSeq} and {@code Node Control/…} are passed over. Times are the
 * metric's, else the payload's, in milliseconds. Thread-safe.
 */
public final class SparkplugForm implements RecordForm {
  private static final String TOPIC = "spBv1.0/";

  private final List<String> headers;

  public SparkplugForm(FormSettings settings) {
    headers = settings.key();
  }

  @Override
  public void read(RawRecord record, SampleSink into) throws UndecodableEvent {
    String topic = topic(record);
    String key = null;
    if (topic != null && topic.startsWith(TOPIC)) {
      String[] parts = topic.split("/", 5);
      if (parts.length < 4 || parts[2].endsWith("CMD") || parts[2].endsWith("DEATH")) {
        return; // STATE of a host, too, which is JSON
      }
      key = parts[1] + '/' + parts[3] + (parts.length > 4 ? '/' + parts[4] : "");
    } else if (!headers.isEmpty()) {
      key = topic;
    }
    List<SparkplugMetric> metrics = new ArrayList<>();
    long time = payload(record.value(), metrics);
    for (SparkplugMetric metric : metrics) {
      metric.give(key, time, into);
    }
  }

  private String topic(RawRecord record) throws UndecodableEvent {
    for (String header : headers) {
      String text = record.headerText(header);
      if (text != null && !text.isEmpty()) {
        return text;
      }
    }
    byte[] key = record.key();
    boolean topic = headers.isEmpty() && key != null && key.length > 0 && key[0] == 's';
    return topic ? FormText.text(key, "the record's key") : null;
  }

  /**
   * Reads a payload.
   *
   * @param metrics takes them
   * @return its time in milliseconds; {@link EventTime#INVALID} where it has none
   */
  static long payload(byte[] value, List<SparkplugMetric> metrics) throws UndecodableEvent {
    long time = EventTime.INVALID;
    CodedInputStream in = CodedInputStream.newInstance(value);
    try {
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        int field = WireFormat.getTagFieldNumber(tag);
        int wire = WireFormat.getTagWireType(tag);
        if (field == 1 && wire == WireFormat.WIRETYPE_VARINT) {
          time = in.readUInt64();
        } else if (field == 2 && wire == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
          int before = in.pushLimit(in.readRawVarint32());
          metrics.add(SparkplugMetric.read(in));
          in.popLimit(before);
        } else if (!in.skipField(tag)) {
          throw new IOException("a group ends that did not begin");
        }
      }
      return time;
    } catch (IOException e) {
      throw new UndecodableEvent(
          "the value is no payload of Sparkplug B: "
              + FormText.start(value)
              + " ("
              + Texts.quoted(String.valueOf(e.getMessage()))
              + ")");
    }
  }

  /** Whether bytes are a payload with metrics, each of which has a name or an alias and a value. */
  public static boolean fits(byte[] value) {
    List<SparkplugMetric> metrics = new ArrayList<>();
    try {
      long time = payload(value, metrics);
      return time >= 0 && !metrics.isEmpty() && metrics.stream().allMatch(SparkplugMetric::whole);
    } catch (UndecodableEvent e) {
      return false;
    }
  }
}
