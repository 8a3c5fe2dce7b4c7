package io.stillwater.event.media;

import io.stillwater.event.envelope.Payload;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a file is by its first bytes, whatever its name says. */
public final class ContentType {
  /** What is not known. */
  public static final String UNKNOWN = "application/octet-stream";

  private ContentType() {}

  /**
   * The type of an object, such as {@code image/png}.
   *
   * <pre>
   * begins with                     type
   * 89 P N G                        image/png
   * ff d8                           image/jpeg
   * B M                             image/bmp
   * I I 2a 00, M M 00 2a            image/tiff
   * G I F 8                         image/gif
   * R I F F …… W A V E              audio/wav
   * { after white space             application/json: a claim check
   * anything else                   application/octet-stream
   * </pre>
   */
  public static String of(byte[] object) {
    String start =
        new String(Arrays.copyOf(object, Math.min(12, object.length)), StandardCharsets.ISO_8859_1);
    if (start.startsWith("\u0089PNG")) {
      return "image/png";
    }
    if (start.startsWith("\u00ff\u00d8")) {
      return "image/jpeg";
    }
    if (start.startsWith("BM")) {
      return "image/bmp";
    }
    if (start.startsWith("II*\0") || start.startsWith("MM\0*")) {
      return "image/tiff";
    }
    if (start.startsWith("GIF8")) {
      return "image/gif";
    }
    if (start.startsWith("RIFF") && start.endsWith("WAVE")) {
      return "audio/wav";
    }
    return start.stripLeading().startsWith("{") ? Payload.JSON : UNKNOWN;
  }
}
