package io.stillwater;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the launcher in a folder of its own, with a Java and a Maven that only say what they got.
 */
class LauncherTest {
  @TempDir Path folder;
  private Path home;
  private Path elsewhere;

  private record Run(int code, String output) {}

  @BeforeEach
  void layOut() throws IOException {
    Programs.require("bash");
    home = Files.createDirectories(folder.resolve("a home/stillwater"));
    elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    executable(home.resolve("stillwater"), Files.readString(Path.of("stillwater")));
    Files.createDirectories(home.resolve("src/main"));
    Files.writeString(home.resolve("pom.xml"), "<project/>");
    java("17.0.9");
    maven("3.9.9", "mkdir -p target/quarkus-app; touch target/quarkus-app/quarkus-run.jar");
  }

  @Test
  void firstUse_buildsOnceAndSaysSo() throws Exception {
    Run first = run(home.resolve("stillwater"), "score");
    assertTrue(first.output().contains("Building Stillwater"), first.output());
    Run second = run(home.resolve("stillwater"), "score");
    assertFalse(second.output().contains("Building"), second.output());
  }

  @Test
  void newerSource_isBuiltAgain() throws Exception {
    run(home.resolve("stillwater"), "score");
    Path source = Files.writeString(home.resolve("src/main/New.java"), "class New {}");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
    assertTrue(run(home.resolve("stillwater"), "score").output().contains("Building"));
  }

  @Test
  void removedSource_isBuiltAgain() throws Exception {
    Path source = Files.writeString(home.resolve("src/main/Old.java"), "class Old {}");
    run(home.resolve("stillwater"), "score");
    Files.delete(source);
    Files.setLastModifiedTime(
        home.resolve("src/main"), FileTime.from(Instant.now().plusSeconds(60)));
    assertTrue(run(home.resolve("stillwater"), "score").output().contains("Building"));
  }

  @Test
  void linkFromAnotherFolder_keepsFolderArgumentsAndExitCode() throws Exception {
    Path link = Files.createSymbolicLink(elsewhere.resolve("sw"), home.resolve("stillwater"));
    Run run = run(link, "score", "--out", "two words.csv");
    assertEquals(7, run.code());
    assertTrue(run.output().contains("in " + elsewhere.toRealPath()), run.output());
    assertTrue(run.output().contains("[score] [--out] [two words.csv]"), run.output());
    assertTrue(run.output().contains("[-Dstillwater.home=" + home.toRealPath()), run.output());
  }

  @Test
  void failedBuild_showsErrorsAndWhereTheLogIs() throws Exception {
    maven("3.9.9", "echo '[ERROR] no such symbol'; exit 1");
    Run run = run(home.resolve("stillwater"), "score");
    assertEquals(1, run.code());
    assertTrue(run.output().contains("[ERROR] no such symbol"), run.output());
    assertTrue(run.output().contains("target/launcher/build.log"), run.output());
    assertTrue(
        run(home.resolve("stillwater"), "score").output().contains("Building"),
        "a failed build must not count as built");
  }

  @Test
  void oldJava_isNamedWithWhatIsNeeded() throws Exception {
    java("11.0.2");
    Run run = run(home.resolve("stillwater"), "score");
    assertEquals(1, run.code());
    assertTrue(run.output().contains("is Java 11; 17 or newer is needed"), run.output());
  }

  @Test
  void oldMaven_isNamedWithWhatIsNeeded() throws Exception {
    maven("3.6.3", "");
    Run run = run(home.resolve("stillwater"), "score");
    assertEquals(1, run.code());
    assertTrue(run.output().contains("mvn is Maven 3.6.3; 3.8.6 or newer"), run.output());
  }

  @Test
  void newMajorMaven_isAccepted() throws Exception {
    maven("4.0.0-rc-4", "mkdir -p target/quarkus-app; touch target/quarkus-app/quarkus-run.jar");
    assertEquals(7, run(home.resolve("stillwater"), "score").code());
  }

  private void java(String version) throws IOException {
    executable(
        folder.resolve("jdk/bin/java"),
        """
        #!/usr/bin/env bash
        case $1 in
          -version) echo 'openjdk version "%s" 2023-10-17' >&2 ;;
          --list-modules) echo jdk.compiler@17 ;;
          *) echo "in $PWD"; printf '[%%s] ' "$@"; exit 7 ;;
        esac
        """
            .formatted(version));
  }

  private void maven(String version, String build) throws IOException {
    executable(
        folder.resolve("bin/mvn"),
        """
        #!/usr/bin/env bash
        if [[ "$*" == *-v* ]]; then echo 'Apache Maven %s (abc)'; exit; fi
        %s
        """
            .formatted(version, build));
  }

  private static void executable(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Run run(Path program, String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(args));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(elsewhere.toFile()).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.put("JAVA_HOME", folder.resolve("jdk").toString());
    environment.put("PATH", folder.resolve("bin") + ":" + environment.get("PATH"));
    environment.remove("STILLWATER_JAVA_OPTS");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), output);
  }
}
