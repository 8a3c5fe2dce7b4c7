package io.stillwater.cli.topic;

import io.stillwater.kafka.ReadingWriter.Stamp;
import io.stillwater.kafka.client.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A topic that is about to be written to.
 *
 * @param client settings of the Kafka client
 * @param topic its name
 * @param err where what was found or done is told
 */
public record ReplayTarget(Map<String, String> client, String topic, PrintWriter err) {
  /** Further ahead than that of its own clock, a broker takes no record by default. */
  private static final long AHEAD = Duration.ofHours(1).toMillis();

  /**
   * Makes the topic if there is none, and says so.
   *
   * @throws IOException with a sentence, if the broker does not answer or does not let it be made
   */
  public void ensure() throws IOException {
    OptionalLong made = Topics.ensure(client, topic);
    if (made.isPresent()) {
      long partitions = made.getAsLong();
      err.println(
          "There was no topic "
              + topic
              + ": it was made, with "
              + partitions
              + (partitions == 1 ? " partition." : " partitions."));
    }
  }

  /**
   * Which timestamps the records get: what was asked for, with a warning where it loses them; else
   * the rows' own time, unless the broker would delete or refuse such records.
   *
   * @param asked what the user said; empty if nothing
   * @param first time of the first row, in milliseconds
   * @param now the time
   */
  public Stamp stamp(Optional<Stamp> asked, long first, long now) {
    if (asked.equals(Optional.of(Stamp.NOW))) {
      return Stamp.NOW;
    }
    Optional<String> why = why(first, now);
    if (why.isEmpty()) {
      return Stamp.EVENT_TIME;
    }
    if (asked.isPresent()) {
      err.println("Warning: " + why.get() + " Give --stamp now, or set retention.ms=-1.");
      return Stamp.EVENT_TIME;
    }
    err.println(
        why.get() + " So the records get the time of sending; --stamp event keeps the rows' own.");
    return Stamp.NOW;
  }

  private Optional<String> why(long first, long now) {
    String begin = "the rows begin at " + Instant.ofEpochMilli(first);
    if (first > now + AHEAD) {
      return Optional.of(
          "A broker refuses records from more than an hour ahead, and " + begin + ".");
    }
    Optional<Long> retention =
        Topics.setting(client, topic, "retention.ms").map(Long::parseLong).filter(r -> r >= 0);
    return retention
        .filter(kept -> first < now - kept)
        .map(
            kept ->
                "Topic "
                    + topic
                    + " keeps records for "
                    + days(kept)
                    + ", and "
                    + begin
                    + ": they could be deleted before they are read.");
  }

  private static String days(long millis) {
    long days = millis / 86_400_000;
    if (millis % 86_400_000 == 0) {
      return days == 1 ? "one day" : days + " days";
    }
    return millis / 1_000 + " s";
  }
}
