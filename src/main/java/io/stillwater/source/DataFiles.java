package io.stillwater.source;

import io.stillwater.source.columnar.ColumnarFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files behind what was given: a folder stands for the tables in it, in the order of their
 * names, and {@code -} for standard input, which is kept in a file until the program ends, because
 * tables are looked at before they are read.
 */
public final class DataFiles {
  private static final Pattern TABLE =
      Pattern.compile(
          "(?i).*\\.(csv|tsv|txt)(\\.(gz|zst|zip))?|(?i).*\\.(zip|" + ColumnarFiles.ENDINGS + ")");

  private DataFiles() {}

  /**
   * Them.
   *
   * @param given files, folders and {@code -}
   * @param input what {@code -} stands for
   * @throws SourceException if a folder has no tables, or the input cannot be kept
   */
  public static List<Path> of(List<Path> given, InputStream input) {
    List<Path> files = new ArrayList<>();
    for (Path path : given) {
      if (path.toString().equals("-")) {
        files.add(kept(input));
      } else if (Files.isDirectory(path)) {
        files.addAll(tables(path));
      } else {
        files.add(path);
      }
    }
    return List.copyOf(files);
  }

  private static List<Path> tables(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> tables =
          all.filter(Files::isRegularFile)
              .filter(file -> TABLE.matcher(file.getFileName().toString()).matches())
              .sorted()
              .toList();
      if (tables.isEmpty()) {
        throw new SourceException(
            folder
                + " is a folder without tables: expected files that end in .csv, .tsv or .txt, also"
                + " packed (.gz, .zst, .zip), .parquet, .arrow or .feather");
      }
      return tables;
    } catch (IOException e) {
      throw new SourceException(folder + " cannot be listed: " + e.getMessage(), e);
    }
  }

  private static Path kept(InputStream input) {
    try {
      Path folder = Files.createTempDirectory("stillwater");
      Path file = folder.resolve("stdin.csv");
      folder.toFile().deleteOnExit();
      file.toFile().deleteOnExit(); // in the opposite order
      Files.copy(input, file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      throw new SourceException("standard input cannot be kept: " + e.getMessage(), e);
    }
  }
}
