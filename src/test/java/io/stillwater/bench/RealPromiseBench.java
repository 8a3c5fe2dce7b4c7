package io.stillwater.bench;

import io.stillwater.benchmark.CsvTables;
import io.stillwater.benchmark.PromiseKept;
import io.stillwater.benchmark.TableReadings;
import io.stillwater.console.Progress;
import io.stillwater.detect.AlarmTrail;
import io.stillwater.detect.Detector;
import io.stillwater.detect.Verdict;
import io.stillwater.evaluate.Case;
import io.stillwater.evaluate.CaseSource;
import io.stillwater.evaluate.Collection;
import io.stillwater.evaluate.Table;
import io.stillwater.event.Reading;
import io.stillwater.model.Bundle;
import io.stillwater.model.manifest.Manifest;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.train.Trainer;
import io.stillwater.train.TrainingPlan;
import io.stillwater.train.threshold.Promise;
import io.stillwater.window.Cut;
import io.stillwater.window.KeyWindow;
import io.stillwater.window.Normalisation;
import io.stillwater.window.Window;
import io.stillwater.window.Windower;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Realised against promised false alarms on real data: the default detector, calibrated on the
 * training files of SMD, whose rows are minutes, and the episodes that open at normal rows of the
 * test files, with their Poisson intervals; by machine, and all machines as keys of one bundle.
 *
 * <p>Arguments: budgets, episodes per key and day (0.3, 1, 3).
 */
public final class RealPromiseBench {
  private static final long MINUTE = 60_000;
  private static final int BATCH = 4096;

  private RealPromiseBench() {}

  public static void main(String[] args) throws Exception {
    Path data = PublicData.folder("smd").orElseThrow(() -> new Exception(PublicData.MISSING));
    CaseSource source = Collection.SMD.in(data, CsvTables::read);
    List<Case> machines = new ArrayList<>();
    for (String name : source.names()) {
      Case read = source.read(name);
      machines.add(
          new Case(name, read.form(), timed(name, read.training()), timed(name, read.test())));
    }
    String[] budgets = args.length > 0 ? args : new String[] {"0.3", "1", "3"};
    System.out.println(
        "b    machine          days  episodes  a day  90 % interval   told when calibrated");
    for (String budget : budgets) {
      double b = Double.parseDouble(budget);
      for (Case machine : machines) {
        print(b, machine.name(), of(machine.training(), b, false), List.of(machine));
      }
      Table all = together(machines.stream().map(Case::training).toList());
      Bundle bundle = of(all, b, true);
      for (Case machine : machines) {
        print(b, machine.name() + " as a key", bundle, List.of(machine));
      }
      print(b, "all keys", bundle, machines);
    }
  }

  /** Rows as minutes of a key. */
  private static Table timed(String key, Table table) {
    List<Reading> rows =
        IntStream.range(0, table.rows().size())
            .mapToObj(i -> Reading.ofRow(key, i * MINUTE, table.rows().get(i).values(), i))
            .toList();
    return new Table(table.channels(), true, rows, table.labels());
  }

  private static Table together(List<Table> tables) {
    List<Reading> rows = new ArrayList<>();
    tables.forEach(table -> rows.addAll(table.rows()));
    rows.sort((a, b) -> Long.compare(a.time(), b.time()));
    return new Table(tables.get(0).channels(), true, rows, new boolean[rows.size()]);
  }

  private static Bundle of(Table training, double budget, boolean byKey) throws Exception {
    Path out = Files.createTempDirectory("real-promise").resolve("bundle");
    TrainingPlan plan = TrainingPlan.of("promise", out);
    Promise promise = plan.promise();
    plan = plan.with(new Promise(budget, promise.limit(), promise.policy()));
    if (byKey) {
      plan = plan.with(plan.preprocessing().with(Normalisation.Mode.KEY));
    }
    return Trainer.train(plan, new TableReadings(training), Progress.NONE).bundle();
  }

  private static void print(double budget, String name, Bundle bundle, List<Case> cases)
      throws Exception {
    Manifest manifest = bundle.manifest();
    PromiseKept kept = new PromiseKept(manifest.threshold(), manifest.policy(), true, 0);
    try (Detector detector = bundle.open(RuntimeOptions.standard())) {
      for (Case machine : cases) {
        judge(detector, manifest, machine.test(), kept);
      }
    }
    Map<String, Object> json = kept.json();
    System.out.printf(
        Locale.ROOT,
        "%-4s %-25s %5.1f %6s  %6.2f  %5.2f to %5.2f   %.2f to %.2f%n",
        budget,
        name,
        (Double) json.get("key_days"),
        json.get("false_episodes"),
        (Double) json.get("realised_per_key_day"),
        (Double) json.get("realised_low"),
        (Double) json.get("realised_high"),
        manifest.threshold().low(),
        manifest.threshold().high());
  }

  private static void judge(Detector detector, Manifest manifest, Table test, PromiseKept kept) {
    Windower<Void> windower = Windower.offline(manifest.window());
    List<Window> windows = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    Map<Integer, Verdict> verdicts = new HashMap<>();
    int rows = test.rows().size();
    for (int i = 0; i < rows; i++) {
      KeyWindow<Void> key = windower.add(test.rows().get(i));
      if (windower.cut() == Cut.COMPLETE) {
        windows.add(key.window());
        ends.add(i);
      }
      if (windows.size() == BATCH || i == rows - 1) {
        List<Verdict> judged = detector.judge(windows);
        for (int w = 0; w < judged.size(); w++) {
          verdicts.put(ends.get(w), judged.get(w));
        }
        windows.clear();
        ends.clear();
      }
    }
    AlarmTrail trail = new AlarmTrail(manifest.policy().quiet());
    for (int i = 0; i < rows; i++) {
      Verdict verdict = verdicts.get(i);
      boolean alarm = verdict != null && trail.alarm(verdict);
      kept.add(test.rows().get(i), verdict, alarm, test.labels()[i]);
    }
  }
}
