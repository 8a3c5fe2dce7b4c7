package io.stillwater.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwater.detect.heat.Region;
import io.stillwater.detect.heat.SoundPart;
import java.util.ArrayList;
import java.util.List;

/** The part of alerts and episodes that is there for images and sounds only. */
final class PictureJson {
  private PictureJson() {}

  static void put(ObjectNode node, Picture picture) {
    node.put("kind", picture.kind());
    node.put("width", picture.width());
    node.put("height", picture.height());
    if (!Double.isNaN(picture.seconds())) {
      node.put("seconds", picture.seconds());
    }
    put(node, "original", picture.original());
    put(node, "map", picture.map());
    put(node, "expected", picture.expected());
    if (picture.kind().equals(Picture.IMAGE)) {
      regions(node.putArray("regions"), picture.regions());
    } else {
      parts(node.putArray("parts"), picture.parts());
    }
  }

  private static void put(ObjectNode node, String name, Picture.Encoded encoded) {
    if (encoded != null) {
      ObjectNode child = node.putObject(name);
      child.put("content_type", encoded.contentType());
      child.put("data", encoded.data());
    }
  }

  private static void regions(ArrayNode array, List<Region> regions) {
    for (Region region : regions) {
      ObjectNode node = array.addObject();
      node.put("x", region.x());
      node.put("y", region.y());
      node.put("width", region.width());
      node.put("height", region.height());
      node.put("score", region.score());
    }
  }

  private static void parts(ArrayNode array, List<SoundPart> parts) {
    for (SoundPart part : parts) {
      ObjectNode node = array.addObject();
      node.put("from_s", part.fromSeconds());
      node.put("to_s", part.toSeconds());
      node.put("low_hz", part.lowHertz());
      node.put("high_hz", part.highHertz());
      node.put("score", part.score());
    }
  }

  /** Null where there is none. */
  static Picture read(JsonNode node) {
    if (!node.isObject()) {
      return null;
    }
    List<Region> regions = new ArrayList<>();
    for (JsonNode region : node.path("regions")) {
      regions.add(
          new Region(
              region.path("x").asInt(),
              region.path("y").asInt(),
              region.path("width").asInt(),
              region.path("height").asInt(),
              region.path("score").asDouble()));
    }
    List<SoundPart> parts = new ArrayList<>();
    for (JsonNode part : node.path("parts")) {
      parts.add(
          new SoundPart(
              part.path("from_s").asDouble(),
              part.path("to_s").asDouble(),
              part.path("low_hz").asDouble(),
              part.path("high_hz").asDouble(),
              part.path("score").asDouble()));
    }
    return new Picture(
        node.path("kind").asText(),
        node.path("width").asInt(),
        node.path("height").asInt(),
        node.path("seconds").asDouble(Double.NaN),
        encoded(node.path("original")),
        encoded(node.path("map")),
        encoded(node.path("expected")),
        regions,
        parts);
  }

  private static Picture.Encoded encoded(JsonNode node) {
    return node.isObject()
        ? new Picture.Encoded(node.path("content_type").asText(), node.path("data").asText())
        : null;
  }
}
