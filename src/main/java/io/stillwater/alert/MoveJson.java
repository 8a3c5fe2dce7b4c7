package io.stillwater.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The published form of a {@link KeyMove}: a CloudEvent 1.0 in structured JSON, of the types {@code
 * io.stillwater.move.began} and {@code io.stillwater.move.ended}. Thread-safe.
 */
public final class MoveJson {
  private static final int NAMED = 3;

  private final ObjectMapper json = new ObjectMapper();

  /** The CloudEvent of a move. */
  public byte[] write(KeyMove move) {
    Alert.Source source = move.source();
    String word = move.began() ? "began" : "ended";
    ObjectNode event = json.createObjectNode();
    event.put("specversion", "1.0");
    event.put("id", AlertIds.move(source, move.key(), move.offset()));
    event.put("source", AlertJson.source(source));
    event.put("type", "io.stillwater.move." + word);
    event.put("subject", move.key());
    event.put("time", time(move.time()));
    event.put("datacontenttype", "application/json");
    ObjectNode data = event.putObject("data");
    data.put("state", word);
    data.put("detector", source.detector());
    data.put("topic", source.topic());
    data.put("partition", source.partition());
    data.put("key", move.key());
    data.put("since", time(move.since()));
    data.put("sentence", sentence(move));
    AlertJson.putPeak(data.putObject("window"), move.peak());
    try {
      return json.writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What has happened, and what to do, in words. */
  static String sentence(KeyMove move) {
    if (!move.began()) {
      return move.key()
          + " is back where it was in training since "
          + time(move.since())
          + ": the trained limit holds alone again.";
    }
    String channels =
        move.peak().channels().stream()
            .limit(NAMED)
            .map(MoveJson::far)
            .collect(Collectors.joining(", "));
    return move.key()
        + " has not been as in training since "
        + time(move.since())
        + (channels.isEmpty() ? "" : ": " + channels)
        + ". If this is its new normal, nothing has to be done now: its limit follows, and training"
        + " again with data since then brings full sensitivity back. If it is a fault that stays,"
        + " mend it: alarms for it will become rare.";
  }

  /** How far the newest reading of a channel is from what would have been expected. */
  private static String far(Contribution channel) {
    int last = channel.observed().length - 1;
    if (last < 0) {
      return String.format(Locale.ROOT, "%s (%.0f %%)", channel.channel(), 100 * channel.share());
    }
    return String.format(
        Locale.ROOT,
        "%s (%.0f %%) is at %s where %s would be expected",
        channel.channel(),
        100 * channel.share(),
        number(channel.observed()[last]),
        number(channel.expected()[last]));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }

  private static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }
}
