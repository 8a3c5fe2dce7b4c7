package io.stillwater.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwater.detect.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The published forms: alerts as CloudEvents 1.0 in structured JSON, open episodes as plain JSON.
 * Numbers come back to the bit. Thread-safe.
 */
public final class AlertJson {
  /** The content type of an alert record. */
  public static final String CONTENT_TYPE = "application/cloudevents+json; charset=UTF-8";

  private static final int FORMAT = 2;
  private static final int OLD_FORMAT = 1; // knows open episodes only, and no present state
  private static final String TYPE = "io.stillwater.alert.";

  private final ObjectMapper json = new ObjectMapper();

  /** An alert as a CloudEvent. */
  public byte[] alert(Alert alert) {
    return bytes(alertTree(alert));
  }

  /** The CloudEvent of an alert as a tree, for those who embed it in a larger document. */
  public ObjectNode alertTree(Alert alert) {
    Alert.Source source = alert.source();
    ObjectNode event = json.createObjectNode();
    event.put("specversion", "1.0");
    event.put("id", alert.id());
    event.put("source", source(source));
    event.put("type", TYPE + lower(alert.state()));
    event.put("subject", alert.episode().key());
    event.put("time", time(alert.time()));
    event.put("datacontenttype", "application/json");
    event.set("data", data(alert));
    return event;
  }

  /** Where readings came from, as CloudEvents name it. */
  static String source(Alert.Source source) {
    return "/stillwater/" + source.detector() + "/" + source.topic() + "/" + source.partition();
  }

  private ObjectNode data(Alert alert) {
    ObjectNode data = json.createObjectNode();
    data.put("state", lower(alert.state()));
    if (alert.reason() != null) {
      data.put("reason", alert.reason());
    }
    data.put("detector", alert.source().detector());
    data.put("topic", alert.source().topic());
    data.put("partition", alert.source().partition());
    data.put("budget", alert.budget());
    ObjectNode threshold = data.putObject("threshold");
    threshold.put("score", alert.thresholdScore());
    threshold.put("p_value", alert.thresholdPValue());
    ObjectNode model = data.putObject("model");
    model.put("name", alert.model().name());
    model.put("version", alert.model().version());
    model.put("digest", alert.model().digest());
    putEpisode(data, alert.episode());
    if (alert.episode().peak().picture() != null) {
      ((ObjectNode) data.path("peak").path("picture"))
          .put(
              "reference",
              Picture.reference(
                  alert.source().detector(),
                  alert.source().partition(),
                  alert.episode().peak().lastOffset()));
    }
    return data;
  }

  /** An open episode as it is stored. */
  public byte[] episode(Episode episode) {
    ObjectNode node = json.createObjectNode();
    node.put("format", FORMAT);
    putEpisode(node, episode);
    PresentJson.putMemory(node, episode);
    return bytes(node);
  }

  private static void putEpisode(ObjectNode node, Episode episode) {
    node.put("episode", episode.id());
    node.put("key", episode.key());
    node.put("sequence", episode.sequence());
    node.put("severity", lower(episode.severity()));
    node.put("opened_at", time(episode.openedAt()));
    node.put("last_time", time(episode.lastTime()));
    node.put("alerted_at", time(episode.alertedAt()));
    node.put("seen_at", time(episode.seenAt()));
    node.put("windows", episode.windows());
    node.put("anomalous", episode.anomalous());
    node.put("quiet", episode.quiet());
    PresentJson.put(node.putObject("now"), episode.present());
    putPeak(node.putObject("peak"), episode.peak());
  }

  static void putPeak(ObjectNode node, Peak peak) {
    node.put("score", peak.score());
    node.put("p_value", peak.pValue());
    if (!Double.isNaN(peak.recent())) {
      node.put("p_recent", peak.recent());
    }
    node.put("extrapolated", peak.extrapolated());
    ObjectNode window = node.putObject("window");
    window.put("start", time(peak.windowStart()));
    window.put("end", time(peak.windowEnd()));
    window.put("first_offset", peak.firstOffset());
    window.put("last_offset", peak.lastOffset());
    ArrayNode channels = node.putArray("channels");
    for (Contribution contribution : peak.channels()) {
      ObjectNode channel = channels.addObject();
      channel.put("channel", contribution.channel());
      channel.put("share", contribution.share());
      putNumbers(channel.putArray("observed"), contribution.observed());
      putNumbers(channel.putArray("expected"), contribution.expected());
    }
    ArrayNode carried = node.putArray("carried");
    peak.carried().forEach(carried::add);
    if (peak.picture() != null) {
      PictureJson.put(node.putObject("picture"), peak.picture());
    }
  }

  private static void putNumbers(ArrayNode array, double[] numbers) {
    for (double number : numbers) {
      array.add(number);
    }
  }

  /**
   * Reads an alert.
   *
   * @throws IllegalArgumentException if it is not one of ours
   */
  public Alert alert(byte[] bytes) {
    JsonNode event = tree(bytes, "an alert");
    JsonNode data = event.path("data");
    String type = event.path("type").asText();
    if (!type.startsWith(TYPE) || data.isMissingNode()) {
      throw new IllegalArgumentException("not an alert of ours: its type is '" + type + "'");
    }
    JsonNode model = data.path("model");
    return new Alert(
        event.path("id").asText(),
        millis(event, "time"),
        AlertState.valueOf(upper(data, "state")),
        data.path("reason").asText(null),
        new Alert.Source(
            data.path("detector").asText(),
            data.path("topic").asText(),
            data.path("partition").asInt()),
        readEpisode(data),
        data.path("budget").asText(),
        data.path("threshold").path("score").asDouble(),
        data.path("threshold").path("p_value").asDouble(),
        new Alert.Model(
            model.path("name").asText(),
            model.path("version").asText(),
            model.path("digest").asText()));
  }

  /**
   * Reads an open episode.
   *
   * @throws IllegalArgumentException if it is not one of ours
   */
  public Episode episode(byte[] bytes) {
    JsonNode node = tree(bytes, "an episode");
    int format = node.path("format").asInt();
    if (format != FORMAT && format != OLD_FORMAT) {
      throw new IllegalArgumentException(
          "episode format must be "
              + (OLD_FORMAT + " or " + FORMAT + ": was " + node.path("format")));
    }
    return readEpisode(node);
  }

  private static Episode readEpisode(JsonNode node) {
    Peak peak = readPeak(node.path("peak"));
    return new Episode(
        node.path("episode").asText(),
        node.path("key").asText(),
        node.path("sequence").asInt(),
        Severity.valueOf(upper(node, "severity")),
        millis(node, "opened_at"),
        millis(node, "last_time"),
        millis(node, "alerted_at"),
        millis(node, "seen_at"),
        node.path("windows").asInt(),
        node.path("anomalous").asInt(),
        node.path("quiet").asInt(),
        peak,
        PresentJson.read(node.path("now"), peak),
        PresentJson.told(node.path("told")),
        node.path("mark").asLong(Verdict.UNMARKED),
        node.path("over").asBoolean());
  }

  private static Peak readPeak(JsonNode node) {
    JsonNode window = node.path("window");
    List<Contribution> channels = new ArrayList<>();
    for (JsonNode channel : node.path("channels")) {
      channels.add(
          new Contribution(
              channel.path("channel").asText(),
              channel.path("share").asDouble(),
              numbers(channel.path("observed")),
              numbers(channel.path("expected"))));
    }
    List<String> carried = new ArrayList<>();
    node.path("carried").forEach(name -> carried.add(name.asText()));
    return new Peak(
        node.path("score").asDouble(),
        node.path("p_value").asDouble(),
        node.path("p_recent").asDouble(Double.NaN),
        node.path("extrapolated").asBoolean(),
        millis(window, "start"),
        millis(window, "end"),
        window.path("first_offset").asLong(),
        window.path("last_offset").asLong(),
        channels,
        carried,
        PictureJson.read(node.path("picture")));
  }

  private static double[] numbers(JsonNode array) {
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.get(i).asDouble();
    }
    return numbers;
  }

  private JsonNode tree(byte[] bytes, String what) {
    try {
      JsonNode node = json.readTree(bytes);
      if (node == null || !node.isObject()) {
        throw new IllegalArgumentException("not " + what + ": a JSON object was expected");
      }
      return node;
    } catch (IOException e) {
      throw new IllegalArgumentException("not " + what + ": " + e.getMessage(), e);
    }
  }

  private byte[] bytes(JsonNode node) {
    try {
      return json.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String upper(JsonNode node, String field) {
    return node.path(field).asText().toUpperCase(Locale.ROOT);
  }

  private static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }

  private static long millis(JsonNode node, String field) {
    return Instant.parse(node.path(field).asText()).toEpochMilli();
  }
}
