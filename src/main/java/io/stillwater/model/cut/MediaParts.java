package io.stillwater.model.cut;

import io.stillwater.detect.picture.TileMemory;
import io.stillwater.model.feature.FeatureExtractor;
import io.stillwater.model.feature.PlaceModel;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Files that a bundle of images or sounds may have beside those that all have.
 *
 * @param files contents by name
 */
public record MediaParts(Map<String, byte[]> files) {
  public static final String TILES = "tiles.bin";
  public static final String FEATURES = "features.onnx";
  public static final String PLACES = "places.bin";
  public static final List<String> NAMES = List.of(FEATURES, PLACES, TILES);

  /** None of them. */
  public static final MediaParts NONE = new MediaParts(Map.of());

  public MediaParts {
    files = Map.copyOf(files);
    if (!NAMES.containsAll(files.keySet())) {
      throw new IllegalArgumentException(
          "expected some of the files " + NAMES + ": were " + files.keySet());
    }
  }

  /** The same with normal tiles, to show what strange images would have looked like. */
  public MediaParts with(TileMemory tiles) {
    Map<String, byte[]> more = new TreeMap<>(files);
    more.put(TILES, tiles.toBytes());
    return new MediaParts(more);
  }

  /** The same with what is normal of what the network says. */
  public MediaParts with(PlaceModel places) {
    Map<String, byte[]> more = new TreeMap<>(files);
    more.put(PLACES, places.toBytes());
    return new MediaParts(more);
  }

  /** The same with the network that says what cells look like. */
  public MediaParts with(FeatureExtractor extractor) {
    Map<String, byte[]> more = new TreeMap<>(files);
    more.put(FEATURES, extractor.onnx());
    return new MediaParts(more);
  }
}
