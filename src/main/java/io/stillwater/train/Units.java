package io.stillwater.train;

import io.stillwater.train.data.TrainingException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The units of channels, as people read them; nothing is converted.
 *
 * @param byChannel units by the names of channels
 */
public record Units(Map<String, String> byChannel) {
  /** None is known. */
  public static final Units NONE = new Units(Map.of());

  public Units {
    byChannel = Collections.unmodifiableMap(new TreeMap<>(byChannel));
  }

  /**
   * From pairs such as {@code flow=m³/h,speed=rpm}, or the name of a file with one pair in a line.
   *
   * @throws IllegalArgumentException where a pair has no name
   * @throws IOException where there is no such file, or it cannot be read
   */
  public static Units parse(String pairsOrFile) throws IOException {
    if (!pairsOrFile.contains("=")) {
      return read(Path.of(pairsOrFile));
    }
    Map<String, String> units = new TreeMap<>();
    for (String pair : pairsOrFile.split(",", -1)) {
      int at = pair.indexOf('=');
      if (at < 1) {
        throw new IllegalArgumentException(
            "units are pairs such as flow=m³/h,speed=rpm: was '" + pair + "'");
      }
      units.put(pair.substring(0, at).strip(), pair.substring(at + 1).strip());
    }
    return new Units(units);
  }

  private static Units read(Path file) throws IOException {
    Properties pairs = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      pairs.load(reader);
    }
    Map<String, String> units = new TreeMap<>();
    pairs.stringPropertyNames().forEach(name -> units.put(name, pairs.getProperty(name).strip()));
    return new Units(units);
  }

  /** These, and others of channels that these say nothing of. */
  Units or(Map<String, String> others) {
    Map<String, String> all = new TreeMap<>(others);
    all.putAll(byChannel);
    return new Units(all);
  }

  /** Of that channel; empty where it is not known. */
  String of(String channel) {
    return byChannel.getOrDefault(channel, "");
  }

  /** Refuses units of channels that there are not. */
  void requireKnown(List<String> channels) throws TrainingException {
    for (String name : byChannel.keySet()) {
      if (!channels.contains(name)) {
        throw new TrainingException(
            "there is no channel "
                + (name + " to have a unit: the channels are " + String.join(", ", channels))
                + ". Correct its name.");
      }
    }
  }
}
