package io.stillwater.benchmark;

import io.stillwater.evaluate.Case;
import io.stillwater.evaluate.Judgement;
import io.stillwater.evaluate.Method;

/** A method that cannot do with missing values, on rows where they are filled. */
public record FilledMethod(Method method) implements Method {
  @Override
  public String name() {
    return method.name();
  }

  @Override
  public boolean draws() {
    return method.draws();
  }

  @Override
  public Judgement judge(Case on, long seed) throws Exception {
    return method.judge(
        new Case(
            on.name(),
            on.form(),
            LabelledFile.filled(on.training()),
            LabelledFile.filled(on.test())),
        seed);
  }
}
