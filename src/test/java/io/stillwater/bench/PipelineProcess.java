package io.stillwater.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code docs/pipeline.py} in a process of its own, from the folder of the repository.
 *
 * @param python a program that has its packages
 * @param bootstrap host and port of the broker
 * @param bundle the folder of a bundle
 */
record PipelineProcess(String python, String bootstrap, Path bundle) {
  private static final Path SCRIPT = Path.of("docs", "pipeline.py");
  private static final Pattern RATE = Pattern.compile("readings/s: (\\d+)");
  private static final int MINUTES = 10;

  /**
   * Refuses a Python that cannot run it, before minutes have passed.
   *
   * @throws IllegalStateException with what it said
   */
  static void require(String python) throws IOException, InterruptedException {
    said(List.of(python, SCRIPT.toString(), "--help"));
  }

  /**
   * Reads so many readings of a topic, from its beginning.
   *
   * @param alerts a topic that exists, for the alerts
   * @return readings a second from its first commit to its last
   */
  double rate(String topic, String alerts, int count) throws IOException, InterruptedException {
    List<String> command =
        List.of(
            python,
            SCRIPT.toString(),
            "--bootstrap=" + bootstrap,
            "--topic=" + topic,
            "--alerts=" + alerts,
            "--bundle=" + bundle,
            "--count=" + count);
    String said = said(command);
    Matcher rate = RATE.matcher(said);
    if (!rate.find()) {
      throw new IllegalStateException(SCRIPT + " should tell a rate; it said:\n" + said);
    }
    System.out.println("python: " + said.lines().findFirst().orElse(""));
    return Double.parseDouble(rate.group(1));
  }

  /** What a command said that came to a good end. */
  private static String said(List<String> command) throws IOException, InterruptedException {
    Path file = Files.createTempFile("pipeline-", ".txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(file.toFile())
              .start();
      boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
      process.destroyForcibly();
      String said = Files.readString(file);
      if (!ended || process.exitValue() != 0) {
        String how = ended ? "with code " + process.exitValue() : "not in " + MINUTES + " minutes";
        throw new IllegalStateException(
            String.join(" ", command)
                + (" ended " + how + "; the head of " + SCRIPT + " tells what it needs. ")
                + ("It said:\n" + said));
      }
      return said;
    } finally {
      Files.delete(file);
    }
  }
}
