package io.stillwater.source.media;

import io.stillwater.source.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The image or sound files of a folder and its folders, in the order of their names. */
public final class MediaFiles {
  /** Blocks that the files are cut into, of which every fourth is held out. */
  private static final int BLOCKS = 20;

  private MediaFiles() {}

  /** The files whose names end so. */
  public static List<Path> list(Path folder, List<String> endings) {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> files =
          all.filter(Files::isRegularFile).filter(file -> ends(file, endings)).sorted().toList();
      if (files.isEmpty()) {
        throw new SourceException(
            folder + " has no files that end in " + endings + ": check the folder");
      }
      return files;
    } catch (IOException e) {
      throw new SourceException(folder + " cannot be read: " + e + "; expected a folder", e);
    }
  }

  /** How many files of a folder and its folders end in each of those, where any do. */
  static Map<String, Integer> endings(Path folder, List<String> endings) {
    Map<String, Integer> counts = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      all.filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString().toLowerCase(Locale.ROOT))
          .forEach(
              name ->
                  endings.stream()
                      .filter(name::endsWith)
                      .findFirst()
                      .ifPresent(ending -> counts.merge(ending, 1, Integer::sum)));
      return counts;
    } catch (IOException e) {
      throw new SourceException(folder + " cannot be read: " + e + "; expected a folder", e);
    }
  }

  /** A file's name below the folder, with slashes. */
  public static String key(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  /**
   * Every fourth block of files that follow each other: neighbours are often cuts of one recording
   * or images of one thing, so that held-out files should have few neighbours among the others.
   *
   * @param heldOut whether those are wanted, or the others
   */
  public static List<Path> part(List<Path> files, boolean heldOut) {
    List<Path> part = new ArrayList<>();
    int blocks = Math.min(BLOCKS, files.size());
    for (int i = 0; i < files.size(); i++) {
      int block = (int) ((long) i * blocks / files.size());
      if ((block % 4 == 3) == heldOut) {
        part.add(files.get(i));
      }
    }
    return part;
  }

  private static boolean ends(Path file, List<String> endings) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return endings.stream().anyMatch(name::endsWith);
  }
}
