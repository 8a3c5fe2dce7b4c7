package io.stillwater.train.fit;

import io.stillwater.console.Progress;
import io.stillwater.diffusion.Coreset;
import io.stillwater.diffusion.NoiseLevels;
import io.stillwater.model.graph.DenoiserGraph;
import io.stillwater.model.graph.MemoryGraph;
import io.stillwater.model.graph.ViewedGraph;
import io.stillwater.model.manifest.View;
import io.stillwater.train.data.Indices;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The exact denoiser over a choice of the windows.
 *
 * <p>The noise levels are {@value #NEAR}, {@value #MIDDLE} and {@value #FAR} times √d, d the values
 * of a window that move: the distance between two windows of independent noise grows like √d, so a
 * σ that does not would make any long window its nearest neighbour's.
 *
 * <p>All values that are remembered at one scale together are {@value #VALUES} at most: windows of
 * more than 1,024 values are remembered in smaller number, so that memory, time and bundle stay
 * bounded.
 *
 * @param most windows that are remembered, at least 1; the scales of a long window share them
 * @param view what it sees of a window; empty for every scale at which a window is looked at
 */
public record MemoryFit(int most, Optional<View> view) implements DenoiserFit {
  public static final int MOST = 4096;

  /** {@value #MOST} windows, at every scale. */
  public static final MemoryFit DEFAULT = new MemoryFit(MOST);

  private static final int VALUES = 1_850_000;

  private static final double NEAR = 0.05;
  private static final double MIDDLE = 0.1;
  private static final double FAR = 0.25;

  /** Candidates that a coreset chooses from, for each place in it. */
  private static final int CANDIDATES = 4;

  public MemoryFit {
    if (most < 1) {
      throw new IllegalArgumentException("the memory must have room for 1 window: was " + most);
    }
  }

  /** At every scale. */
  public MemoryFit(int most) {
    this(most, Optional.empty());
  }

  @Override
  public boolean costly() {
    return false;
  }

  @Override
  public List<DenoiserFit> at(int length) {
    List<View> scales = View.scales(length);
    int share = Math.max(1, most / scales.size());
    return view.isPresent()
        ? List.of(this)
        : scales.stream()
            .<DenoiserFit>map(scale -> new MemoryFit(share, Optional.of(scale)))
            .toList();
  }

  @Override
  public DenoiserGraph fit(FitInput input, Progress progress) {
    View seen = view.orElse(View.whole(input.length()));
    int room = Math.min(most, Math.max(1, VALUES / (seen.tokens() * input.channels())));
    Indices spread = input.training().spread(Math.multiplyExact(CANDIDATES, room));
    float[][] normalised = input.read(seen, spread);
    int[] chosen = Coreset.choose(normalised, room);
    float[][] references =
        IntStream.of(chosen).mapToObj(i -> normalised[i]).toArray(float[][]::new);
    MemoryGraph memory = new MemoryGraph(references, levels(input.movingValues(seen)));
    return ViewedGraph.of(seen, input.length(), memory);
  }

  private static NoiseLevels levels(int movingValues) {
    double root = Math.sqrt(Math.max(1, movingValues));
    return new NoiseLevels(NEAR * root, MIDDLE * root, FAR * root);
  }
}
