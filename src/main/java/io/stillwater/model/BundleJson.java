package io.stillwater.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwater.detect.Outlook;
import io.stillwater.detect.recent.Adaptation;
import io.stillwater.event.Grid;
import io.stillwater.model.cut.MediaInfo;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.manifest.Manifest;
import io.stillwater.window.WindowSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The JSON files of a bundle: the same bytes for the same content on every machine, and nothing
 * read that is not understood.
 */
public final class BundleJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .addMixIn(WindowSpec.class, GridIfAny.class)
          .build();

  private static final ObjectWriter WRITER =
      MAPPER.writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

  private BundleJson() {}

  /** A grid is written where there is one. */
  @SuppressWarnings("UnusedMethod") // Jackson looks at it
  private interface GridIfAny {
    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = NoGrid.class)
    Grid grid();
  }

  /** What is not written. */
  private static final class NoGrid {
    @Override
    public boolean equals(Object value) {
      return value == null || value.equals(Grid.NONE); // the way in which Jackson asks
    }

    @Override
    public int hashCode() {
      return Grid.NONE.hashCode();
    }
  }

  public static byte[] write(Object content) throws IOException {
    return (WRITER.writeValueAsString(content) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  public static Manifest manifest(byte[] json) throws BundleException {
    JsonNode tree = read(json, JsonNode.class, Bundle.MANIFEST);
    requireFormat(tree);
    return read(completed(tree), Manifest.class, Bundle.MANIFEST);
  }

  /**
   * What a bundle for images or sounds says beside its manifest; sounds without a rate are taken as
   * they come.
   */
  public static MediaInfo media(byte[] json) throws BundleException {
    JsonNode tree = read(json, JsonNode.class, MediaInfo.FILE);
    for (String list : List.of("shares", "whole", "sizes")) {
      complete(tree.path("files"), list);
    }
    tree.path("cut").findValues("surface").forEach(surface -> complete(surface, "whole"));
    if (tree.path("cut") instanceof ObjectNode cut
        && cut.path("kind").asText().equals(Manifest.SOUNDS)
        && !cut.has("rate")) {
      cut.put("rate", 0);
    }
    return read(bytes(tree, MediaInfo.FILE), MediaInfo.class, MediaInfo.FILE);
  }

  /** A list that is not written where it is empty. */
  private static void complete(JsonNode tree, String list) {
    if (tree instanceof ObjectNode object && !object.has(list)) {
      object.putArray(list);
    }
  }

  private static byte[] bytes(JsonNode tree, String name) throws BundleException {
    try {
      return MAPPER.writeValueAsBytes(tree);
    } catch (JsonProcessingException e) {
      throw new BundleException(name + " cannot be read: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * What a manifest says nothing of because there is none: own thresholds, what was expected of
   * false alarms, curves, how limits follow keys, what judges the newest readings, and when a
   * channel is still, and no grid.
   */
  private static byte[] completed(JsonNode tree) throws BundleException {
    if (tree.path("threshold") instanceof ObjectNode threshold) {
      if (!threshold.has("keys")) {
        threshold.putObject("keys");
      }
      if (!threshold.has("outlook")) {
        threshold.putPOJO("outlook", Outlook.UNKNOWN);
      }
    }
    if (tree.path("normalisation") instanceof ObjectNode levels && !levels.has("curves")) {
      levels.putArray("curves");
    }
    if (tree instanceof ObjectNode manifest && !manifest.has("adaptation")) {
      boolean timed = tree.path("training").path("timed").asBoolean();
      boolean sensors = tree.path("kind").asText().equals(Manifest.SENSORS);
      Adaptation usual = Adaptation.of(0, timed);
      manifest.set("adaptation", MAPPER.valueToTree(sensors ? usual : Adaptation.OFF));
    }
    if (tree.path("window") instanceof ObjectNode window && !window.has("grid")) {
      window.putPOJO("grid", Grid.NONE);
    }
    for (String list : List.of("newest", "stillness")) {
      complete(tree, list);
    }
    return bytes(tree, Bundle.MANIFEST);
  }

  private static void requireFormat(JsonNode tree) throws BundleException {
    JsonNode format = tree.path("format");
    if (!format.isInt()) {
      throw new BundleException(
          "manifest.json is not that of a bundle: it has no format number. "
              + "Make a bundle with the train command.");
    }
    if (format.intValue() != Manifest.FORMAT) {
      throw new BundleException(
          "the bundle has format "
              + (format.intValue() + ", this version reads " + Manifest.FORMAT)
              + ". Train it again, or use the version of Stillwater that made it.");
    }
  }

  public static <T> T read(byte[] json, Class<T> type, String name) throws BundleException {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new BundleException(
          name + " cannot be read: " + e.getOriginalMessage() + where(e) + ". Train it again.", e);
    } catch (IOException e) {
      throw new BundleException(name + " cannot be read: " + e.getMessage() + ".", e);
    }
  }

  private static String where(JsonProcessingException e) {
    return e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
  }
}
