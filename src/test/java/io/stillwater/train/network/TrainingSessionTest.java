package io.stillwater.train.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.stillwater.diffusion.Technique;
import io.stillwater.model.runtime.RuntimeOptions;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainingSessionTest {
  private static final NetworkSpec SPEC = new NetworkSpec(4, 2, 2, 16, 1, Mixing.TOKENS);
  private static final Windows SEEN = new Normals(64, 8, 1.3, 0.3, 1);
  private static final RuntimeOptions ONE_THREAD = new RuntimeOptions(4, 1);

  /** Steps in runs of at most so many; what the state is after them, and the losses' sum. */
  private static Map<String, float[]> walked(NetworkPlan plan, int most, double[] loss)
      throws Exception {
    try (TrainingSession session = new TrainingSession(SPEC, plan, ONE_THREAD, most);
        Batch batch = new Batch(SPEC, plan, plan.technique().schedule(), most)) {
      float[] first = new float[session.weights()];
      Arrays.fill(first, 0.1f);
      session.write(Map.of(TrainingSession.WEIGHTS, first, TrainingSession.AVERAGE, first));
      for (int done = 0; done < plan.steps(); ) {
        float[][] rates = new float[Math.min(most, plan.steps() - done)][];
        for (int round = 0; round < rates.length; round++) {
          batch.draw(round, SEEN, new SplittableRandom(done + round));
          rates[round] = new float[] {0.01f * (done + round + 1), 1, 0.001f, 0.1f};
        }
        loss[0] += session.steps(batch, rates);
        done += rates.length;
      }
      return session.read();
    }
  }

  @ParameterizedTest
  @EnumSource(Technique.class)
  void stepsInOneRun_areThoseOfSingleRunsBitForBit(Technique technique) throws Exception {
    NetworkPlan plan = new NetworkPlan(technique, 7, 16, 5e-3, 0.5, 0.3, 7);
    double[] single = {0};
    double[] together = {0};

    Map<String, float[]> expected = walked(plan, 1, single);
    Map<String, float[]> seen = walked(plan, 3, together); // 3, 3 and 1

    expected.forEach((name, values) -> assertArrayEquals(values, seen.get(name), name));
    assertEquals(single[0], together[0], 1e-5 * single[0]);
  }

  @Test
  void everyStep_hasARateOfItsOwn() throws Exception {
    NetworkPlan plan = new NetworkPlan(Technique.EDM, 4, 16, 5e-3, 1, 0, 7);
    float[] after = walked(plan, 4, new double[1]).get(TrainingSession.WEIGHTS);

    float[] sooner =
        walked(new NetworkPlan(Technique.EDM, 3, 16, 5e-3, 1, 0, 7), 4, new double[1])
            .get(TrainingSession.WEIGHTS);

    assertNotEquals(Arrays.hashCode(sooner), Arrays.hashCode(after));
  }
}
