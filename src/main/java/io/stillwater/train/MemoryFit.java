package io.stillwater.train;

import io.stillwater.diffusion.Coreset;
import io.stillwater.diffusion.NoiseLevels;
import io.stillwater.model.DenoiserGraph;
import io.stillwater.model.MemoryGraph;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The exact denoiser over a choice of the windows.
 *
 * <p>The noise levels are {@value #NEAR}, {@value #MIDDLE} and {@value #FAR} times √d, d the values
 * of a window that move: the distance between two windows of independent noise grows like √d, so a
 * σ that does not would make any long window its nearest neighbour's.
 *
 * @param most windows that are remembered, at least 1
 */
public record MemoryFit(int most) implements DenoiserFit {
  public static final int MOST = 4096;

  /** {@value #MOST} windows. */
  public static final MemoryFit DEFAULT = new MemoryFit(MOST);

  private static final double NEAR = 0.05;
  private static final double MIDDLE = 0.1;
  private static final double FAR = 0.25;

  /** Candidates that a coreset chooses from, for each place in it. */
  private static final int CANDIDATES = 8;

  public MemoryFit {
    if (most < 1) {
      throw new IllegalArgumentException("the memory must have room for 1 window: was " + most);
    }
  }

  @Override
  public boolean costly() {
    return false;
  }

  @Override
  public DenoiserGraph fit(FitInput input, Progress progress) {
    Indices spread = input.training().spread(Math.multiplyExact(CANDIDATES, most));
    float[][] normalised = new float[spread.size()][];
    Arrays.parallelSetAll(normalised, i -> read(input, spread.get(i)));
    int[] chosen = Coreset.choose(normalised, most);
    float[][] references =
        IntStream.of(chosen).mapToObj(i -> normalised[i]).toArray(float[][]::new);
    return new MemoryGraph(references, levels(input));
  }

  private static NoiseLevels levels(FitInput input) {
    double root = Math.sqrt(input.movingValues());
    return new NoiseLevels(NEAR * root, MIDDLE * root, FAR * root);
  }

  private static float[] read(FitInput input, int window) {
    float[] values = new float[input.dimension()];
    input.read(window, values, new float[values.length], 0);
    return values;
  }
}
