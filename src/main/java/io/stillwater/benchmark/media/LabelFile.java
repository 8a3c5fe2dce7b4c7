package io.stillwater.benchmark.media;

import io.stillwater.console.UserError;
import io.stillwater.source.csv.TextTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Labels of the files of a folder.
 *
 * <pre>
 * file,label,mask
 * line3/0815.png,0,
 * line3/0816.png,1,masks/0816.png
 * </pre>
 *
 * <p>Files are named from their folder, masks from the label file's. A label is 0 for a normal
 * file, and any other word or number for one that is not: figures are told for each of these words.
 */
public final class LabelFile {
  private static final String FILE = "file";
  private static final String LABEL = "label";
  private static final String MASK = "mask";

  private LabelFile() {}

  /**
   * Reads them.
   *
   * @param folder of the files
   */
  public static List<LabelledItem> read(Path labels, Path folder) {
    List<LabelledItem> items = new ArrayList<>();
    for (Map<String, String> row : TextTable.read(labels, List.of(FILE, LABEL))) {
      String key = row.get(FILE);
      Path file = existing(labels, key, folder.resolve(key));
      String label = row.get(LABEL);
      if (label.isEmpty()) {
        throw new UserError(
            labels
                + ": "
                + key
                + " has no label: expected 0 where it is normal, else 1 or a word.");
      }
      String mask = row.getOrDefault(MASK, "");
      Path parent = labels.toAbsolutePath().getParent();
      items.add(
          new LabelledItem(
              key,
              file,
              label.equals("0") ? "" : label,
              mask.isEmpty() ? null : existing(labels, mask, parent.resolve(mask))));
    }
    if (items.isEmpty()) {
      throw new UserError(labels + " names no file: expected rows under the header file,label.");
    }
    return items;
  }

  private static Path existing(Path labels, String name, Path file) {
    if (!Files.isRegularFile(file)) {
      throw new UserError(
          labels + " names " + name + ", but " + file + " does not exist; check the folder.");
    }
    return file;
  }
}
