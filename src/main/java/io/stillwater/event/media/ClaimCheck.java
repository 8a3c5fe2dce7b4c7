package io.stillwater.event.media;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.envelope.Texts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The place of an object that is too large for a topic, and what it must be: {@code {"uri":
 * "https://store.example/line3/0815.png", "sha256": "9f86d0…"}}. The hash makes a replay see the
 * same bytes, or say that it cannot.
 *
 * @param uri absolute: {@code file}, {@code http} or {@code https}
 * @param sha256 of the object, 64 hexadecimal digits in lower case
 */
public record ClaimCheck(URI uri, String sha256) {
  private static final int MAX_BYTES = 16 << 10;
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** The claim check of a file that is here, with the hash of what is in it now. */
  public static ClaimCheck of(Path file) throws IOException {
    Path whole = file.toAbsolutePath().normalize();
    MessageDigest digest = ClaimReader.digest();
    try (InputStream in = Files.newInputStream(whole)) {
      byte[] part = new byte[1 << 16];
      for (int read = in.read(part); read >= 0; read = in.read(part)) {
        digest.update(part, 0, read);
      }
    }
    return new ClaimCheck(whole.toUri(), HexFormat.of().formatHex(digest.digest()));
  }

  /** The written form. */
  public byte[] json() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("uri", uri.toString());
      json.writeStringField("sha256", sha256);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return out.toByteArray();
  }

  /** Reads a claim check; other fields than these two are passed over. */
  static ClaimCheck read(byte[] json) throws UndecodableEvent {
    if (json.length > MAX_BYTES) {
      throw new UndecodableEvent(
          "the claim check has " + json.length + " bytes: expected at most " + MAX_BYTES);
    }
    String uri = null;
    String hash = null;
    try (JsonParser parser = JSON.createParser(json)) {
      parser.nextToken();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        JsonToken token = parser.nextToken();
        if (token == null) {
          throw new UndecodableEvent("the claim check is cut off after " + json.length + " bytes");
        }
        if (name.equals("uri") && token == JsonToken.VALUE_STRING) {
          uri = parser.getText();
        } else if (name.equals("sha256") && token == JsonToken.VALUE_STRING) {
          hash = parser.getText().toLowerCase(Locale.ROOT);
        } else {
          parser.skipChildren();
        }
      }
    } catch (IOException e) {
      throw Texts.unreadable("the claim check", e);
    }
    if (uri == null) {
      throw new UndecodableEvent(
          "the claim check has no uri: expected {\"uri\": …, \"sha256\": …}");
    }
    if (hash == null || !hash.matches("[0-9a-f]{64}")) {
      throw new UndecodableEvent(
          "the claim check has the sha256 "
              + (hash == null ? "null" : Texts.quoted(hash))
              + ": expected 64 hexadecimal digits");
    }
    return new ClaimCheck(absolute(uri), hash);
  }

  private static URI absolute(String text) throws UndecodableEvent {
    try {
      URI uri = new URI(text).normalize();
      if (uri.isAbsolute() && !uri.isOpaque() && uri.getUserInfo() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Said below.
    }
    throw new UndecodableEvent(
        "the claim check's uri is "
            + Texts.quoted(text)
            + ": expected an absolute file, http or https address without a user");
  }
}
