package io.stillwater.source.csv;

import io.stillwater.source.SourceException;
import java.io.BufferedInputStream;
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
import java.util.zip.GZIPInputStream;

/**
 * The characters of a file: unpacked if its first bytes are those of gzip, in UTF-8 unless a byte
 * order mark says otherwise, without that mark. Counts the file's bytes as they are used.
 */
final class CsvText implements Closeable {
  private static final int BUFFER = 1 << 16;

  private final Counting bytes;
  private final Reader reader;

  private CsvText(Counting bytes, Reader reader) {
    this.bytes = bytes;
    this.reader = reader;
  }

  static CsvText open(Path file) {
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
      InputStream in = new BufferedInputStream(bytes, BUFFER);
      if (startsWith(in, 0x1f, 0x8b)) {
        in = new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER);
      }
      boolean wide = startsWith(in, 0xff, 0xfe) || startsWith(in, 0xfe, 0xff);
      Charset charset = wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
      PushbackReader text =
          new PushbackReader(
              new InputStreamReader(
                  in,
                  charset
                      .newDecoder()
                      .onMalformedInput(CodingErrorAction.REPORT)
                      .onUnmappableCharacter(CodingErrorAction.REPORT)));
      int first = text.read();
      if (first >= 0 && first != '\uFEFF') {
        text.unread(first);
      }
      return new CsvText(bytes, text);
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }

  Reader reader() {
    return reader;
  }

  /** Bytes of the file that were read so far; packed ones count as packed. */
  long bytesRead() {
    return bytes.count;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  /** A sentence for what reading threw. */
  static SourceException failed(Path file, long line, Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null
        && !(cause instanceof java.nio.charset.CharacterCodingException)) {
      cause = cause.getCause();
    }
    String where = line > 0 ? " after line " + line : "";
    String what =
        cause instanceof java.nio.charset.CharacterCodingException
            ? " is not UTF-8" + where + ": convert it, for example with iconv"
            : cause instanceof java.io.EOFException || cause instanceof java.util.zip.ZipException
                ? " is a damaged or cut off gzip file" + where + ": " + cause.getMessage()
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
