package io.stillwater.source.csv;

import io.stillwater.source.SourceException;
import io.stillwater.source.columnar.ColumnarFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * The keys of files that have no key column: the file's name without {@code .csv} or the like and
 * {@code .gz}, {@code .zst} or {@code .zip}, with as many of its folders as it takes to tell the
 * files apart.
 *
 * <pre>
 * skab/valve1/0.csv.gz                           0
 * skab/valve1/0.csv.gz, skab/valve2/0.csv.gz     valve1/0, valve2/0
 * </pre>
 */
final class FileKeys {
  private FileKeys() {}

  static List<String> of(List<Path> files) {
    int deepest = 1;
    for (Path file : files) {
      deepest = Math.max(deepest, file.toAbsolutePath().getNameCount());
    }
    for (int names = 1; names <= deepest; names++) {
      List<String> keys = new ArrayList<>();
      for (Path file : files) {
        keys.add(key(file.toAbsolutePath().normalize(), names));
      }
      if (new HashSet<>(keys).size() == keys.size()) {
        return keys;
      }
    }
    throw new SourceException(
        "a file is given twice in " + files + ": expected each file once, or a key column");
  }

  private static String key(Path file, int names) {
    int count = file.getNameCount();
    Path tail = file.subpath(Math.max(0, count - names), count);
    return tail.toString()
        .replace('\\', '/')
        .replaceAll("(?i)(\\.(csv|tsv|txt|" + ColumnarFiles.ENDINGS + "))?(\\.(gz|zst|zip))?$", "");
  }
}
