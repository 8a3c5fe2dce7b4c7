package io.stillwater.source;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.stillwater.detect.FileScore;
import io.stillwater.detect.FittedCalibration;
import io.stillwater.detect.heat.HeatMap;
import io.stillwater.detect.heat.HeatScale;
import io.stillwater.detect.heat.Region;
import io.stillwater.event.Pixels;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.model.MediaCut;
import io.stillwater.window.tile.Plane;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.awt.image.DirectColorModel;
import java.awt.image.Raster;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A folder of heat maps: for {@code line3/0815.jpg} of the images, {@code line3/0815.jpg.png}, and
 * the regions beyond the limit in {@code regions.csv}.
 *
 * <pre>
 * file,x,y,width,height,score
 * line3/0815.jpg,48,16,24,16,5.31
 * </pre>
 *
 * <p>Boxes are in pixels, from the left and from the top. The score is that of the region's
 * strangest cell, on the scale of the files' scores. One image is in memory at a time. Not
 * thread-safe.
 */
public final class HeatMaps implements Closeable {
  /** Where the regions are listed. */
  public static final String REGIONS = "regions.csv";

  private final Path folder;
  private final Path images;
  private final MediaCut.Placed cut;
  private final FileScore files;
  private final HeatScale scale;
  private final CsvWriter regions;

  private HeatMaps(Path folder, Path images, MediaCut.Placed cut, FileScore files, HeatScale scale)
      throws IOException {
    this.folder = folder;
    this.images = images;
    this.cut = cut;
    this.files = files;
    this.scale = scale;
    this.regions =
        CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(folder.resolve(REGIONS));
    regions.writeRecord("file", "x", "y", "width", "height", "score");
  }

  /**
   * Starts a folder, which is made where it is missing; maps that are there are written over.
   *
   * @param images the folder that keys are told from
   * @param cells what the cells of normal images score
   * @throws SourceException if it cannot be written, or lies among the images
   */
  public static HeatMaps create(
      Path folder, Path images, MediaCut.Placed cut, FileScore files, FittedCalibration cells) {
    if (absolute(folder).startsWith(absolute(images))) {
      throw new SourceException(
          folder
              + " lies in "
              + images
              + ", where the maps would be taken for images next time: give --maps another folder");
    }
    try {
      Files.createDirectories(folder);
      return new HeatMaps(folder, images, cut, files, HeatScale.of(cells, files));
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  /**
   * Writes the map of an image, and its regions.
   *
   * @param key of the image: its name below the folder, with slashes
   * @param pieces what its windows scored
   */
  public void write(String key, double[] pieces) {
    HeatMap map = map(key, pieces);
    Path file = folder.resolve(key + ".png");
    try {
      Files.createDirectories(file.getParent());
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
          MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
        ImageIO.write(image(map), "png", stream);
      }
    } catch (IOException e) {
      throw unwritable(file, e);
    }
    for (Region region : map.regions()) {
      regions.writeRecord(
          key,
          Integer.toString(region.x()),
          Integer.toString(region.y()),
          Integer.toString(region.width()),
          Integer.toString(region.height()),
          Double.toString(files.own(region.score())));
    }
  }

  private HeatMap map(String key, double[] scores) {
    Path file = images.resolve(key);
    try {
      Pixels grey = MediaCut.grey(Files.readAllBytes(file));
      Plane map = cut.map(scores, grey.height(), grey.width());
      return HeatMap.of(grey, map, cut.square(), scale);
    } catch (IOException e) {
      throw new SourceException(file + " cannot be read: " + e, e);
    } catch (UndecodableEvent | IllegalArgumentException e) {
      throw new SourceException(
          file + " changed while it was scored: " + e.getMessage() + "; score a folder at rest");
    }
  }

  private static BufferedImage image(HeatMap map) {
    DirectColorModel model = new DirectColorModel(24, 0xff0000, 0xff00, 0xff);
    DataBufferInt rgb = new DataBufferInt(map.rgb(), map.rgb().length);
    return new BufferedImage(
        model,
        Raster.createPackedRaster(
            rgb, map.width(), map.height(), map.width(), model.getMasks(), null),
        false,
        null);
  }

  private static Path absolute(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      // Is not there yet.
      return path.toAbsolutePath().normalize();
    }
  }

  @Override
  public void close() {
    try {
      regions.close();
    } catch (IOException e) {
      throw unwritable(folder.resolve(REGIONS), e);
    }
  }

  private static SourceException unwritable(Path file, IOException e) {
    return new SourceException(
        file + " cannot be written: " + e + "; give --maps a folder that may be written", e);
  }
}
