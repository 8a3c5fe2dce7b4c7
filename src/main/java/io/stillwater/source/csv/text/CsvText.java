package io.stillwater.source.csv.text;

import io.stillwater.source.SourceException;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The characters of a file: unpacked if its first bytes are those of gzip or zip, in UTF-8, where
 * bytes are none in Windows-1252, or in UTF-16; without a byte order mark. Counts the file's bytes
 * as they are used.
 */
public final class CsvText implements Closeable {
  /** Bytes that tell an encoding; an even number. */
  private static final int LOOKED_AT = 4096;

  private final Counting bytes;
  private final Reader reader;
  private final Reader decoded;

  /**
   * @param reader of the characters without a byte order mark
   * @param decoded what that reads from
   */
  private CsvText(Counting bytes, Reader reader, Reader decoded) {
    this.bytes = bytes;
    this.reader = reader;
    this.decoded = decoded;
  }

  public static CsvText open(Path file) {
    if (!Files.exists(file)) {
      throw new SourceException(file + " does not exist: expected a CSV file; check the path");
    }
    if (Files.isDirectory(file)) {
      throw new SourceException(
          file + " is a folder: expected CSV files; give them, as in " + file.resolve("*.csv"));
    }
    try {
      return unpacked(file);
    } catch (IOException e) {
      throw failed(file, 0, e);
    }
  }

  private static CsvText unpacked(Path file) throws IOException {
    Counting bytes = new Counting(Files.newInputStream(file));
    try {
      InputStream in = Packing.unpacked(file, bytes);
      Charset wide = wide(in);
      Reader decoded = wide == null ? new MixedText(in) : strict(in, wide);
      PushbackReader text = new PushbackReader(decoded);
      int first = text.read();
      if (first >= 0 && first != '\uFEFF') {
        text.unread(first);
      }
      return new CsvText(bytes, text, decoded);
    } catch (IOException | SourceException e) {
      bytes.close();
      throw e;
    }
  }

  /** The form of UTF-16, by its mark or by the zeros in Latin text; null for another encoding. */
  private static Charset wide(InputStream in) throws IOException {
    if (startsWith(in, 0xff, 0xfe) || startsWith(in, 0xfe, 0xff)) {
      return StandardCharsets.UTF_16;
    }
    in.mark(LOOKED_AT);
    byte[] head = in.readNBytes(LOOKED_AT);
    in.reset();
    int[] zeros = new int[2];
    for (int i = 0; i < head.length; i++) {
      zeros[i % 2] += head[i] == 0 ? 1 : 0;
    }
    int half = head.length / 2;
    if (half < 2
        || Math.max(zeros[0], zeros[1]) < 0.8 * half
        || Math.min(zeros[0], zeros[1]) > 0.2 * half) {
      return null;
    }
    return zeros[0] > zeros[1] ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
  }

  private static Reader strict(InputStream in, Charset charset) {
    return new InputStreamReader(
        in,
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  public Reader reader() {
    return reader;
  }

  /** Whether letters in Windows-1252 were read so far. */
  public boolean windows() {
    return decoded instanceof MixedText mixed && mixed.other();
  }

  /** Bytes of the file that were read so far; packed ones count as packed. */
  public long bytesRead() {
    return bytes.count;
  }

  /** Closes after something went wrong that is to be told instead. */
  public void closeQuietly() {
    try {
      close();
    } catch (IOException e) {
      // what went wrong before is told
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  /** A sentence for what reading threw; the same where it is one already. */
  public static SourceException failed(Path file, long line, Throwable e) {
    if (e instanceof SourceException said) {
      return said;
    }
    Throwable cause = e;
    while (cause.getCause() != null
        && !(cause instanceof java.nio.charset.CharacterCodingException)) {
      cause = cause.getCause();
    }
    String where = line > 0 ? " after line " + line : "";
    String what =
        cause instanceof java.nio.charset.CharacterCodingException
            ? " is damaged UTF-16" + where + ": write it again, best in UTF-8"
            : cause instanceof java.io.EOFException
                    || cause instanceof java.util.zip.ZipException
                    || cause instanceof com.github.luben.zstd.ZstdIOException
                ? " is a damaged or cut off packed file" + where + ": " + cause.getMessage()
                : " cannot be read" + where + ": " + said(cause);
    return new SourceException(file + what, e instanceof IOException io ? io : new IOException(e));
  }

  private static String said(Throwable e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static boolean startsWith(InputStream in, int first, int second) throws IOException {
    in.mark(2);
    boolean same = in.read() == first && in.read() == second;
    in.reset();
    return same;
  }

  private static final class Counting extends FilterInputStream {
    private long count;

    Counting(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = in.read();
      count += b < 0 ? 0 : 1;
      return b;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      int n = in.read(buffer, from, length);
      count += Math.max(n, 0);
      return n;
    }
  }
}
