package io.stillwater.train;

import io.stillwater.diffusion.Coreset;
import io.stillwater.diffusion.NoiseLevels;
import io.stillwater.model.BundleException;
import io.stillwater.model.MemoryGraph;
import io.stillwater.model.OnnxScorer;
import io.stillwater.model.RuntimeOptions;
import io.stillwater.model.ScoringGraph;
import io.stillwater.model.ScoringShape;
import io.stillwater.window.Normalisation;
import io.stillwater.window.Window;
import java.util.Arrays;
import java.util.List;

/**
 * The windows that a memory denoiser holds, and the graph around it.
 *
 * <p>The noise levels are {@value #NEAR}, {@value #MIDDLE} and {@value #FAR} times √d, d the values
 * of a window that move: the distance between two windows of independent noise grows like √d, so a
 * σ that does not would make any long window its nearest neighbour's.
 */
final class ReferenceSet {
  private static final double NEAR = 0.05;
  private static final double MIDDLE = 0.1;
  private static final double FAR = 0.25;

  /** Candidates that a coreset chooses from, for each place in it. */
  private static final int CANDIDATES = 8;

  private final int length;
  private final Normalisation normalisation;
  private final NoiseLevels levels;

  ReferenceSet(int length, Normalisation normalisation) {
    this.length = length;
    this.normalisation = normalisation;
    int moving = 0;
    for (int c = 0; c < normalisation.channels(); c++) {
      moving += normalisation.constant()[c] ? 0 : 1;
    }
    double root = Math.sqrt((double) length * moving);
    this.levels = new NoiseLevels(NEAR * root, MIDDLE * root, FAR * root);
  }

  private ReferenceSet(int length, Normalisation normalisation, NoiseLevels levels) {
    this.length = length;
    this.normalisation = normalisation;
    this.levels = levels;
  }

  /** The same with another normalisation, at the same noise levels. */
  ReferenceSet with(Normalisation other) {
    return new ReferenceSet(length, other, levels);
  }

  NoiseLevels levels() {
    return levels;
  }

  /** The normalised windows that stay of those candidates, at most {@code limit}. */
  float[][] choose(List<Window> windows, int[] candidates, int limit) {
    int[] spread = spread(candidates, Math.multiplyExact(CANDIDATES, limit));
    float[][] normalised = new float[spread.length][];
    Arrays.parallelSetAll(normalised, i -> normalisation.normalise(windows.get(spread[i])));
    int[] chosen = Coreset.choose(normalised, limit);
    return Arrays.stream(chosen).mapToObj(i -> normalised[i]).toArray(float[][]::new);
  }

  /** At most {@code limit} of them, evenly spread. */
  private static int[] spread(int[] all, int limit) {
    int[] some = new int[Math.min(all.length, limit)];
    Arrays.setAll(some, i -> all[(int) ((2L * i + 1) * all.length / (2L * some.length))]);
    return some;
  }

  /** The scoring graph over those references. */
  byte[] graph(float[][] references) {
    return ScoringGraph.build(length, normalisation, levels, new MemoryGraph(references));
  }

  OnnxScorer scorer(byte[] graph) throws BundleException {
    ScoringShape shape = new ScoringShape(length, normalisation.channels(), levels.count());
    return OnnxScorer.open(graph, shape, normalisation, RuntimeOptions.standard());
  }
}
