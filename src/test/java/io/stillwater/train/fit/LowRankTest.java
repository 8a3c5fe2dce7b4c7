package io.stillwater.train.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.console.Progress;
import io.stillwater.event.Reading;
import io.stillwater.train.ListReadings;
import io.stillwater.train.Open;
import io.stillwater.train.Trainer;
import io.stillwater.train.TrainingPlan;
import io.stillwater.train.TrainingResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Data of very low rank, whose covariance is mostly zeros and rounding. */
class LowRankTest {
  private static final int CHANNELS = 17;

  @TempDir private Path folder;

  enum Kind {
    ONE_FLIPS,
    ONE_SPIKES_ONCE,
    ALL_THE_SAME,
    RANK_ONE,
    PAIRS_OF_DUPLICATES,
    TINY,
    TINY_BESIDE_HUGE,
    ON_A_HIGH_LEVEL,
    STEPS_ONCE;

    double value(int row, int channel) {
      return switch (this) {
        case ONE_FLIPS -> channel == 3 ? row / 7 % 2 : 0;
        case ONE_SPIKES_ONCE -> channel == 3 && row == 250 ? 1 : 0;
        case ALL_THE_SAME -> Math.sin(row / 9.0);
        case RANK_ONE -> (channel + 1) * Math.sin(row / 9.0);
        case PAIRS_OF_DUPLICATES -> Math.sin(row / (5.0 + Math.floorDiv(channel, 2)));
        case TINY -> 1e-30 * Math.sin(row / (5.0 + channel));
        case TINY_BESIDE_HUGE -> Math.pow(10, 3 * channel - 24) * Math.sin((double) row * channel);
        case ON_A_HIGH_LEVEL -> 1e6 + (channel == 0 ? row % 2 : 0);
        case STEPS_ONCE -> row < 400 ? 0 : channel;
      };
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void dataOfLowRank_areTrainedOn(Kind kind) throws Exception {
    List<Reading> rows = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      int row = i;
      double[] values = IntStream.range(0, CHANNELS).mapToDouble(c -> kind.value(row, c)).toArray();
      rows.add(Reading.ofRow("", i, values, i));
    }
    List<String> names = IntStream.range(0, CHANNELS).mapToObj(c -> "c" + c).toList();
    TrainingPlan plan = TrainingPlan.of("low", folder.resolve(kind.name())).with(Open.ALL);
    TrainingResult result =
        Trainer.train(plan, new ListReadings(names, false, rows), Progress.NONE);
    assertTrue(Double.isFinite(result.bundle().manifest().threshold().score()));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void covarianceOfLowRank_isToldAgain(Kind kind) {
    int size = 256;
    DMatrixRMaj matrix = new DMatrixRMaj(size, size);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        for (int row = 0; row < 500; row += 25) {
          double product = kind.value(row, i % CHANNELS) * kind.value(row, j % CHANNELS);
          matrix.add(i, j, kind == Kind.TINY_BESIDE_HUGE ? product / 1e48 : product);
        }
      }
    }
    assertToldAgain(matrix);
  }

  @Test
  void zeros_haveDirectionsWithoutVariance() {
    Symmetric told = Symmetric.of(new DMatrixRMaj(5, 5));
    assertEquals(0, told.values()[0], 1e-15);
    double square = 0;
    for (int i = 0; i < 5; i++) {
      square += told.vectors().get(i, 0) * told.vectors().get(i, 0);
    }
    assertEquals(1, square, 1e-12);
  }

  @Test
  void denormalRounding_besideASignal_converges() {
    Random random = new Random(1);
    DMatrixRMaj matrix = new DMatrixRMaj(256, 256);
    for (int i = 0; i < matrix.data.length; i++) {
      matrix.data[i] = 1e-310 * random.nextGaussian();
    }
    matrix.set(0, 0, 4);
    assertToldAgain(matrix);
  }

  private static void assertToldAgain(DMatrixRMaj matrix) {
    DMatrixRMaj before = matrix.copy();
    Symmetric told = Symmetric.of(matrix);
    int size = before.numRows;
    double trace = IntStream.range(0, size).mapToDouble(i -> before.get(i, i)).sum();
    double sum = IntStream.range(0, size).mapToDouble(k -> told.values()[k]).sum();
    assertEquals(trace, sum, 1e-12 * trace);
    for (int i = 0; i < size; i += 31) {
      for (int j = 0; j < size; j += 17) {
        double value = 0;
        for (int k = 0; k < size; k++) {
          value += told.values()[k] * told.vectors().get(i, k) * told.vectors().get(j, k);
        }
        assertEquals(before.get(i, j), value, 1e-12 * trace);
      }
    }
  }
}
