package io.stillwater.source.csv.text;

import com.github.luben.zstd.ZstdInputStream;
import io.stillwater.source.SourceException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * What a file is by its first bytes: text, text that is packed with gzip, zstd or zip, or another,
 * which is refused with a way out.
 */
final class Packing {
  private static final int BUFFER = 1 << 16;
  private static final int LOOKED_AT = 8;

  /**
   * A format that is not read.
   *
   * @param begins its first bytes, each one character
   * @param what it is
   * @param remedy what to do
   */
  private record Other(String begins, String what, String remedy) {}

  private static final String PLAIN =
      "give it by itself and not packed, where tables of readings are asked for; its pages are packed"
          + " already";

  private static final List<Other> OTHERS =
      List.of(
          new Other("PAR1", "a Parquet file", PLAIN),
          new Other("ARROW1", "an Arrow file", PLAIN),
          new Other("ORC", "an ORC file", "write it as CSV"),
          new Other("\u0089HDF", "an HDF5 file", "write its table as CSV"),
          new Other("\u00d0\u00cf\u0011\u00e0", "an old workbook of Excel", "save it as CSV"),
          new Other("BZh", "packed with bzip2", "unpack it with bunzip2"),
          new Other("\u00fd7zXZ", "packed with xz", "unpack it with unxz"),
          new Other("7z\u00bc\u00af", "a 7z archive", "unpack it"),
          new Other("SQLite f", "a database of SQLite", "write its table as CSV"),
          new Other("%PDF", "a PDF", "give the data as CSV"));

  private Packing() {}

  /**
   * The bytes of the text.
   *
   * @param in of the file
   * @throws SourceException if there is no text in it that is read
   */
  static InputStream unpacked(Path file, InputStream in) throws IOException {
    InputStream bytes = new BufferedInputStream(in, BUFFER);
    String head = head(bytes);
    if (head.startsWith("\u001f\u008b")) {
      return unpacked(file, new GZIPInputStream(bytes, BUFFER));
    }
    if (head.startsWith("(\u00b5/\u00fd")) {
      return unpacked(file, new ZstdInputStream(bytes));
    }
    if (head.startsWith("PK\u0003\u0004") || head.startsWith("PK\u0005\u0006")) {
      return unpacked(file, onlyEntry(file, new ZipInputStream(bytes)));
    }
    for (Other other : OTHERS) {
      if (head.startsWith(other.begins())) {
        throw new SourceException(
            file + " is " + other.what() + ": expected CSV; " + other.remedy());
      }
    }
    return bytes;
  }

  /** One character for each byte. */
  private static String head(InputStream in) throws IOException {
    in.mark(LOOKED_AT);
    byte[] head = in.readNBytes(LOOKED_AT);
    in.reset();
    return new String(head, StandardCharsets.ISO_8859_1);
  }

  /** The next file, without what a Mac puts beside it; null for none. */
  private static ZipEntry nextFile(ZipInputStream zip) throws IOException {
    ZipEntry entry = zip.getNextEntry();
    while (entry != null && (entry.isDirectory() || entry.getName().startsWith("__MACOSX/"))) {
      entry = zip.getNextEntry();
    }
    return entry;
  }

  /** The one file in an archive. */
  private static InputStream onlyEntry(Path file, ZipInputStream zip) throws IOException {
    ZipEntry entry = nextFile(zip);
    if (entry == null) {
      throw new SourceException(file + " is an empty zip archive: expected one CSV file in it");
    }
    String name = entry.getName();
    if (name.equals("[Content_Types].xml") || name.startsWith("xl/") || name.equals("mimetype")) {
      throw new SourceException(
          file + " is a workbook of a spreadsheet: expected CSV; save the sheet as CSV");
    }
    return new OnlyEntry(file, name, zip);
  }

  /** Refuses a second file when the first ends. */
  private static final class OnlyEntry extends InputStream {
    private final Path file;
    private final String name;
    private final ZipInputStream zip;

    OnlyEntry(Path file, String name, ZipInputStream zip) {
      this.file = file;
      this.name = name;
      this.zip = zip;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
      int count = zip.read(to, from, length);
      if (count < 0) {
        ZipEntry next = nextFile(zip);
        if (next != null) {
          throw new SourceException(
              file
                  + " is a zip archive of several files, such as "
                  + name
                  + " and "
                  + next.getName()
                  + ": expected one; unpack it, and give those that belong together");
        }
      }
      return count;
    }

    @Override
    public void close() throws IOException {
      zip.close();
    }
  }
}
