package io.stillwater.benchmark;

import io.stillwater.evaluate.Case;
import io.stillwater.evaluate.Judgement;
import io.stillwater.evaluate.Method;
import java.util.List;
import java.util.Map;

/**
 * A method that has said what it has to say.
 *
 * @param scores by case
 * @param limit beyond which it alarms
 */
public record Said(String name, Map<String, List<Double>> scores, double limit) implements Method {
  public Said {
    scores = Map.copyOf(scores);
  }

  @Override
  public boolean draws() {
    return false;
  }

  @Override
  public Judgement judge(Case on, long seed) {
    return new Judgement(
        scores.get(on.name()).stream().mapToDouble(Double::doubleValue).toArray(), limit);
  }
}
