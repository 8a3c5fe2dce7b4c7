package io.stillwater.train.media;

import io.stillwater.console.UserError;
import io.stillwater.event.Pixels;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.image.ImageDecoder;
import io.stillwater.event.image.ImageLimits;
import io.stillwater.model.feature.FeatureExtractor;
import io.stillwater.model.feature.FeatureInfo;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.train.data.TrainingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A network of features to train with.
 *
 * @param onnx the file
 * @param info its side file
 * @param alone whether nothing is learned of the images themselves beside
 */
public record ForeignBackbone(byte[] onnx, FeatureInfo info, boolean alone) {
  private static final long LARGEST = 512L << 20;
  private static final long LARGEST_SIDE = 1L << 20;

  /** Cells of an image at most; beyond, the grid is taken half as fine. */
  private static final int CELLS = 2_500;

  /** Pixels that images are brought to at most, where nobody says a size. */
  private static final double PIXELS = 384 * 384;

  /** Sides are multiples of it: no usual network has larger cells. */
  private static final int MULTIPLE = 32;

  /** Images whose sizes are looked at. */
  private static final int LOOKED_AT = 50;

  /**
   * Reads it from files.
   *
   * @param features the network
   * @param side its side file; null for that of the network's name, if there is one
   */
  public static ForeignBackbone of(Path features, Path side, boolean alone) throws IOException {
    String name = features.getFileName().toString();
    Path beside = features.resolveSibling(name.replaceFirst("\\.[^.]*$", "") + ".json");
    byte[] onnx = bytes(features, LARGEST);
    if (side == null && !Files.isRegularFile(beside)) {
      return new ForeignBackbone(onnx, FeatureInfo.NONE, alone);
    }
    Path file = side == null ? beside : side;
    try {
      return new ForeignBackbone(onnx, FeatureInfo.read(bytes(file, LARGEST_SIDE)), alone);
    } catch (IOException e) {
      throw new UserError(file + ": " + e.getMessage(), e);
    }
  }

  private static byte[] bytes(Path file, long largest) throws IOException {
    if (Files.size(file) > largest) {
      throw new UserError(file + " is too large: at most " + largest + " bytes are accepted.");
    }
    return Files.readAllBytes(file);
  }

  /**
   * Opens it so that all images are brought to one size, their middle one where nobody says it, and
   * have no more cells than can be learned place by place. The caller's to close.
   *
   * @param files images
   */
  FeatureExtractor open(List<Path> files, RuntimeOptions options)
      throws BundleException, TrainingException, IOException {
    FeatureExtractor extractor = FeatureExtractor.of(onnx, info, options);
    FeatureInfo fitting = info;
    if (!extractor.sized()) {
      extractor.close();
      int[] size = size(files);
      fitting = info.sized(size[0], size[1]);
      extractor = FeatureExtractor.of(onnx, fitting, options);
    }
    int rows = extractor.rows();
    int columns = extractor.columns();
    if (!info.grid().isEmpty() || rows * columns <= CELLS) {
      return extractor;
    }
    extractor.close();
    while (rows * columns > CELLS) {
      rows = (rows + 1) / 2;
      columns = (columns + 1) / 2;
    }
    return FeatureExtractor.of(onnx, fitting.gridded(rows, columns), options);
  }

  private static int[] size(List<Path> files) throws TrainingException, IOException {
    List<Integer> heights = new ArrayList<>();
    List<Integer> widths = new ArrayList<>();
    int step = Math.max(1, files.size() / LOOKED_AT);
    for (int i = 0; i < files.size(); i += step) {
      Optional<Pixels> image = readable(files.get(i));
      image.ifPresent(
          pixels -> {
            heights.add(pixels.height());
            widths.add(pixels.width());
          });
    }
    if (heights.isEmpty()) {
      throw new TrainingException("no image can be read; give at least 20.");
    }
    heights.sort(null);
    widths.sort(null);
    double height = heights.get(heights.size() / 2);
    double width = widths.get(widths.size() / 2);
    double scale = Math.min(1, Math.sqrt(PIXELS / (height * width)));
    return new int[] {rounded(scale * height), rounded(scale * width)};
  }

  private static int rounded(double length) {
    return (int) Math.max(2, Math.round(length / MULTIPLE)) * MULTIPLE;
  }

  /** Empty where it cannot be read, which is told when it is to be learned from. */
  private static Optional<Pixels> readable(Path file) throws IOException {
    try {
      return Optional.of(read(file));
    } catch (UndecodableEvent e) {
      return Optional.empty();
    }
  }

  static Pixels read(Path file) throws UndecodableEvent, IOException {
    return new ImageDecoder(ImageLimits.DEFAULT).decode(Files.readAllBytes(file));
  }
}
