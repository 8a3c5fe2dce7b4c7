package io.stillwater.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
   * Reads so many readings of a topic, from its beginning.
   *
   * @param alerts a topic that exists, for the alerts
   * @return readings a second from its first commit to its last
   */
  double rate(String topic, String alerts, int count) throws IOException, InterruptedException {
    Path said = Files.createTempFile("pipeline-", ".txt");
    try {
      Process process =
          new ProcessBuilder(
                  python,
                  SCRIPT.toString(),
                  "--bootstrap",
                  bootstrap,
                  "--topic",
                  topic,
                  "--alerts",
                  alerts,
                  "--bundle",
                  bundle.toString(),
                  "--count",
                  Integer.toString(count))
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
      process.destroyForcibly();
      return rate(Files.readString(said), ended ? "code " + process.waitFor() : "the time limit");
    } finally {
      Files.delete(said);
    }
  }

  private static double rate(String said, String end) {
    Matcher rate = RATE.matcher(said);
    if (!rate.find()) {
      throw new IllegalStateException(
          SCRIPT + " ended with " + end + " and told no rate; it said:\n" + said);
    }
    System.out.println("python: " + said.lines().findFirst().orElse(""));
    return Double.parseDouble(rate.group(1));
  }
}
