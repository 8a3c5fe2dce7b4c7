package io.stillwater.event.media;

import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.UnreachableObject;
import io.stillwater.event.envelope.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Fetches what claim checks point to.
 *
 * <pre>
 * outcome                                              told by
 * the bytes, and their hash is the one promised        the bytes
 * not allowed, gone, changed, too large, a redirect    UndecodableEvent: a dead letter
 * no answer, an error of the host, a lost mount,
 * no right to read                                     UnreachableObject: pause, try again
 * </pre>
 *
 * <p>Thread-safe.
 */
public final class ClaimReader {
  private final ClaimSources sources;
  private final WebObjects web;

  public ClaimReader(ClaimSources sources) {
    this.sources = sources;
    this.web = sources.origins().isEmpty() ? null : new WebObjects(sources);
  }

  /** The object's bytes. */
  public byte[] fetch(ClaimCheck claim) throws UndecodableEvent, UnreachableObject {
    byte[] bytes;
    if ("file".equalsIgnoreCase(claim.uri().getScheme())) {
      bytes = file(claim);
    } else if (web != null && sources.allows(claim.uri())) {
      bytes = web.get(claim.uri());
    } else {
      throw new UndecodableEvent(
          "the claim check points to "
              + Texts.quoted(claim.uri().toString())
              + ", which is not allowed: expected an address at "
              + (sources.origins().isEmpty() ? "no host at all" : sources.origins())
              + ", or a file below "
              + sources.roots());
    }
    String hash = hash(bytes);
    if (!hash.equals(claim.sha256())) {
      throw new UndecodableEvent(
          "the object at "
              + Texts.quoted(claim.uri().toString())
              + " has changed: its SHA-256 is "
              + hash
              + ", the claim check says "
              + claim.sha256());
    }
    return bytes;
  }

  private byte[] file(ClaimCheck claim) throws UndecodableEvent, UnreachableObject {
    Path path;
    try {
      path = Path.of(claim.uri()).toAbsolutePath().normalize();
    } catch (IllegalArgumentException e) {
      throw new UndecodableEvent(
          "the claim check's uri is no file here: " + Texts.quoted(claim.uri().toString()));
    }
    Path root = root(path);
    try {
      if (!path.toRealPath().startsWith(root.toRealPath())) {
        throw new UndecodableEvent("the file " + path + " is a link that leads out of " + root);
      }
      if (!Files.isRegularFile(path)) {
        throw new UndecodableEvent(
            "the claim check points to " + path + ", which is no plain file");
      }
      return bounded(path);
    } catch (NoSuchFileException e) {
      if (Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
        throw new UndecodableEvent("the file " + path + " is gone");
      }
      throw new UnreachableObject("the folder " + root + " is not there: is it mounted?");
    } catch (IOException e) {
      throw new UnreachableObject("the file " + path + " cannot be read now: " + e);
    }
  }

  private Path root(Path path) throws UndecodableEvent {
    for (Path root : sources.roots()) {
      Path whole = root.toAbsolutePath().normalize();
      if (path.startsWith(whole) && !path.equals(whole)) {
        return whole;
      }
    }
    throw new UndecodableEvent(
        "the claim check points to the file "
            + path
            + ", which is not allowed: expected one below "
            + (sources.roots().isEmpty() ? "no folder at all" : sources.roots()));
  }

  private byte[] bounded(Path path) throws IOException, UndecodableEvent {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(sources.maxBytes());
      if (in.read() >= 0) {
        throw tooLarge(path.toString(), sources.maxBytes());
      }
      return bytes;
    }
  }

  static UndecodableEvent tooLarge(String where, int most) {
    return new UndecodableEvent(
        "the object at " + Texts.quoted(where) + " has more than " + most + " bytes");
  }

  private static String hash(byte[] bytes) {
    return HexFormat.of().formatHex(digest().digest(bytes));
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
