package io.stillwater.source.media;

import io.stillwater.event.Reading;
import io.stillwater.event.Readings;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.model.cut.MediaCut;
import io.stillwater.source.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BiConsumer;

/**
 * The readings of image or sound files, one file after another; the key is the file's name below
 * the folder, the time the number of the reading in it. One file is in memory at a time. Not
 * thread-safe.
 */
public final class MediaReadings implements Readings {
  private final Path folder;
  private final List<CutFiles> parts;
  private final BiConsumer<String, String> refused;
  private final int count; // of files
  private int part;
  private int next; // file of the part
  private int opened; // files of all parts
  private String key;
  private long row;
  private Iterator<double[]> rows = List.<double[]>of().iterator();

  /**
   * @param folder that keys are told from
   * @param files of {@link MediaFiles}
   * @param cut how they become readings
   * @param refused told the key of each file that cannot be used, and why
   */
  public MediaReadings(
      Path folder, List<Path> files, MediaCut cut, BiConsumer<String, String> refused) {
    this(folder, List.of(new CutFiles(cut, files)), refused);
  }

  /**
   * @param folder that keys are told from
   * @param parts one after another, at least one, all with the same channels
   * @param refused told the key of each file that cannot be used, and why
   */
  public MediaReadings(Path folder, List<CutFiles> parts, BiConsumer<String, String> refused) {
    this.folder = folder;
    this.parts = List.copyOf(parts);
    this.refused = refused;
    this.count = parts.stream().mapToInt(part -> part.files().size()).sum();
  }

  @Override
  public List<String> channels() {
    return parts.get(0).cut().channels();
  }

  @Override
  public boolean timed() {
    return false;
  }

  @Override
  public double progress() {
    return count == 0 ? 1 : (double) opened / count;
  }

  @Override
  public boolean hasNext() {
    while (!rows.hasNext() && opened < count) {
      while (next == parts.get(part).files().size()) {
        part++;
        next = 0;
      }
      opened++;
      open(parts.get(part).files().get(next++), parts.get(part).cut());
    }
    return rows.hasNext();
  }

  @Override
  public Reading next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no reading is left");
    }
    return Reading.ofRow(key, row, rows.next(), row++);
  }

  private void open(Path file, MediaCut cut) {
    key = MediaFiles.key(folder, file);
    row = 0;
    try {
      rows = cut.readings(Files.readAllBytes(file)).iterator();
    } catch (UndecodableEvent e) {
      refused.accept(key, e.getMessage());
    } catch (IOException e) {
      throw new SourceException(file + " cannot be read: " + e, e);
    }
  }

  @Override
  public void close() {
    // No file stays open.
  }
}
