package io.stillwater.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Trains and scores all experiments of SKAB and prints a table: one row for each, and the pool.
 *
 * <p>Arguments: the folder of the data set; {@code ../shared/data/skab} where none is given.
 */
public final class SkabBench {
  private SkabBench() {}

  public static void main(String[] args) throws Exception {
    Path folder = args.length > 0 ? Path.of(args[0]) : Path.of("..", "shared", "data", "skab");
    Skab skab = new Skab(folder, Files.createTempDirectory("skab"));
    List<Skab.Rows> all = new ArrayList<>();
    System.out.println("experiment  rows   memory AUROC  mean|z| AUROC  false alarms  missed");
    for (Path file : skab.experiments()) {
      Skab.Rows rows = skab.run(file);
      all.add(rows);
      System.out.println(line(rows));
    }
    System.out.println(report(Skab.pool(all)));
  }

  private static String line(Skab.Rows rows) {
    double[] alarms = alarms(rows.beyond());
    Ranking own = new Ranking(alarms, rows.labels());
    return String.format(
        Locale.ROOT,
        "%-10s %5d %12.3f %14.3f %13.3f %8.3f",
        rows.name(),
        rows.scores().length,
        new Ranking(rows.scores(), rows.labels()).auroc(),
        new Ranking(rows.meanAbs(), rows.labels()).auroc(),
        own.falseAlarms(0.5),
        own.missed(0.5));
  }

  private static double[] alarms(boolean[] beyond) {
    double[] alarms = new double[beyond.length];
    for (int i = 0; i < alarms.length; i++) {
      alarms[i] = beyond[i] ? 1 : 0;
    }
    return alarms;
  }

  /** AUROC, F1 at equal false alarms beside mean |z|, and what the own thresholds came to. */
  static String report(Skab.Rows pooled) {
    Ranking memory = new Ranking(pooled.scores(), pooled.labels());
    Ranking meanAbs = new Ranking(pooled.meanAbs(), pooled.labels());
    Ranking own = new Ranking(alarms(pooled.beyond()), pooled.labels());
    return String.format(
            Locale.ROOT,
            "pooled %d rows: AUROC memory %.4f, mean |z| %.4f%n",
            pooled.scores().length,
            memory.auroc(),
            meanAbs.auroc())
        + String.format(
            Locale.ROOT,
            "F1 at 29 %% false alarms: memory %.3f, mean |z| %.3f; at 20 %%: %.3f, %.3f%n",
            memory.f1(memory.limitAt(0.29)),
            meanAbs.f1(meanAbs.limitAt(0.29)),
            memory.f1(memory.limitAt(0.20)),
            meanAbs.f1(meanAbs.limitAt(0.20)))
        + String.format(
            Locale.ROOT,
            "at the bundles' own thresholds: F1 %.3f, false alarms %.1f %%, missed %.1f %%",
            own.f1(0.5),
            100 * own.falseAlarms(0.5),
            100 * own.missed(0.5));
  }
}
