package io.stillwater;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtEnvironment;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.stillwater.laws.AsksForKind;
import io.stillwater.laws.OpensSession;
import io.stillwater.laws.Upper;
import io.stillwater.laws.below.Lower;
import io.stillwater.model.cut.MediaCut;
import io.stillwater.model.manifest.Manifest;
import io.stillwater.model.runtime.OpenSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the packages to their levels: imports go down, never up, never sideways. */
class ArchitectureTest {
  private static final String ROOT = "io.stillwater";

  /** The level of each package; the root wires everything together and is above all of them. */
  private static final Map<String, Integer> LEVELS =
      Map.ofEntries(
          Map.entry("event", 0),
          Map.entry("diffusion", 0),
          Map.entry("onnx", 0),
          Map.entry("html", 0),
          Map.entry("console", 0),
          Map.entry("window", 1),
          Map.entry("detect", 2),
          Map.entry("alert", 3),
          Map.entry("model", 4),
          Map.entry("stream", 4),
          Map.entry("kafka", 5),
          Map.entry("source", 5),
          Map.entry("evaluate", 5),
          Map.entry("train", 6),
          Map.entry("service", 6),
          Map.entry("web", 6),
          Map.entry("benchmark", 7),
          Map.entry("cli", 8),
          Map.entry("", 9));

  /** Libraries that have one door each, and the packages that are the door. */
  private static final Map<String, List<String>> DOORS =
      Map.ofEntries(
          Map.entry("org.apache.kafka..", List.of("kafka")),
          Map.entry("ai.onnxruntime..", List.of("model", "train")),
          Map.entry("com.google.protobuf..", List.of("event", "onnx")),
          Map.entry("io.opentelemetry..", List.of("event")),
          Map.entry("org.apache.avro..", List.of("event", "kafka")),
          Map.entry("de.siegmar.fastcsv..", List.of("source")),
          Map.entry("org.apache.parquet..", List.of("source")),
          Map.entry("org.apache.arrow..", List.of("source")),
          Map.entry("org.ejml..", List.of("evaluate", "train")),
          Map.entry("com.amazon.randomcutforest..", List.of("benchmark")),
          Map.entry("jakarta.ws.rs..", List.of("web")),
          Map.entry("io.micrometer..", List.of("web")),
          Map.entry("org.eclipse.microprofile.health..", List.of("web")));

  /** What packages at or below level 4 may use beside the JDK and each other. */
  private static final Map<String, String[]> LIBRARIES =
      Map.of(
          "event",
              new String[] {
                "com.fasterxml.jackson..",
                "com.github.luben.zstd..",
                "javax.imageio..",
                "com.google.protobuf..",
                "io.opentelemetry.proto..",
                "org.apache.avro.."
              },
          "diffusion", new String[] {},
          "html", new String[] {},
          "console", new String[] {},
          "onnx", new String[] {"com.google.protobuf.."},
          "window", new String[] {"com.fasterxml.jackson.annotation.."},
          "detect", new String[] {"com.fasterxml.jackson.."},
          "alert", new String[] {"com.fasterxml.jackson.."},
          "model", new String[] {"com.fasterxml.jackson..", "ai.onnxruntime.."},
          "stream", new String[] {});

  private static final SliceAssignment BY_PACKAGE =
      new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass c) {
          return SliceIdentifier.of(c.getPackageName());
        }

        @Override
        public String getDescription() {
          return "packages, each for itself";
        }
      };

  private static final ArchRule NO_CIRCLES =
      slices().assignedFrom(BY_PACKAGE).should().beFreeOfCycles();

  /** Else provider, threads, memory of the GPU and precision would not reach a session. */
  private static final ArchRule ONE_DOOR_FOR_SESSIONS =
      noClasses()
          .that()
          .doNotBelongToAnyOf(OpenSession.class)
          .should()
          .callMethodWhere(
              describe(
                  "open a session of ONNX Runtime",
                  call ->
                      call.getTargetOwner().isEquivalentTo(OrtEnvironment.class)
                          && call.getName().equals("createSession")));

  /** Who may ask, and why; the list may only shrink. */
  private static final Map<String, String> KIND_IS_FOR =
      Map.of(
          ROOT + ".Wiring", "the log",
          ROOT + ".web.LiveDetector", "people, in REST's field kind",
          ROOT + ".web.ModelsResource", "people, in REST's field kind");

  /** Else what differs between sensors, images and sounds is spread over all rooms again. */
  private static final ArchRule KINDS_ARE_OF_THE_MODEL =
      classes()
          .that()
          .resideOutsideOfPackages(
              ROOT + ".model..", ROOT + ".train.media..", ROOT + ".train.sample..")
          .and(describe("are not listed", c -> !KIND_IS_FOR.containsKey(topLevel(c))))
          .should(notAskForKinds());

  /** Else what waits, or is late, could not be tried without waiting. The broker stands alone. */
  private static final ArchRule ONE_CLOCK_IN_KAFKA =
      classes()
          .that()
          .resideInAPackage(ROOT + ".kafka")
          .and(describe("are not the clock", c -> !c.getSimpleName().equals("KafkaClock")))
          .should(notReadTheClock());

  private static JavaClasses all;

  @BeforeAll
  static void readClasses() {
    all =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPath(Path.of("target/classes"))
            .that(describe("ours", c -> c.getPackageName().startsWith(ROOT)));
  }

  @Test
  void everyPackage_importsOnlyLowerLevels() {
    classes().should(importOnlyLowerLevels()).check(all);
  }

  @Test
  void packages_haveNoCircles() {
    NO_CIRCLES.check(all);
  }

  @Test
  void circleOfAPackageAndItsSubPackage_isSeen() {
    JavaClasses circle = new ClassFileImporter().importClasses(Upper.class, Lower.class);
    assertTrue(NO_CIRCLES.evaluate(circle).hasViolation());
  }

  @Test
  void sessions_areOpenedInOnePlace() {
    ONE_DOOR_FOR_SESSIONS.check(all);
  }

  @Test
  void sessionThatIsOpenedElsewhere_isSeen() {
    JavaClasses one = new ClassFileImporter().importClasses(OpensSession.class);
    assertTrue(ONE_DOOR_FOR_SESSIONS.evaluate(one).hasViolation());
  }

  @Test
  void kindsOfBundles_areAskedForInTheModelAlone() {
    KINDS_ARE_OF_THE_MODEL.check(all);
  }

  @Test
  void kindThatIsAskedForElsewhere_isSeen() {
    JavaClasses one = new ClassFileImporter().importClasses(AsksForKind.class);
    assertEquals(3, KINDS_ARE_OF_THE_MODEL.evaluate(one).getFailureReport().getDetails().size());
  }

  /** The compiler puts the words themselves in the place of constants; so sources are read. */
  @Test
  void kindsOfBundles_areNamedWhereTheyAreMadeAndShown() throws IOException {
    Path sources = Path.of("src/main/java/io/stillwater");
    try (Stream<Path> files = Files.walk(sources)) {
      List<String> naming = new ArrayList<>();
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
        if (!file.startsWith(sources.resolve("model")) && namesKind(Files.readString(file))) {
          naming.add(sources.relativize(file).toString().replace('\\', '/'));
        }
      }
      assertEquals(List.of("train/Trainer.java", "web/LiveDetector.java"), naming);
    }
  }

  private static boolean namesKind(String source) {
    return Pattern.compile("\\bManifest\\.(SENSORS|IMAGES|SOUNDS|\\*)").matcher(source).find();
  }

  @Test
  void kafka_readsTheTimeInOnePlace() {
    ONE_CLOCK_IN_KAFKA.check(all);
  }

  /** Tests may read it. */
  @Test
  void timeThatIsReadElsewhere_isSeen() throws ClassNotFoundException {
    JavaClasses one = new ClassFileImporter().importClasses(Class.forName(ROOT + ".kafka.LoopRig"));
    assertTrue(ONE_CLOCK_IN_KAFKA.evaluate(one).hasViolation());
  }

  /** What a person types is read by the commands; what is below can be called by others too. */
  @Test
  void options_areKnownToTheCommandsAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".cli", ROOT + ".cli.topic")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .check(all);
  }

  @Test
  void eachLibrary_hasItsOneDoor() {
    DOORS.forEach(
        (library, doors) ->
            noClasses()
                .that(
                    describe(
                        "are outside " + doors,
                        (JavaClass c) -> !doors.contains(packageOf(c.getPackageName()))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(all));
  }

  @Test
  void lowerLevels_useNoFramework() {
    LIBRARIES.forEach(
        (name, libraries) ->
            classes()
                .that()
                .resideInAPackage(ROOT + "." + name + "..")
                .should()
                .onlyDependOnClassesThat(
                    describe(
                        "are of the JDK, Stillwater or " + List.of(libraries),
                        c -> allowed(c, libraries)))
                .allowEmptyShould(true)
                .check(all));
  }

  @Test
  void broker_isReachedOnlyThroughItsLoader() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".kafka.broker..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".kafka.broker..")
        .check(all);
  }

  @Test
  void randomCutForest_isReachedOnlyThroughItsLoader() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".benchmark.forest..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + ".benchmark.forest..", "com.amazon.randomcutforest..")
        .check(all);
  }

  @Test
  void everyPackage_saysWhatItIsFor() throws IOException {
    Path sources = Path.of("src/main/java");
    try (Stream<Path> files = Files.walk(sources)) {
      List<String> silent =
          files
              .filter(f -> f.toString().endsWith(".java"))
              .map(Path::getParent)
              .distinct()
              .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
              .map(folder -> sources.relativize(folder).toString())
              .sorted()
              .toList();
      assertEquals(List.of(), silent, "packages without a package-info.java");
    }
  }

  private static boolean allowed(JavaClass c, String[] libraries) {
    String name = c.getBaseComponentType().getPackageName();
    return c.getBaseComponentType().isPrimitive()
        || name.startsWith("java.")
        || name.startsWith(ROOT)
        || Stream.of(libraries).anyMatch(l -> name.startsWith(l.substring(0, l.length() - 2)));
  }

  private static ArchCondition<JavaClass> importOnlyLowerLevels() {
    return new ArchCondition<>("import only packages of lower levels") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        item.getDirectDependenciesFromSelf().stream()
            .filter(d -> d.getTargetClass().getPackageName().startsWith(ROOT))
            .filter(d -> !mayImport(item, d.getTargetClass()))
            .forEach(d -> events.add(SimpleConditionEvent.violated(d, d.getDescription())));
      }
    };
  }

  private static ArchCondition<JavaClass> notAskForKinds() {
    return new ArchCondition<>("not ask for the kind of a bundle") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        item.getMethodCallsFromSelf().stream()
            .filter(call -> tellsKind(call.getTarget()))
            .forEach(c -> events.add(SimpleConditionEvent.violated(c, c.getDescription())));
        item.getInstanceofChecks().stream()
            .filter(check -> check.getRawType().isAssignableTo(MediaCut.class))
            .map(
                c ->
                    c.getOwner().getFullName() + " asks for instanceof " + c.getRawType().getName())
            .forEach(text -> events.add(SimpleConditionEvent.violated(item, text)));
      }
    };
  }

  private static boolean tellsKind(AccessTarget target) {
    boolean manifest = target.getOwner().isEquivalentTo(Manifest.class);
    return (manifest && target.getName().equals("kind"))
        || (target.getOwner().isAssignableTo(MediaCut.class) && target.getName().equals("family"));
  }

  private static ArchCondition<JavaClass> notReadTheClock() {
    List<String> clocks = List.of("nanoTime", "currentTimeMillis", "now", "systemUTC");
    List<Class<?>> owners = List.of(System.class, Instant.class, Clock.class);
    return new ArchCondition<>("not read the clock") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        item.getAccessesFromSelf().stream()
            .filter(a -> clocks.contains(a.getTarget().getName()))
            .filter(a -> owners.stream().anyMatch(a.getTargetOwner()::isEquivalentTo))
            .forEach(a -> events.add(SimpleConditionEvent.violated(a, a.getDescription())));
      }
    };
  }

  private static String topLevel(JavaClass c) {
    return c.getName().split("\\$", 2)[0];
  }

  private static boolean mayImport(JavaClass from, JavaClass to) {
    String source = packageOf(from.getPackageName());
    String target = packageOf(to.getPackageName());
    return source.equals(target) || level(target) < level(source);
  }

  private static int level(String name) {
    Integer level = LEVELS.get(name);
    if (level == null) {
      throw new AssertionError("package " + name + " has no level: add it to LEVELS");
    }
    return level;
  }

  /** {@code kafka} for {@code io.stillwater.kafka.broker}; empty for the root. */
  private static String packageOf(String name) {
    return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1).split("\\.", 2)[0];
  }
}
