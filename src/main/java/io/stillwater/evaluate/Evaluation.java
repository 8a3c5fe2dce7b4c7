package io.stillwater.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs methods over the cases of a collection. Nothing is kept from one run to another. */
public final class Evaluation {
  private final Collection collection;
  private final Path folder;
  private final TableReader reader;

  /**
   * @param folder of the collection
   */
  public Evaluation(Collection collection, Path folder, TableReader reader) {
    this.collection = collection;
    this.folder = folder;
    this.reader = reader;
  }

  /**
   * Runs each method on each case; methods that draw, once for each seed of the collection.
   *
   * @param told of every outcome as it comes
   * @return the same outcomes; behind them, where the collection is pooled, one for each method
   *     over the rows of all cases, at the first seed
   * @throws Exception where a file cannot be read, and whatever a method throws
   */
  public List<Outcome> run(List<Method> methods, Consumer<Outcome> told) throws Exception {
    List<Outcome> outcomes = new ArrayList<>();
    Map<String, Judged> pools = new LinkedHashMap<>(); // by method
    for (String name : collection.cases(folder)) {
      Case on = collection.read(folder, name, reader);
      for (Method method : methods) {
        int seeds = method.draws() ? collection.seeds() : 1;
        for (int seed = 0; seed < seeds; seed++) {
          Judged pool = pools.computeIfAbsent(method.name(), m -> new Judged());
          Outcome outcome = run(method, on, seed, pool);
          told.accept(outcome);
          outcomes.add(outcome);
        }
      }
    }
    if (collection.pooled()) {
      pools.forEach(
          (method, rows) -> {
            Outcome outcome = rows.outcome(collection, Outcome.POOLED, method, 0);
            told.accept(outcome);
            outcomes.add(outcome);
          });
    }
    return outcomes;
  }

  private Outcome run(Method method, Case on, long seed, Judged pool) throws Exception {
    long start = System.nanoTime();
    Judgement judgement = method.judge(on, seed);
    double seconds = (System.nanoTime() - start) / 1e9;
    boolean[] labels = on.test().labels();
    Judged rows = new Judged();
    rows.add(judgement, labels, seconds);
    if (seed == 0) {
      pool.add(judgement, labels, seconds);
    }
    return rows.outcome(collection, on.name(), method.name(), seed);
  }
}
