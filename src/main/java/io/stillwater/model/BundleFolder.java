package io.stillwater.model;

import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.manifest.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The files of a bundle: inside their folder, not too large, unchanged. */
final class BundleFolder {
  /** Bytes that a file of a bundle may have. */
  static final long LIMIT = 512L << 20;

  /** Bytes that the manifest may have; levels of a hundred thousand keys fit. */
  static final long MANIFEST_LIMIT = 64L << 20;

  private final Path path;

  private BundleFolder(Path path) {
    this.path = path;
  }

  static BundleFolder of(Path path) throws BundleException {
    if (!Files.isDirectory(path)) {
      throw new BundleException(
          "there is no bundle at "
              + (path + ": expected a folder with " + Bundle.MANIFEST)
              + ". Check the path, or make a bundle with the train command.");
    }
    if (!Files.exists(path.resolve(Bundle.MANIFEST))) {
      throw new BundleException(
          path + " is not a bundle: it has no " + Bundle.MANIFEST + ". Check the path.");
    }
    return new BundleFolder(path);
  }

  static BundleFolder create(Path path) throws BundleException, IOException {
    Files.createDirectories(path);
    try (Stream<Path> content = Files.list(path)) {
      if (!Files.exists(path.resolve(Bundle.MANIFEST)) && content.findAny().isPresent()) {
        throw new BundleException(
            path + " holds other files and is not a bundle. Give a new or empty folder.");
      }
    }
    return new BundleFolder(path);
  }

  Path path() {
    return path;
  }

  /** The whole file, refused above the limit before any of it is read. */
  byte[] read(String name, long limit) throws BundleException {
    Path file = inside(name);
    try {
      requireSize(file, limit);
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** The whole file, refused where its hash is another. */
  byte[] read(String name, String hash) throws BundleException {
    byte[] content = read(name, LIMIT);
    requireHash(name, hash, sha256(content));
    return content;
  }

  /** Checks that these files are listed, and that all are as they were written. */
  void verify(Manifest manifest, Set<String> expected) throws BundleException {
    if (!manifest.files().keySet().equals(expected)) {
      throw new BundleException(
          "the manifest of "
              + (path + " lists the files " + manifest.files().keySet())
              + (", a bundle of " + manifest.kind() + " has " + expected)
              + ". Use a bundle made by the train command.");
    }
    for (Map.Entry<String, String> file : manifest.files().entrySet()) {
      verify(file.getKey(), file.getValue());
    }
  }

  /** Checks size and hash without keeping the file. */
  private void verify(String name, String hash) throws BundleException {
    Path file = inside(name);
    MessageDigest digest = digest();
    try (InputStream in = Files.newInputStream(file)) {
      requireSize(file, LIMIT);
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    requireHash(name, hash, HexFormat.of().formatHex(digest.digest()));
  }

  private static void requireSize(Path file, long limit) throws BundleException, IOException {
    long size = Files.size(file);
    if (size > limit) {
      throw new BundleException(
          file
              + (" is too large: " + size + " bytes, at most " + limit + " are accepted.")
              + " Thin the reference set (train with fewer windows).");
    }
  }

  private void requireHash(String name, String expected, String seen) throws BundleException {
    if (!seen.equals(expected)) {
      throw new BundleException(
          path.resolve(name)
              + (" is damaged or was changed: its SHA-256 is " + seen)
              + (", the manifest says " + expected)
              + ". Copy the bundle again, or train it again.");
    }
  }

  private Path inside(String name) throws BundleException {
    Path file = path.resolve(name);
    if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new BundleException(file + " is missing. Copy the whole folder of the bundle.");
    }
    try {
      if (!file.toRealPath().startsWith(path.toRealPath())) {
        throw new BundleException(
            file + " is a link that leaves the folder of the bundle. Copy the file itself.");
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    return file;
  }

  private static BundleException unreadable(Path file, IOException e) {
    return new BundleException(
        file + " cannot be read: " + e + ". Check that it is a file and may be read.", e);
  }

  /** Replaces the file in one step. */
  void write(String name, byte[] content) throws IOException {
    Path part = path.resolve(name + ".part");
    Files.write(part, content);
    Files.move(part, path.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }

  static String sha256(byte[] content) {
    return HexFormat.of().formatHex(digest().digest(content));
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
