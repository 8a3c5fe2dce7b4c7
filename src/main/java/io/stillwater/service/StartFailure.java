package io.stillwater.service;

import io.quarkus.runtime.QuarkusBindException;
import io.smallrye.config.ConfigValidationException;
import io.stillwater.model.manifest.BundleException;
import java.io.PrintStream;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Says why the service did not start. */
final class StartFailure {
  private StartFailure() {}

  /** One sentence where it can be mended, the whole trace where it is a bug. */
  static void print(Throwable failure, PrintStream err) {
    Optional<String> sentence = sentence(failure);
    if (sentence.isPresent()) {
      err.println("stillwater: " + sentence.get());
    } else {
      err.println("stillwater: internal error: " + failure);
      failure.printStackTrace(err);
    }
  }

  /** What is to be mended, found in the outermost cause that says it; empty for a bug. */
  static Optional<String> sentence(Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof BundleException || e instanceof IllegalArgumentException) {
        return Optional.of(e.getMessage());
      }
      if (e instanceof ConfigValidationException invalid) {
        return Optional.of(problems(invalid));
      }
      if (e instanceof QuarkusBindException bind) {
        return Optional.of(
            "port "
                + bind.getPort()
                + " is taken; stop the program that has it, or choose another with --port.");
      }
    }
    return Optional.empty();
  }

  private static String problems(ConfigValidationException invalid) {
    Set<String> problems = new LinkedHashSet<>();
    for (int i = 0; i < invalid.getProblemCount(); i++) {
      problems.add(
          invalid
              .getProblem(i)
              .getMessage()
              .replaceAll("SRCFG\\d+: |[a-z.]+[A-Za-z]+Exception: ", ""));
    }
    return String.join("; ", problems);
  }
}
