package io.stillwater.bench;

import io.stillwater.benchmark.CsvTables;
import io.stillwater.benchmark.Trained;
import io.stillwater.evaluate.Baselines;
import io.stillwater.evaluate.Case;
import io.stillwater.evaluate.CaseSource;
import io.stillwater.evaluate.Collection;
import io.stillwater.evaluate.Judgement;
import io.stillwater.evaluate.Method;
import io.stillwater.evaluate.Table;
import io.stillwater.event.Reading;
import io.stillwater.model.runtime.RuntimeOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Which faults are found that last longer than a window and are calmer than normal, in one channel:
 * stuck at the value before, or moving a fifth as far around its mean. Made in the last fifth of
 * each training file, of which the first four are learnt; only channels that have more than two
 * values, and change in those rows.
 *
 * <p>The last fifth is judged as it is, then again (the control), and then twice with faults, each
 * time followed by itself as it is, so that all of these begin alike. All methods have the same
 * limit, beyond which one in a hundred rows of the first lies; the detector beside it its own. A
 * fault is found where most rows of its second half are beyond the limit, and of the same rows of
 * the control are not.
 *
 * <p>Arguments: a collection (skab, msl, smd, or anomaly-free for that file of skab), the most
 * cases to take (all), and {@code default} for that method alone.
 */
public final class LastingFaultBench {
  private static final int LONGEST = 96; // one and a half windows
  private static final int FIRST = 16; // rows before the first fault
  private static final int EVERY = 128;
  private static final int COPIES = 6; // as it is, control, two with faults, each with one behind
  private static final double CALM = 0.2;
  private static final String FREE = "anomaly-free";

  private LastingFaultBench() {}

  private enum Kind {
    STUCK,
    CALM
  }

  /**
   * @param at its first row in the judged rows
   * @param control the same row without it
   */
  private record Fault(Kind kind, int at, int control, int rows) {}

  public static void main(String[] args) throws Exception {
    String name = args.length > 0 ? args[0] : "skab";
    CaseSource source = source(name);
    int most = args.length > 1 ? Integer.parseInt(args[1]) : Integer.MAX_VALUE;
    List<Method> methods = new ArrayList<>(List.of(Trained.defaults(RuntimeOptions.standard())));
    if (args.length < 3) {
      methods.addAll(Baselines.methods());
    }
    Map<String, Map<Kind, List<Boolean>>> found = new LinkedHashMap<>();
    List<String> names = source.names();
    for (int c = 0; c < Math.min(most, names.size()); c++) {
      judge(source.read(names.get(c)).training(), names.get(c), c, methods, found);
    }
    System.out.printf("%-34s %s%n", name, List.of(Kind.values()));
    found.forEach(
        (method, kinds) -> {
          System.out.printf("%-34s", method);
          kinds.forEach(
              (kind, hits) ->
                  System.out.printf(
                      Locale.ROOT,
                      " %4.2f/%-4d",
                      hits.stream().mapToInt(hit -> hit ? 1 : 0).average().orElse(Double.NaN),
                      hits.size()));
          System.out.println();
        });
  }

  private static CaseSource source(String name) throws Exception {
    boolean free = name.equals(FREE);
    Path data =
        PublicData.folder(free ? "skab" : name)
            .orElseThrow(() -> new Exception(PublicData.MISSING));
    if (!free) {
      return Collection.valueOf(name.toUpperCase(Locale.ROOT)).in(data, CsvTables::read);
    }
    return new CaseSource() {
      @Override
      public List<String> names() {
        return List.of(FREE);
      }

      @Override
      public Case read(String only) throws IOException {
        Table all = CsvTables.read(data.resolve(FREE).resolve(FREE + ".csv.gz"), List.of(), true);
        return new Case(only, Case.Form.CONTINUED, all, all);
      }

      @Override
      public int seeds() {
        return 1;
      }

      @Override
      public Set<Whole> whole() {
        return Set.of();
      }
    };
  }

  private static void judge(
      Table all,
      String name,
      int number,
      List<Method> methods,
      Map<String, Map<Kind, List<Boolean>>> found)
      throws Exception {
    int learnt = all.rows().size() * 4 / 5;
    int rest = all.rows().size() - learnt;
    IntUnaryOperator place = i -> learnt + i % rest;
    double[][] values =
        IntStream.range(0, COPIES * rest)
            .mapToObj(i -> all.rows().get(place.applyAsInt(i)).values().clone())
            .toArray(double[][]::new);
    List<Fault> faults = faults(values, Arrays.copyOf(all.values(), learnt), rest, number);
    if (faults.isEmpty()) {
      return;
    }
    Case on =
        new Case(
            name,
            Case.Form.CONTINUED,
            all.pick(IntStream.range(0, learnt).toArray()),
            table(all, values, learnt));
    for (Method method : methods) {
      Judgement judgement = method.judge(on, 0);
      double[] scores =
          Arrays.stream(judgement.scores())
              .map(score -> Double.isNaN(score) ? Double.NEGATIVE_INFINITY : score)
              .toArray();
      double[] clean = Arrays.copyOf(scores, rest);
      Arrays.sort(clean);
      add(found, method.name(), faults, scores, clean[(int) (0.99 * (rest - 1))]);
      if (!Double.isNaN(judgement.limit())) {
        add(found, method.name() + ", its own limit", faults, scores, judgement.limit());
      }
    }
  }

  private static void add(
      Map<String, Map<Kind, List<Boolean>>> found,
      String method,
      List<Fault> faults,
      double[] scores,
      double limit) {
    Map<Kind, List<Boolean>> kinds = found.computeIfAbsent(method, m -> new LinkedHashMap<>());
    for (Kind kind : Kind.values()) {
      kinds.computeIfAbsent(kind, k -> new ArrayList<>());
    }
    for (Fault fault : faults) {
      boolean hit = mostly(scores, fault.at, fault.rows, limit);
      kinds.get(fault.kind).add(hit && !mostly(scores, fault.control, fault.rows, limit));
    }
  }

  private static boolean mostly(double[] scores, int at, int rows, double limit) {
    double[] second = Arrays.copyOfRange(scores, at + rows / 2, at + rows);
    return 2 * Arrays.stream(second).filter(score -> score > limit).count() > second.length;
  }

  private static List<Fault> faults(double[][] values, double[][] known, int rest, int number) {
    List<Fault> faults = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(number);
    int rows = Math.min(LONGEST, rest - FIRST);
    for (int copy = 0; copy < 2; copy++) {
      int start = (2 + 2 * copy) * rest;
      for (int at = FIRST, i = copy; at + rows <= rest && rows > 0; at += EVERY, i++) {
        int first = start + at;
        int[] moving = moving(values, known, first, rows);
        if (moving.length > 0) {
          Kind kind = Kind.values()[i % 2];
          inject(kind, values, first, rows, moving[random.nextInt(moving.length)]);
          faults.add(new Fault(kind, first, rest + at, rows));
        }
      }
    }
    return faults;
  }

  private static int[] moving(double[][] values, double[][] known, int first, int rows) {
    return IntStream.range(0, known[0].length)
        .filter(
            c -> Arrays.stream(known).mapToDouble(row -> row[c]).distinct().limit(3).count() > 2)
        .filter(
            c ->
                IntStream.range(first, first + rows)
                    .anyMatch(r -> values[r][c] != values[first][c]))
        .toArray();
  }

  private static void inject(Kind kind, double[][] values, int first, int rows, int channel) {
    double mean =
        IntStream.range(first, first + rows)
            .mapToDouble(r -> values[r][channel])
            .average()
            .orElse(0);
    double before = values[first - 1][channel];
    for (int r = first; r < first + rows; r++) {
      values[r][channel] = kind == Kind.STUCK ? before : mean + CALM * (values[r][channel] - mean);
    }
  }

  private static Table table(Table like, double[][] values, int before) {
    long step = like.timed() ? like.rows().get(1).time() - like.rows().get(0).time() : 1;
    long start = like.rows().get(before).time();
    List<Reading> rows =
        IntStream.range(0, values.length)
            .mapToObj(
                i ->
                    Reading.ofRow(
                        like.rows().get(0).key(), start + i * step, values[i], before + i))
            .toList();
    return new Table(like.channels(), like.timed(), rows, new boolean[rows.size()]);
  }
}
