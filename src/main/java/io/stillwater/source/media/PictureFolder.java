package io.stillwater.source.media;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.stillwater.detect.heat.HeatMap;
import io.stillwater.source.SourceException;
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

/** A folder with a PNG for each file, under its name and {@code .png}, and one table. */
final class PictureFolder implements Closeable {
  private final Path folder;
  private final Path table;
  private final CsvWriter rows;

  private PictureFolder(Path folder, Path table) throws IOException {
    this.folder = folder;
    this.table = table;
    this.rows = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(table);
  }

  /**
   * Starts a folder, which is made where it is missing; what is there is written over.
   *
   * @param media the folder of the files themselves
   * @param table the name of the table
   * @param columns its head
   * @throws SourceException if it cannot be written, or lies among the files
   */
  static PictureFolder create(Path folder, Path media, String table, String... columns) {
    if (absolute(folder).startsWith(absolute(media))) {
      throw new SourceException(
          folder
              + " lies in "
              + media
              + ", where the maps would be taken for images next time: give --maps another folder");
    }
    try {
      Files.createDirectories(folder);
      PictureFolder pictures = new PictureFolder(folder, folder.resolve(table));
      pictures.row(columns);
      return pictures;
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  /** Writes a line of the table. */
  void row(String... values) {
    rows.writeRecord(values);
  }

  /** Writes the picture of a file. */
  void picture(String key, HeatMap map) {
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
      rows.close();
    } catch (IOException e) {
      throw unwritable(table, e);
    }
  }

  private static SourceException unwritable(Path file, IOException e) {
    return new SourceException(
        file + " cannot be written: " + e + "; give --maps a folder that may be written", e);
  }
}
