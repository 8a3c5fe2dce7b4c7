package io.stillwater;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Programs that some tests need. */
public final class Programs {
  private static final boolean REQUIRED =
      Boolean.parseBoolean(System.getenv("STILLWATER_REQUIRE_PROGRAMS"));

  private Programs() {}

  /**
   * Skips the test where a program is missing; with {@code STILLWATER_REQUIRE_PROGRAMS=true} fails
   * it.
   */
  public static void require(String program) {
    if (!onPath(program)) {
      String message = program + " is not on the PATH; install it to run this test";
      if (REQUIRED) {
        fail(message + " (STILLWATER_REQUIRE_PROGRAMS forbids skipping)");
      }
      assumeTrue(false, message);
    }
  }

  private static boolean onPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
