package io.stillwater.source.media;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.stillwater.detect.heat.HeatMap;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.model.media.FileViews;
import io.stillwater.model.media.JudgedFile;
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
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A folder of pictures of what is strange about files: for {@code line3/0815.jpg}, {@code
 * line3/0815.jpg.png}, and the strange parts of all in one table. One file is in memory at a time.
 * Not thread-safe.
 */
public final class PictureFolder implements Closeable {
  private final Path folder;
  private final FileViews views;
  private final Path table;
  private final CsvWriter rows;

  private PictureFolder(Path folder, FileViews views) throws IOException {
    this.folder = folder;
    this.views = views;
    this.table = folder.resolve(views.table());
    this.rows = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(table);
  }

  /**
   * Starts a folder, which is made where it is missing; what is there is written over.
   *
   * @param media the folder of the files themselves
   * @param views draw them
   * @throws SourceException if it cannot be written, or lies among the files
   */
  public static PictureFolder create(Path folder, Path media, FileViews views) {
    if (absolute(folder).startsWith(absolute(media))) {
      throw new SourceException(
          folder
              + " lies in "
              + media
              + ", where the maps would be taken for images next time: give --maps another folder");
    }
    try {
      Files.createDirectories(folder);
      PictureFolder pictures = new PictureFolder(folder, views);
      pictures.row("file", views.columns());
      return pictures;
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  /**
   * Writes the picture of a file, and its strange parts.
   *
   * @param key of the file: its name below the folder, with slashes
   * @param file its bytes
   * @param judged what its pieces say
   */
  public void write(String key, byte[] file, JudgedFile judged) {
    try {
      FileViews.Painted painted = views.painted(file, judged);
      picture(key, painted.picture());
      painted.rows().forEach(row -> row(key, row));
    } catch (UndecodableEvent e) {
      throw new IllegalStateException(key + " was judged and cannot be drawn", e);
    }
  }

  private void row(String first, List<String> others) {
    List<String> values = new ArrayList<>(List.of(first));
    values.addAll(others);
    rows.writeRecord(values);
  }

  private void picture(String key, HeatMap map) {
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
