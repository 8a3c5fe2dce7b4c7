package io.stillwater.model;

import java.util.Arrays;
import java.util.List;

/**
 * What a scoring graph is made for.
 *
 * @param length readings in a window
 * @param channels channels of a reading
 * @param denoisers at least one; their levels follow each other in that order
 */
public record ScoringShape(int length, int channels, List<DenoiserInfo> denoisers) {
  public ScoringShape {
    denoisers = List.copyOf(denoisers);
  }

  /** σ of all levels. */
  public double[] sigmas() {
    return denoisers.stream().flatMapToDouble(d -> Arrays.stream(d.levels())).toArray();
  }

  /** How many noise levels. */
  public int levels() {
    return sigmas().length;
  }

  /** Values in a window. */
  public int dimension() {
    return Math.multiplyExact(length, channels);
  }

  /** Which denoiser is asked at any σ: the network, or the first where there is none. */
  private int asked() {
    for (int i = 0; i < denoisers.size(); i++) {
      if (denoisers.get(i).learnt()) {
        return i;
      }
    }
    return 0;
  }

  /** The first level of the denoiser that is asked at any σ. */
  int denoiserLevel() {
    return denoisers.subList(0, asked()).stream().mapToInt(d -> d.levels().length).sum();
  }

  /** Whether there is a network among the denoisers. */
  boolean hasNetwork() {
    return denoisers.stream().anyMatch(DenoiserInfo::learnt);
  }

  /** What that denoiser sees of a window. */
  View denoiserView() {
    return denoisers.get(asked()).view(length);
  }

  /**
   * Where no network tells what normal would have looked like, the first one's middle level does.
   */
  int expectedLevel() {
    return (denoisers.get(0).levels().length - 1) / 2;
  }
}
