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
  private final boolean retrospective;

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
   * @param retrospective whether to measure what is said in retrospect as well
   */
  public Evaluation(CaseSource source, Archive archive, boolean retrospective) {
    this.source = source;
    this.archive = archive;
    this.retrospective = retrospective;
  }

  /**
   * Runs each method on each case; methods that draw, once for each seed there is.
   *
   * @param cases names of some
   * @return what the listener was told, and the figures of all cases together at the end, at the
   *     first seed
   * @throws Exception where a file cannot be read, and whatever a method throws
   */
  public List<Outcome> run(List<String> cases, List<Method> methods, Listener listener)
      throws Exception {
    Pass pass = new Pass(listener);
    for (int c = 0; c < cases.size(); c++) {
      Case on = source.read(cases.get(c));
      Measures measures = new Measures(on);
      for (int m = 0; m < methods.size(); m++) {
        Method method = methods.get(m);
        int seeds = method.draws() ? source.seeds() : 1;
        for (int seed = 0; seed < seeds; seed++) {
          double done = (c + (m + (double) seed / seeds) / methods.size()) / cases.size();
          listener.begins(on.name(), method.name(), done);
          Run run = run(method, on, seed);
          pass.add(measures, method.name(), seed, run);
          if (retrospective && run.judgement().retrospective().length > 0) {
            Run back = new Run(run.judgement().lookingBack(), run.seconds());
            pass.add(measures, method.name() + Outcome.RETROSPECTIVE, seed, back);
          }
        }
      }
    }
    return pass.end();
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

  /** What came of one pass over the cases. */
  private final class Pass {
    private final Listener listener;
    private final List<Outcome> outcomes = new ArrayList<>();
    private final Map<String, Corpus> corpora = new LinkedHashMap<>(); // by method

    Pass(Listener listener) {
      this.listener = listener;
    }

    void add(Measures measures, String method, long seed, Run run) throws IOException {
      Outcome outcome = measures.outcome(method, seed, run);
      listener.ends(measures.on(), run, outcome);
      outcomes.add(outcome);
      if (seed == 0) {
        corpora.computeIfAbsent(method, Corpus::new).add(measures.on(), run, source.whole());
      }
    }

    List<Outcome> end() {
      for (Corpus corpus : corpora.values()) {
        outcomes.addAll(corpus.outcomes(source.whole()));
      }
      return outcomes;
    }
  }
}
