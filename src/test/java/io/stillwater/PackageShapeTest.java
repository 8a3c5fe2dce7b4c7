package io.stillwater;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Keeps packages small enough to be known by heart, and names such that one means one thing. */
class PackageShapeTest {
  private static final Path SOURCES = Path.of("src/main/java/io/stillwater");
  private static final int CLASSES = 25;

  /**
   * A package that is larger.
   *
   * @param classes that it has; more are refused
   * @param reason why
   */
  private record Larger(int classes, String reason) {}

  /** These and no others. The list may only shrink, and so may its numbers. */
  private static final Map<String, Larger> LARGER =
      Map.of(
          "cli",
          new Larger(38, "a command and its options each, which picocli wants as classes"),
          "diffusion",
          new Larger(26, "one formula or sampler each"),
          "evaluate",
          new Larger(33, "baselines and protocols, one each"),
          "kafka",
          new Larger(29, "the loop and all readers and writers of topics behind one door"),
          "web",
          new Larger(26, "a resource and a view each"));

  private static Map<String, List<String>> packages;

  @BeforeAll
  static void readSources() throws IOException {
    packages = new TreeMap<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
        String name = file.getFileName().toString().replace(".java", "");
        String folder = SOURCES.relativize(file.getParent()).toString().replace('\\', '/');
        if (!name.equals("package-info")) {
          packages.computeIfAbsent(folder.replace('/', '.'), p -> new ArrayList<>()).add(name);
        }
      }
    }
    assertTrue(packages.size() > 20, "found only " + packages.keySet());
  }

  private static List<String> tooLarge(
      Map<String, List<String>> packages, Map<String, Larger> larger) {
    List<String> wrong = new ArrayList<>();
    packages.forEach(
        (name, classes) -> {
          Larger allowed = larger.get(name);
          int most = allowed == null ? CLASSES : allowed.classes();
          if (classes.size() > most) {
            wrong.add(name + ": " + classes.size() + " classes, at most " + most);
          }
          if (allowed != null && classes.size() < allowed.classes()) {
            wrong.add(name + ": only " + classes.size() + " classes now; lower or drop its number");
          }
        });
    larger.keySet().stream()
        .filter(name -> !packages.containsKey(name))
        .forEach(name -> wrong.add(name + ": is no package now; drop it from the list"));
    return wrong;
  }

  private static List<String> names(Map<String, List<String>> packages) {
    Map<String, String> first = new TreeMap<>();
    List<String> twice = new ArrayList<>();
    packages.forEach(
        (name, classes) ->
            classes.forEach(
                c -> {
                  String other = first.putIfAbsent(c, name);
                  if (other != null) {
                    twice.add(c + ": in " + other + " and in " + name);
                  }
                }));
    return twice;
  }

  @Test
  void packages_haveFewClasses() {
    assertEquals(List.of(), tooLarge(packages, LARGER));
  }

  @Test
  void sizes_areSeen() {
    List<String> many = new ArrayList<>();
    for (int i = 0; i <= CLASSES; i++) {
      many.add("C" + i);
    }
    Map<String, List<String>> one = Map.of("a", many);
    assertEquals(List.of("a: 26 classes, at most 25"), tooLarge(one, Map.of()));
    assertEquals(List.of(), tooLarge(one, Map.of("a", new Larger(26, "a test"))));
    assertEquals(
        List.of("a: only 26 classes now; lower or drop its number"),
        tooLarge(one, Map.of("a", new Larger(27, "a test"))));
    assertEquals(
        List.of("b: is no package now; drop it from the list"),
        tooLarge(Map.of("a", List.of()), Map.of("b", new Larger(26, "a test"))));
  }

  @Test
  void simpleNames_areUsedOnce() {
    assertEquals(List.of(), names(packages));
  }

  @Test
  void namesThatAreUsedTwice_areSeen() {
    Map<String, List<String>> two = new TreeMap<>(Map.of("a", List.of("C"), "b", List.of("C")));
    assertEquals(List.of("C: in a and in b"), names(two));
  }
}
