package io.stillwater.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwater.detect.Verdict;
import java.util.ArrayList;
import java.util.List;

/** The part of alerts and episodes that says how things are now; older forms lack it. */
final class PresentJson {
  private PresentJson() {}

  static void put(ObjectNode node, Present present) {
    node.put("score", present.score());
    node.put("p_value", present.pValue());
    node.put("quiet", present.quiet());
    ArrayNode channels = node.putArray("channels");
    for (Present.Share share : present.channels()) {
      channels.addObject().put("channel", share.channel()).put("share", share.share());
    }
  }

  static Present read(JsonNode node, Peak peak) {
    if (!node.isObject()) {
      return Present.of(peak);
    }
    List<Present.Share> channels = new ArrayList<>();
    for (JsonNode channel : node.path("channels")) {
      channels.add(
          new Present.Share(channel.path("channel").asText(), channel.path("share").asDouble()));
    }
    return new Present(
        node.path("score").asDouble(),
        node.path("p_value").asDouble(),
        node.path("quiet").asBoolean(),
        channels);
  }

  /** What the policy remembers and no alert says. */
  static void putMemory(ObjectNode node, Episode episode) {
    ObjectNode told = node.putObject("told");
    told.put("windows", episode.told().windows());
    ArrayNode channels = told.putArray("channels");
    episode.told().channels().forEach(channels::add);
    told.put("rested", episode.told().rested());
    if (episode.mark() != Verdict.UNMARKED) {
      node.put("mark", episode.mark());
    }
    if (episode.over()) {
      node.put("over", true);
    }
  }

  static Told told(JsonNode node) {
    if (!node.isObject()) {
      return Told.NOTHING;
    }
    List<String> channels = new ArrayList<>();
    node.path("channels").forEach(name -> channels.add(name.asText()));
    return new Told(node.path("windows").asInt(), channels, node.path("rested").asBoolean());
  }
}
