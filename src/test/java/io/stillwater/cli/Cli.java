package io.stillwater.cli;

import io.stillwater.console.Console;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Runs commands inside the test. */
public final class Cli {
  private Cli() {}

  /**
   * What came of a command.
   *
   * @param code its exit code
   * @param out standard output
   * @param err standard error
   */
  public record Result(int code, String out, String err) {}

  /** Runs a command to its end. */
  public static Result run(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] words = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      words[i] = args[i].toString();
    }
    Console console = new Console(new PrintWriter(out, true), new PrintWriter(err, true), false);
    int code = Stillwater.run(console, words);
    return new Result(code, out.toString(), err.toString());
  }

  /**
   * The lines of a CSV file: two channels that move together, one reading a second, and from row
   * {@code breaks} on a third of them moved away.
   */
  public static List<String> csv(int rows, int breaks) {
    Random random = new Random(7);
    List<String> lines = new ArrayList<>(List.of("time,flow,pressure"));
    for (int i = 0; i < rows; i++) {
      double load = Math.sin(i / 9.0);
      double flow = 30 + 3 * load + 0.3 * random.nextGaussian();
      double pressure = 4 - 0.5 * load + 0.05 * random.nextGaussian() - (i >= breaks ? 1 : 0);
      lines.add(
          String.format(
              Locale.ROOT,
              "2026-01-01T%02d:%02d:%02dZ,%.4f,%.4f",
              i / 3600,
              i / 60 % 60,
              i % 60,
              flow,
              pressure));
    }
    return lines;
  }
}
