package io.stillwater.bench;

import io.stillwater.benchmark.CsvTables;
import io.stillwater.evaluate.Table;
import io.stillwater.model.Bundle;
import io.stillwater.train.fit.DenoiserFit;
import io.stillwater.train.fit.MemoryFit;
import io.stillwater.train.fit.NetworkFit;
import io.stillwater.train.network.NetworkTrainer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How many readings of a new machine are enough: a network of another machine adapted to few
 * readings, beside one trained from scratch and the memory, by AUROC and AUPR on the new machine's
 * test.
 *
 * <p>Servers (SMD): a network of one machine, adapted to the first readings of another. Water loop
 * (SKAB): a network of the day without anomalies, adapted to the first rows of five experiments,
 * whose rows after 400 are the test.
 */
public final class TransferBench {
  private static final int STEPS = 800;
  private static final int SKAB_TEST = 400;
  private static final Sparse SPARSE = new Sparse(5);

  private TransferBench() {}

  /** Argument: {@code smd} or {@code skab}, for that collection alone. */
  public static void main(String[] args) throws Exception {
    System.out.println("AUROC, AUPR and seconds of training");
    String only = args.length == 0 ? "" : args[0];
    if (!only.equals("skab")) {
      PublicData.folder("smd").ifPresentOrElse(TransferBench::servers, TransferBench::missing);
    }
    if (!only.equals("smd")) {
      PublicData.folder("skab").ifPresentOrElse(TransferBench::waterLoop, TransferBench::missing);
    }
  }

  private static void missing() {
    System.out.println(PublicData.MISSING);
  }

  private static void servers(Path folder) {
    String[][] pairs = {{"machine-1-6", "machine-1-7"}, {"machine-1-6", "machine-2-1"}};
    for (String[] pair : pairs) {
      try {
        Bundle source = source(smd(folder, pair[0], "_train"));
        Table training = smd(folder, pair[1], "_train");
        Table test = smd(folder, pair[1], "_test");
        for (int readings : new int[] {300, 1000, 3000, 10_000}) {
          Table few = Sparse.rows(training, 0, readings);
          for (Map.Entry<String, DenoiserFit> way : ways(source).entrySet()) {
            Sparse.Figures figures = SPARSE.of(few, List.of(), test, way.getValue());
            print(pair[0] + " to " + pair[1], readings, way.getKey(), figures);
          }
        }
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static Table smd(Path folder, String machine, String part) {
    return CsvTables.read(folder.resolve(machine + part + ".csv.gz"), List.of("label"), false);
  }

  private static void waterLoop(Path folder) {
    try {
      Path normal = folder.resolve("anomaly-free/anomaly-free.csv.gz");
      Bundle source = source(CsvTables.read(normal, List.of(), true));
      for (int readings : new int[] {300, 400}) {
        for (Map.Entry<String, DenoiserFit> way : ways(source).entrySet()) {
          List<Sparse.Figures> all = new ArrayList<>();
          for (Table experiment : experiments(folder)) {
            Table few = Sparse.rows(experiment, 0, readings);
            Table test = Sparse.rows(experiment, SKAB_TEST, experiment.rows().size());
            Table lead = Sparse.rows(experiment, 0, SKAB_TEST);
            all.add(new Sparse(1).of(few, lead.rows(), test, way.getValue()));
          }
          print("skab, " + all.size(), readings, way.getKey(), Sparse.Figures.mean(all));
        }
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Table> experiments(Path folder) {
    List<Table> experiments = new ArrayList<>();
    for (String name : new String[] {"valve1/0", "valve1/8", "valve2/0", "other/9", "other/13"}) {
      Path file = folder.resolve(name + ".csv.gz");
      experiments.add(CsvTables.read(file, List.of("anomaly", "changepoint"), true));
    }
    return experiments;
  }

  private static Bundle source(Table training) throws Exception {
    return Sparse.train(training, network(new NetworkTrainer.Start.Fresh(), STEPS, 1));
  }

  private static Map<String, DenoiserFit> ways(Bundle source) throws Exception {
    NetworkTrainer.Start from = NetworkFit.startFrom(source);
    Map<String, DenoiserFit> ways = new LinkedHashMap<>();
    ways.put("memory", MemoryFit.DEFAULT);
    ways.put("scratch", network(new NetworkTrainer.Start.Fresh(), STEPS, 1));
    ways.put("transfer", network(from, STEPS / 4, 0.3));
    ways.put("frozen", network(from, STEPS / 4, 0));
    return ways;
  }

  private static NetworkFit network(NetworkTrainer.Start start, int steps, double lower) {
    return NetworkFit.DEFAULT
        .with(
            NetworkFit.DEFAULT.form(),
            Sparse.plan(steps, lower, 0),
            NetworkFit.DEFAULT.augmentation())
        .with(start, null);
  }

  private static void print(String what, int readings, String way, Sparse.Figures figures) {
    System.out.printf(Locale.ROOT, "%-28s%7d  %-10s%s%n", what, readings, way, figures);
  }
}
