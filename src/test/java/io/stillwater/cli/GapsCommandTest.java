package io.stillwater.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Values that are missing are left out, and do not make the others look strange: two channels that
 * move together, on which a bundle was trained without a gap.
 */
class GapsCommandTest {
  private static final int ROWS = 900;

  @TempDir static Path folder;
  private static Path bundle;

  @BeforeAll
  static void train() throws IOException {
    Path data = write("train", 6_000, 1, row -> false, row -> 0);
    bundle = folder.resolve("bundle");
    Cli.Result trained =
        Cli.run("train", "--data", data, "--bundle", bundle, "--limit", "0.001", "--json");
    assertEquals(0, trained.code(), trained.err());
  }

  @Test
  void aChannelThatIsSilentForAWhile_raisesFewAlarms() throws IOException {
    int alarms = alarms(write("silent", ROWS, 2, row -> row % 150 >= 134, row -> 0)).length;
    assertTrue(alarms <= 36, alarms + " of " + ROWS + " normal rows"); // 4 %; carried 30 % and more
  }

  @Test
  void aThirdOfTheValuesMissing_raisesFewAlarms() throws IOException {
    Random random = new Random(9);
    int alarms = alarms(write("random", ROWS, 3, row -> random.nextInt(3) == 0, row -> 0)).length;
    assertTrue(alarms <= 36, alarms + " of " + ROWS + " normal rows");
  }

  @Test
  void aFaultOfTheOtherChannel_isFoundAllTheSame() throws IOException {
    IntPredicate fault = row -> row >= 500 && row < 510;
    int[] rows =
        alarms(
            write(
                "fault", ROWS, 4, row -> row >= 490 && row < 515, row -> fault.test(row) ? 6 : 0));
    assertTrue(rows.length > 0 && rows[0] >= 490 && rows[0] < 512, java.util.Arrays.toString(rows));
  }

  private interface Shift {
    double at(int row);
  }

  private static Path write(String name, int rows, long seed, IntPredicate missing, Shift shift)
      throws IOException {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder("time,flow,pressure\n");
    double load = 0;
    for (int i = 0; i < rows; i++) {
      load = 0.95 * load + 0.3 * random.nextGaussian();
      double flow = 20 + 2 * load + 0.3 * random.nextGaussian() + shift.at(i);
      double pressure = 6 + 0.5 * load + 0.1 * random.nextGaussian();
      String second = missing.test(i) ? "" : Double.toString(pressure);
      text.append(Instant.ofEpochSecond(1_790_000_000L + 10L * i))
          .append(',')
          .append(flow)
          .append(',')
          .append(second)
          .append('\n');
    }
    return Files.writeString(folder.resolve(name + ".csv"), text);
  }

  /** The rows that are alarms. */
  private static int[] alarms(Path data) throws IOException {
    Path out = folder.resolve("scores.csv");
    Cli.Result scored = Cli.run("score", "--bundle", bundle, "--data", data, "--out", out);
    assertEquals(0, scored.code(), scored.err());
    List<String> lines = Files.readAllLines(out);
    return java.util.stream.IntStream.range(1, lines.size())
        .filter(i -> lines.get(i).endsWith(",1"))
        .map(i -> i - 1)
        .toArray();
  }
}
