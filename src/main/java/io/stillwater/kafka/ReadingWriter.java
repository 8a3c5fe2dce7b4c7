package io.stillwater.kafka;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.stillwater.event.Reading;
import io.stillwater.event.Readings;
import io.stillwater.kafka.client.ClientSettings;
import io.stillwater.kafka.client.KafkaClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes readings to a topic as events of the default form, each once and in order, the record's
 * key being the reading's. One thread.
 */
public final class ReadingWriter implements AutoCloseable {
  /** The key of readings that have none: a stream has no place for an empty one. */
  public static final String ONLY_KEY = "series";

  private final String topic;
  private final Sender sender;
  private final JsonFactory json = new JsonFactory();
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(512);

  /** Which timestamp the records get. */
  public enum Stamp {
    /**
     * The reading's time: windows are bounded as they were when the data were made. A topic that
     * keeps its records for a time may delete them before they are read.
     */
    EVENT_TIME,
    /** The time of sending. */
    NOW
  }

  /**
   * How fast to write.
   *
   * @param factor how much faster than the readings' own time; 0 for no such bound
   * @param perSecond readings a second; 0 for no such bound
   */
  public record Pace(double factor, double perSecond) {
    /** As fast as the broker takes them. */
    public static final Pace UNBOUNDED = new Pace(0, 0);

    public Pace {
      if (!(factor >= 0 && perSecond >= 0)) {
        throw new IllegalArgumentException(
            "pace must be at least 0: was " + factor + " times, " + perSecond + " a second");
      }
    }

    /** Nanoseconds after the start at which a reading is due. */
    long due(long index, long millisSinceFirst) {
      double byTime = factor > 0 ? millisSinceFirst * 1e6 / factor : 0;
      double byCount = perSecond > 0 ? index * 1e9 / perSecond : 0;
      return (long) Math.max(byTime, byCount);
    }
  }

  /** Told now and then how far it is. */
  public interface Progress {
    /**
     * Some more were written.
     *
     * @param rows so far
     * @param fraction of all, NaN where that is not known
     */
    void written(long rows, double fraction);
  }

  /**
   * @param client settings of the Kafka client
   * @param topic to write to
   */
  public ReadingWriter(Map<String, String> client, String topic) {
    this.topic = topic;
    this.sender = new Sender(client, topic, new ClientSettings(client).idempotent());
  }

  /**
   * Writes all readings; returns when the broker has them.
   *
   * @return how many were written
   * @throws IOException with a sentence, if the broker did not take them all
   */
  public long write(Readings readings, Pace pace, Stamp stamp, Progress progress)
      throws IOException {
    long start = KafkaClock.SYSTEM.nanos();
    long first = 0;
    long rows = 0;
    List<String> channels = readings.channels();
    while (readings.hasNext()) {
      Reading reading = readings.next();
      first = rows == 0 ? reading.time() : first;
      KafkaClock.SYSTEM.await(
          start + pace.due(rows, readings.timed() ? reading.time() - first : 0));
      send(reading, channels, readings.timed(), stamp);
      if (++rows % 256 == 0 || !pace.equals(Pace.UNBOUNDED)) {
        progress.written(rows, readings.progress());
      }
    }
    flush();
    progress.written(rows, 1);
    return rows;
  }

  /**
   * Sends one reading, without waiting for the broker.
   *
   * @param channels names, in the order of the values
   * @param timed whether its time is a time; otherwise the record's timestamp stands for it
   * @throws IOException if an earlier one could not be sent
   */
  public void send(Reading reading, List<String> channels, boolean timed, Stamp stamp)
      throws IOException {
    byte[] key = key(reading).getBytes(StandardCharsets.UTF_8);
    Long timestamp = timed && stamp == Stamp.EVENT_TIME ? reading.time() : null;
    byte[] event = event(reading, channels, timed);
    sender.send(new ProducerRecord<>(topic, null, timestamp, key, event));
  }

  private static String key(Reading reading) {
    return reading.key().isEmpty() ? ONLY_KEY : reading.key();
  }

  /** Returns when the broker has all that was sent. */
  public void flush() throws IOException {
    sender.flush();
  }

  private byte[] event(Reading reading, List<String> channels, boolean timed) throws IOException {
    buffer.reset();
    try (JsonGenerator out = json.createGenerator(buffer)) {
      out.writeStartObject();
      out.writeStringField("key", key(reading));
      if (timed) {
        out.writeNumberField("time", reading.time());
      }
      out.writeObjectFieldStart("values");
      for (int c = 0; c < channels.size(); c++) {
        double value = reading.values()[c];
        out.writeFieldName(channels.get(c));
        if (Double.isFinite(value)) {
          out.writeNumber(value);
        } else {
          out.writeNull();
        }
      }
      out.writeEndObject();
      out.writeEndObject();
    }
    return buffer.toByteArray();
  }

  @Override
  public void close() {
    sender.close();
  }
}
