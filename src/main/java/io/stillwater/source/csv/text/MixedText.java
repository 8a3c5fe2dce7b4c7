package io.stillwater.source.csv.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Characters of a file in UTF-8 or in Windows-1252, of which Latin-1 is nearly a part: bytes that
 * are no UTF-8 are taken for the latter, one by one. Text in Windows-1252 that happens to be UTF-8
 * would be two letters such as "Ã¼" in a row, which nobody writes. Not thread-safe.
 *
 * <pre>
 * bytes              text
 * 66 6c c3 bc 73 73  flüss
 * 66 6c fc 73 73     flüss
 * </pre>
 */
final class MixedText extends Reader {
  private static final Charset OTHER = Charset.forName("windows-1252");
  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
  private final CharBuffer chars = CharBuffer.allocate(BUFFER).flip();
  private boolean ended;
  private boolean other;

  MixedText(InputStream in) {
    this.in = in;
  }

  /** Whether some bytes so far were no UTF-8. */
  boolean other() {
    return other;
  }

  @Override
  public int read(char[] buffer, int from, int length) throws IOException {
    if (!chars.hasRemaining()) {
      fill();
    }
    int count = Math.min(length, chars.remaining());
    chars.get(buffer, from, count);
    return count == 0 && length > 0 ? -1 : count;
  }

  /** Decodes some characters; none only at the end. */
  private void fill() throws IOException {
    chars.clear();
    while (chars.position() == 0) {
      CoderResult result = decoder.decode(bytes, chars, ended);
      if (result.isError()) {
        byte[] odd = new byte[result.length()];
        bytes.get(odd);
        chars.put(new String(odd, OTHER));
        other = true;
      } else if (result.isUnderflow() && ended) {
        break;
      } else if (result.isUnderflow() && chars.position() == 0) {
        more();
      }
    }
    chars.flip();
  }

  private void more() throws IOException {
    bytes.compact();
    int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
    ended = read < 0;
    bytes.position(bytes.position() + Math.max(0, read)).flip();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
