package io.stillwater.model.cut;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.stillwater.event.Pixels;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.image.ImageDecoder;
import io.stillwater.event.image.ImageLimits;
import io.stillwater.event.media.MediaFamily;
import io.stillwater.model.manifest.Manifest;
import io.stillwater.window.Stride;
import io.stillwater.window.surface.CellFeatures;
import io.stillwater.window.surface.Neighbourhoods;
import io.stillwater.window.surface.Surface;
import io.stillwater.window.tile.OverlapAverage;
import io.stillwater.window.tile.Plane;
import io.stillwater.window.tile.TileSpec;
import io.stillwater.window.tile.Tiling;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a file becomes readings, so that all that is built for windows of readings serves images and
 * sounds too: a reading is a row of a tile, or a column of a spectrogram, and a window is a tile.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = MediaCut.Image.class, name = Manifest.IMAGES),
  @JsonSubTypes.Type(value = MediaCut.Learned.class, name = "learned"),
  @JsonSubTypes.Type(value = MountedCut.class, name = "mounted"),
  @JsonSubTypes.Type(value = GreyCut.class, name = "grey"),
  @JsonSubTypes.Type(value = FeatureCut.class, name = "features"),
  @JsonSubTypes.Type(value = BackboneCut.class, name = "backbone"),
  @JsonSubTypes.Type(value = SoundCut.class, name = Manifest.SOUNDS)
})
public sealed interface MediaCut permits MediaCut.Placed, SoundCut, SoundRun {
  /** What is cut. */
  MediaFamily family();

  /** The names of the channels. */
  List<String> channels();

  /** Readings in a window. */
  int length();

  /** From window to window. */
  Stride stride();

  /** The readings of a file, in order. */
  List<double[]> readings(byte[] file) throws UndecodableEvent;

  /**
   * A file that was cut.
   *
   * @param readings of its pieces, in order
   * @param whole how unusual the file is as a whole; NaN where nothing is said of that
   */
  record Pieces(List<double[]> readings, double whole) {}

  /** The pieces of a file, and what is said of it as a whole. */
  default Pieces pieces(byte[] file) throws UndecodableEvent {
    return new Pieces(readings(file), Double.NaN);
  }

  /** Whether something is said of files as a whole. */
  default boolean saysWhole() {
    return false;
  }

  /** Whose windows have a place on an image. */
  sealed interface Placed extends MediaCut
      permits Image,
          Learned,
          MountedCut,
          SurfaceCut,
          GreyCut,
          FeatureCut,
          BackboneCut,
          BackboneRun {
    @Override
    default MediaFamily family() {
      return MediaFamily.IMAGES;
    }

    /** Pixels on a side of the squares that the map is made of. */
    int square();

    /**
     * The scores of an image's windows as a map, one value for each square.
     *
     * @param scores (windows), in order
     * @param rows of the image, in pixels
     * @param columns of the image
     */
    Plane map(double[] scores, int rows, int columns);
  }

  /**
   * Grey tiles, of images that are brought to a mean of 0 and a deviation of 1 first, so that light
   * and exposure count for nothing.
   *
   * @param tile scale, size and stride of the tiles
   */
  record Image(TileSpec tile) implements Placed {
    /** Tiles of 16 by 16 means of 2 by 2 pixels, every 8. */
    public static final Image DEFAULT = new Image(TileSpec.square(2, 16, 8));

    /** Deviation that counts as none, of a full scale of 1: an even image stays even. */
    private static final double EVEN = 0.01;

    @Override
    public List<String> channels() {
      return names("x", tile.width());
    }

    @Override
    public int length() {
      return tile.height();
    }

    @Override
    public Stride stride() {
      return Stride.rows(tile.height());
    }

    @Override
    public List<double[]> readings(byte[] file) throws UndecodableEvent {
      Pixels pixels = grey(file);
      Plane plane = standardised(Plane.of(pixels, 0).averaged(tile.factor()));
      Tiling tiling = new Tiling(tile, pixels.height(), pixels.width());
      return rows(plane, tiling);
    }

    /** The tiles of a plane, row by row. */
    static List<double[]> rows(Plane plane, Tiling tiling) {
      TileSpec tile = tiling.spec();
      float[] values = new float[tile.height() * tile.width()];
      List<double[]> rows = new ArrayList<>(tiling.count() * tile.height());
      for (int t = 0; t < tiling.count(); t++) {
        tiling.cut(plane, t, values, 0);
        for (int y = 0; y < tile.height(); y++) {
          double[] row = new double[tile.width()];
          for (int x = 0; x < row.length; x++) {
            row[x] = values[y * row.length + x];
          }
          rows.add(row);
        }
      }
      return rows;
    }

    @Override
    public int square() {
      return tile.factor();
    }

    @Override
    public Plane map(double[] scores, int rows, int columns) {
      Tiling tiling = new Tiling(tile, rows, columns);
      requireScores(scores, tiling.count());
      OverlapAverage average = new OverlapAverage(tiling);
      for (int t = 0; t < scores.length; t++) {
        average.add(t, (float) scores[t]);
      }
      return average.finish();
    }

    private static Plane standardised(Plane plane) {
      double mean = 0;
      double square = 0;
      int n = plane.values().length;
      for (float value : plane.values()) {
        mean += value / n;
      }
      for (float value : plane.values()) {
        square += (value - mean) * (value - mean) / n;
      }
      double deviation = Math.max(EVEN, Math.sqrt(square));
      float[] out = new float[n];
      for (int i = 0; i < n; i++) {
        out[i] = (float) ((plane.values()[i] - mean) / deviation);
      }
      return new Plane(plane.height(), plane.width(), out);
    }
  }

  /**
   * The cells of a grey image, each with how unlike normal ones it looks: as it is written, without
   * what computes, which {@link SurfaceCut} has.
   *
   * @param surface what was learned of normal images
   */
  record Learned(Surface surface) implements Placed {
    @Override
    public List<String> channels() {
      return List.of("unlikeness");
    }

    @Override
    public int length() {
      return 1;
    }

    @Override
    public Stride stride() {
      return Stride.rows(1);
    }

    @Override
    public List<double[]> readings(byte[] file) {
      throw SurfaceCut.notOpened();
    }

    static List<double[]> cells(Plane map) {
      List<double[]> readings = new ArrayList<>(map.values().length);
      for (float value : map.values()) {
        readings.add(new double[] {value});
      }
      return readings;
    }

    @Override
    public int square() {
      return CellFeatures.CELL;
    }

    @Override
    public Plane map(double[] scores, int rows, int columns) {
      int down = CellFeatures.cells(rows);
      int across = CellFeatures.cells(columns);
      requireScores(scores, down * across);
      float[] values = new float[scores.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) scores[i];
      }
      return Neighbourhoods.strangest(new Plane(down, across, values));
    }

    @Override
    public String toString() {
      return "Learned[cells of " + CellFeatures.CELL + " pixels]";
    }
  }

  /** The file as one grey plane. */
  static Plane plane(byte[] file) throws UndecodableEvent {
    return Plane.of(grey(file), 0);
  }

  /** The file as grey pixels. */
  static Pixels grey(byte[] file) throws UndecodableEvent {
    return new ImageDecoder(ImageLimits.DEFAULT).decode(file).grey();
  }

  static void requireScores(double[] scores, int expected) {
    if (scores.length != expected) {
      throw new IllegalArgumentException(
          "an image of that size has " + expected + " scores: were " + scores.length);
    }
  }

  static List<String> names(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
  }
}
