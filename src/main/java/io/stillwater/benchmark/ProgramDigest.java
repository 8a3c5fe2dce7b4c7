package io.stillwater.benchmark;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Tells builds apart by the classes that scores come from, so that what another build scored is not
 * taken for this one's.
 */
final class ProgramDigest {
  private static final String ROOT = "io/stillwater/";
  private static final List<String> PACKAGES =
      List.of(
          "event/",
          "diffusion/",
          "onnx/",
          "window/",
          "detect/",
          "model/",
          "train/",
          "source/",
          "evaluate/",
          "benchmark/");

  private ProgramDigest() {}

  /** The names and checksums of those classes, in the order of names. */
  static String of(Class<?> any) throws IOException {
    CodeSource source = any.getProtectionDomain().getCodeSource();
    if (source == null) {
      throw new IOException("the program does not know where its classes are");
    }
    Path place;
    try {
      place = Path.of(source.getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException("the program's place is no path: " + source.getLocation(), e);
    }
    Map<String, Long> sums = Files.isDirectory(place) ? folder(place) : jar(place);
    if (sums.isEmpty()) {
      throw new IOException("there are no classes of the program in " + place);
    }
    return sums.toString();
  }

  private static Map<String, Long> jar(Path place) throws IOException {
    Map<String, Long> sums = new TreeMap<>();
    try (JarFile jar = new JarFile(place.toFile())) {
      jar.stream()
          .filter(entry -> counts(entry.getName()))
          .forEach(entry -> sums.put(entry.getName(), entry.getCrc()));
    }
    return sums;
  }

  private static Map<String, Long> folder(Path place) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> found = Files.walk(place.resolve(ROOT))) {
      found.filter(Files::isRegularFile).forEach(files::add);
    }
    Map<String, Long> sums = new TreeMap<>();
    for (Path file : files) {
      String name = place.relativize(file).toString().replace('\\', '/');
      if (counts(name)) {
        CRC32 sum = new CRC32();
        sum.update(Files.readAllBytes(file));
        sums.put(name, sum.getValue());
      }
    }
    return sums;
  }

  private static boolean counts(String name) {
    return name.endsWith(".class") && PACKAGES.stream().anyMatch(p -> name.startsWith(ROOT + p));
  }
}
