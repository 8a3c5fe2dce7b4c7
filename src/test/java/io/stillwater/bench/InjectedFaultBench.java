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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Which faults are found that last one, two or three readings, or are calmer than normal: made in
 * the last fifth of each training file, of which the first four are learnt. What follows those is
 * judged twice, first as it is: all methods have the same limit, beyond which one in a hundred of
 * those rows lies; the detector beside it its own. A fault is found where a row of it, or one of
 * the three after it, is beyond the limit.
 *
 * <p>Arguments: a collection (skab, msl or smd), and the most cases to take (all).
 */
public final class InjectedFaultBench {
  private static final int EVERY = 96; // rows from fault to fault
  private static final int FIRST = 64; // after the windows that hold the seam
  private static final int AFTER = 3;

  private InjectedFaultBench() {}

  /** What is done to some channels. */
  private enum Fault {
    SPIKE_1(1),
    SPIKE_2(2),
    SPIKE_3(3),
    ZERO_1(1),
    ZERO_2(2),
    ZERO_3(3),
    CALM_12(12),
    STUCK_12(12);

    private final int rows;

    Fault(int rows) {
      this.rows = rows;
    }

    private double of(double value, double step, double mean, double before) {
      return switch (this) {
        case SPIKE_1, SPIKE_2, SPIKE_3 -> value + step;
        case ZERO_1, ZERO_2, ZERO_3 -> 0;
        case CALM_12 -> mean + 0.2 * (value - mean);
        case STUCK_12 -> before;
      };
    }
  }

  public static void main(String[] args) throws Exception {
    String name = args.length > 0 ? args[0] : "skab";
    Path data = PublicData.folder(name).orElseThrow(() -> new Exception(PublicData.MISSING));
    CaseSource source = Collection.valueOf(name.toUpperCase(Locale.ROOT)).in(data, CsvTables::read);
    int most = args.length > 1 ? Integer.parseInt(args[1]) : Integer.MAX_VALUE;
    RuntimeOptions runtime = RuntimeOptions.standard();
    List<Method> methods = new ArrayList<>(List.of(Trained.defaults(runtime)));
    methods.addAll(Baselines.methods());
    Map<String, Map<Fault, List<Boolean>>> found = new LinkedHashMap<>();
    List<String> names = source.names();
    for (int c = 0; c < Math.min(most, names.size()); c++) {
      judge(source.read(names.get(c)).training(), names.get(c), c, methods, found);
    }
    System.out.printf("%-34s", name);
    Arrays.stream(Fault.values()).forEach(fault -> System.out.printf(" %9s", fault));
    System.out.println();
    found.forEach(InjectedFaultBench::print);
  }

  private static void print(String method, Map<Fault, List<Boolean>> found) {
    System.out.printf("%-34s", method);
    for (Fault fault : Fault.values()) {
      List<Boolean> all = found.getOrDefault(fault, List.of());
      double share = all.stream().mapToInt(hit -> hit ? 1 : 0).average().orElse(Double.NaN);
      System.out.printf(Locale.ROOT, " %4.2f/%-4d", share, all.size());
    }
    System.out.println();
  }

  private static void judge(
      Table all,
      String name,
      int number,
      List<Method> methods,
      Map<String, Map<Fault, List<Boolean>>> found)
      throws Exception {
    int learnt = all.rows().size() * 4 / 5;
    int rest = all.rows().size() - learnt;
    int[] twice = IntStream.range(0, 2 * rest).map(i -> learnt + i % rest).toArray();
    double[][] values =
        Arrays.stream(all.pick(twice).values()).map(double[]::clone).toArray(double[][]::new);
    double[][] known = Arrays.copyOf(all.values(), learnt);
    Map<Integer, Fault> faults = new LinkedHashMap<>(); // by first row
    SplittableRandom random = new SplittableRandom(number);
    for (int at = rest + FIRST, i = number; at + 12 + AFTER < 2 * rest; at += EVERY, i++) {
      Fault fault = Fault.values()[i % Fault.values().length];
      inject(fault, values, at, known, random);
      faults.put(at, fault);
    }
    Case on =
        new Case(
            name,
            Case.Form.CONTINUED,
            all.pick(IntStream.range(0, learnt).toArray()),
            table(all, values, learnt));
    for (Method method : methods) {
      Judgement judgement = method.judge(on, 0);
      double[] clean =
          Arrays.stream(judgement.scores(), 0, rest)
              .map(score -> Double.isNaN(score) ? Double.NEGATIVE_INFINITY : score)
              .sorted()
              .toArray();
      double limit = clean[(int) (0.99 * (rest - 1))];
      add(
          found.computeIfAbsent(method.name(), m -> new EnumMap<>(Fault.class)),
          faults,
          judgement.scores(),
          limit);
      if (!Double.isNaN(judgement.limit())) {
        String own = method.name() + ", its own limit";
        add(
            found.computeIfAbsent(own, m -> new EnumMap<>(Fault.class)),
            faults,
            judgement.scores(),
            judgement.limit());
      }
    }
  }

  private static void add(
      Map<Fault, List<Boolean>> found, Map<Integer, Fault> faults, double[] scores, double limit) {
    faults.forEach(
        (at, fault) ->
            found
                .computeIfAbsent(fault, f -> new ArrayList<>())
                .add(
                    Arrays.stream(scores, at, Math.min(scores.length, at + fault.rows + AFTER))
                        .anyMatch(score -> score > limit)));
  }

  /** A few channels that move, as many as the root of their number, by one to four deviations. */
  private static void inject(
      Fault fault, double[][] rows, int at, double[][] known, SplittableRandom random) {
    List<Integer> moving = new ArrayList<>();
    double[][] levels = new double[known[0].length][];
    for (int c = 0; c < levels.length; c++) {
      levels[c] = level(known, c);
      if (levels[c][1] > 1e-9) {
        moving.add(c);
      }
    }
    int count = (int) Math.ceil(Math.sqrt(moving.size()));
    for (int k = 0; k < count; k++) {
      int c = moving.remove(random.nextInt(moving.size()));
      double step = (random.nextBoolean() ? 1 : -1) * random.nextDouble(1, 4) * levels[c][1];
      for (int r = at; r < at + fault.rows; r++) {
        rows[r][c] = fault.of(rows[r][c], step, levels[c][0], rows[at - 1][c]);
      }
    }
  }

  /** Mean and deviation. */
  private static double[] level(double[][] rows, int column) {
    double mean = Arrays.stream(rows).mapToDouble(row -> row[column]).average().orElse(0);
    double squares =
        Arrays.stream(rows).mapToDouble(row -> Math.pow(row[column] - mean, 2)).average().orElse(0);
    return new double[] {mean, Math.sqrt(squares)};
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
