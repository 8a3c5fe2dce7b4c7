package io.stillwater.benchmark;

import io.stillwater.console.Progress;
import io.stillwater.evaluate.Case;
import io.stillwater.evaluate.Judgement;
import io.stillwater.evaluate.Method;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.train.CrossFit;
import io.stillwater.train.TrainingPlan;
import io.stillwater.train.data.TrainingException;
import io.stillwater.train.survey.Judged;
import io.stillwater.train.survey.Survey;
import io.stillwater.train.survey.Verdicts;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What {@code detect} says of the test rows as one file. It looks at the training rows only where
 * they are the test rows. A row's score is by rows after it as well.
 *
 * @param runtime what it runs on
 */
record Detecting(RuntimeOptions runtime) implements Method {
  @Override
  public String name() {
    return "detect";
  }

  @Override
  public boolean draws() {
    return false;
  }

  @Override
  public Judgement judge(Case on, long seed) throws Exception {
    TrainingPlan plan =
        on.form() == Case.Form.SAMPLES
            ? TrainingPlan.table("detect", Path.of("detect"))
            : TrainingPlan.of("detect", Path.of("detect"));
    double[] scores = new double[on.test().rows().size()];
    Arrays.fill(scores, Double.NaN);
    try (CrossFit fit =
        CrossFit.of(plan.with(seed).with(runtime), new TableReadings(on.test()), Progress.NONE)) {
      Survey survey = Survey.of(fit, Survey.FALSE_SHARE);
      Verdicts verdicts = new Verdicts(survey.keys());
      double limit = survey.standing();
      for (int i = 0; i < scores.length; i++) {
        Verdicts.Row row = verdicts.next(on.test().rows().get(i));
        if (row != null) {
          // Rows of a stretch that are calmer than its limit belong to it.
          scores[i] = row.strange() ? Math.max(row.standing(), limit) : row.standing();
        }
      }
      return new Judgement(scores, new double[0], Math.nextDown(limit), note(survey));
    } catch (TrainingException e) {
      return Judgement.none(scores.length, "not judged: " + e.getMessage());
    }
  }

  private static String note(Survey survey) {
    long rows = survey.keys().stream().map(Judged::strange).mapToLong(s -> s.length).sum();
    return survey.stretches().size() + " stretches in " + rows + " rows";
  }
}
