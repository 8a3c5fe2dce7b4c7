package io.stillwater.bench;

import io.stillwater.train.PipelineStudy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Realised against promised false alarms from readings to verdicts: simulated sensors, one reading
 * a minute, a bundle trained on T days of all keys and budget b, and the days that follow; once
 * without drift and once with levels that wander over days.
 *
 * <p>Arguments: keys (6), days afterwards (14), seeds (3).
 */
public final class PromiseBench {
  private PromiseBench() {}

  /** See above. */
  public static void main(String[] args) throws Exception {
    int keys = args.length > 0 ? Integer.parseInt(args[0]) : 6;
    int after = args.length > 1 ? Integer.parseInt(args[1]) : 14;
    int seeds = args.length > 2 ? Integer.parseInt(args[2]) : 3;
    System.out.printf("%5s %4s %4s %9s %17s   by bundle%n", "drift", "T", "b", "realised", "told");
    for (double drift : new double[] {0, 0.5, 1}) {
      for (int days : new int[] {3, 7, 14}) {
        List<PipelineStudy> studies =
            IntStream.rangeClosed(1, seeds)
                .mapToObj(seed -> new PipelineStudy(keys, days, after, drift, seed))
                .toList();
        for (double budget : new double[] {1, 3}) {
          System.out.printf(Locale.ROOT, "%5.1f %4d %4.1f ", drift, days, budget);
          print(studies, budget);
        }
      }
    }
  }

  private static void print(List<PipelineStudy> studies, double budget) throws Exception {
    Path folder = Path.of("target", "promise-bench", "bundle");
    double[] totals = new double[studies.size()];
    double low = 0;
    double high = 0;
    for (int i = 0; i < totals.length; i++) {
      PipelineStudy.Outcome outcome = studies.get(i).run(folder, budget);
      totals[i] = Arrays.stream(outcome.rates()).average().orElse(0) / budget;
      low += outcome.threshold().low() / budget / totals.length;
      high += outcome.threshold().high() / budget / totals.length;
    }
    System.out.printf(
        Locale.ROOT,
        "%9.2f %8.2f %8.2f   %s%n",
        Arrays.stream(totals).average().orElse(0),
        low,
        high,
        Arrays.stream(totals).mapToObj("%.2f"::formatted).collect(Collectors.joining(" ")));
  }
}
