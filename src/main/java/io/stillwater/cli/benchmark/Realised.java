package io.stillwater.cli.benchmark;

import io.stillwater.evaluate.Figure;
import io.stillwater.evaluate.Method;
import io.stillwater.evaluate.Outcome;
import io.stillwater.evaluate.PoissonInterval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a method promised of normal rows beside what came of it over the cases of a collection.
 *
 * @param method its name
 * @param promised share of normal rows that may be beyond the limit
 * @param normal normal rows of all cases
 * @param beyond those beyond the limit of their case
 * @param median share of normal rows beyond it, over the cases
 * @param kept cases in which it is at most 1.5 times the promise
 * @param cases all of them
 * @param episodes that open at a normal row; −1 for samples, which have none
 */
record Realised(
    String method,
    double promised,
    long normal,
    long beyond,
    double median,
    int kept,
    int cases,
    int episodes) {
  private static final double FACTOR = 1.5;

  /** Of each method that promises something. */
  static List<Realised> of(List<Method> methods, List<Outcome> cases) {
    List<Realised> all = new ArrayList<>();
    for (Method method : methods) {
      List<Outcome> own =
          cases.stream()
              .filter(o -> o.method().equals(method.name()))
              .filter(o -> !Double.isNaN(o.get(Figure.FALSE_ALARMS)))
              .toList();
      if (!Double.isNaN(method.promised()) && !own.isEmpty()) {
        all.add(of(method, own));
      }
    }
    return all;
  }

  private static Realised of(Method method, List<Outcome> own) {
    double[] shares = own.stream().mapToDouble(o -> o.get(Figure.FALSE_ALARMS)).sorted().toArray();
    long kept = Arrays.stream(shares).filter(s -> s <= FACTOR * method.promised()).count();
    double middle = (shares[(shares.length - 1) / 2] + shares[shares.length / 2]) / 2;
    boolean series = own.stream().anyMatch(o -> !Double.isNaN(o.get(Figure.FALSE_EPISODES)));
    return new Realised(
        method.name(),
        method.promised(),
        own.stream().mapToLong(Realised::normal).sum(),
        own.stream().mapToLong(o -> Math.round(o.get(Figure.FALSE_ALARMS) * normal(o))).sum(),
        middle,
        (int) kept,
        own.size(),
        series ? (int) own.stream().mapToDouble(o -> o.get(Figure.FALSE_EPISODES)).sum() : -1);
  }

  private static long normal(Outcome outcome) {
    return (long) outcome.rows() - outcome.anomalies();
  }

  /** In a sentence or two. */
  String text() {
    String shares =
        String.format(
            Locale.ROOT,
            "%s: promised %.2f %% of normal rows beyond the limit, realised %.2f %% of %,d (median"
                + " case %.2f %%; at most %.1f times the promise in %d of %d).",
            method,
            100 * promised,
            100.0 * beyond / normal,
            normal,
            100 * median,
            FACTOR,
            kept,
            cases);
    if (episodes < 0) {
      return shares;
    }
    PoissonInterval interval = PoissonInterval.of(episodes).per(normal / 1000.0);
    return shares
        + String.format(
            Locale.ROOT,
            " False episodes: %,d, %.2f in 1,000 normal rows (90 %% interval %.2f to %.2f).",
            episodes,
            1000.0 * episodes / normal,
            interval.low(),
            interval.high());
  }

  /** The same for programs. */
  Map<String, Object> json() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("method", method);
    object.put("promised_share", promised);
    object.put("normal_rows", normal);
    object.put("normal_rows_beyond", beyond);
    object.put("median_share", median);
    object.put("cases", cases);
    object.put("cases_kept", kept);
    if (episodes >= 0) {
      PoissonInterval interval = PoissonInterval.of(episodes).per((double) normal);
      object.put("false_episodes", episodes);
      object.put("false_episodes_per_row_low", interval.low());
      object.put("false_episodes_per_row_high", interval.high());
    }
    return object;
  }
}
