package io.stillwater.benchmark;

import io.stillwater.console.Console;
import io.stillwater.evaluate.report.EvaluationReport;
import java.util.Map;

/** How well a bundle finds what is labelled, in rows or among files. */
@FunctionalInterface
public interface BundleEvaluation {
  /**
   * Evaluates, and says line by line what was reached.
   *
   * @param quiet where the output is for machines
   */
  Results run(Console console, boolean quiet) throws Exception;

  /**
   * What was reached.
   *
   * @param page for people
   * @param json for programs, in order
   */
  record Results(EvaluationReport page, Map<String, Object> json) {}
}
