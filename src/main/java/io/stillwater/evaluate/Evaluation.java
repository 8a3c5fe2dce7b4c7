package io.stillwater.evaluate;

import io.stillwater.evaluate.Archive.Run;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs methods over cases. */
public final class Evaluation {
  private final CaseSource source;
  private final Archive archive;

  /** Told how it goes. */
  public interface Listener {
    /** Tells nobody. */
    Listener NONE = new Listener() {};

    /**
     * A method begins with a case.
     *
     * @param done the share of cases that are done
     */
    default void begins(String on, String method, double done) {}

    /** A method is done with a case. */
    default void ends(Case on, Run run, Outcome outcome) throws IOException {}
  }

  /**
   * @param archive of what was run before
   */
  public Evaluation(CaseSource source, Archive archive) {
    this.source = source;
    this.archive = archive;
  }

  /**
   * Runs each method on each case; methods that draw, once for each seed there is.
   *
   * @param cases names of some
   * @return what the listener was told, what is said in retrospect behind it, and the figures of
   *     all cases together at the end, at the first seed
   * @throws Exception where a file cannot be read, and whatever a method throws
   */
  public List<Outcome> run(List<String> cases, List<Method> methods, Listener listener)
      throws Exception {
    List<Outcome> outcomes = new ArrayList<>();
    Map<String, Corpus> corpora = new LinkedHashMap<>(); // by method
    for (int c = 0; c < cases.size(); c++) {
      Case on = source.read(cases.get(c));
      for (int m = 0; m < methods.size(); m++) {
        Method method = methods.get(m);
        int seeds = method.draws() ? source.seeds() : 1;
        for (int seed = 0; seed < seeds; seed++) {
          double done = (c + (m + (double) seed / seeds) / methods.size()) / cases.size();
          listener.begins(on.name(), method.name(), done);
          Run run = run(method, on, seed);
          outcomes.addAll(judged(on, method.name(), seed, run, corpora, listener));
        }
      }
    }
    for (Corpus corpus : corpora.values()) {
      outcomes.addAll(corpus.outcomes(source.whole()));
    }
    return outcomes;
  }

  private Run run(Method method, Case on, long seed) throws Exception {
    Run known = archive.find(on, method, seed).orElse(null);
    if (known != null) {
      return known;
    }
    long start = System.nanoTime();
    Judgement judgement = method.judge(on, seed);
    Run run = new Run(judgement, (System.nanoTime() - start) / 1e9);
    archive.keep(on, method, seed, run);
    return run;
  }

  private static List<Outcome> judged(
      Case on, String method, long seed, Run run, Map<String, Corpus> corpora, Listener listener)
      throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    outcomes.add(Measures.outcome(on, method, seed, run));
    listener.ends(on, run, outcomes.get(0));
    if (seed == 0) {
      corpora.computeIfAbsent(method, Corpus::new).add(on, run);
    }
    if (run.judgement().retrospective().length > 0) {
      String name = method + Outcome.RETROSPECTIVE;
      Run back = new Run(run.judgement().lookingBack(), run.seconds());
      outcomes.add(Measures.outcome(on, name, seed, back));
      listener.ends(on, back, outcomes.get(1));
      if (seed == 0) {
        corpora.computeIfAbsent(name, Corpus::new).add(on, back);
      }
    }
    return outcomes;
  }
}
