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

  /** The first level of the network, or of the memory where there is none. */
  int denoiserLevel() {
    int level = 0;
    for (DenoiserInfo denoiser : denoisers) {
      if (denoiser.learnt()) {
        return level;
      }
      level += denoiser.levels().length;
    }
    return 0;
  }

  /** Whether there is a network among the denoisers. */
  boolean hasNetwork() {
    return denoisers.stream().anyMatch(DenoiserInfo::learnt);
  }

  /** What that denoiser sees of a window. */
  View denoiserView() {
    DenoiserInfo used =
        denoisers.stream().filter(DenoiserInfo::learnt).findFirst().orElse(denoisers.get(0));
    return used.view(length);
  }

  /** Where no network tells what normal would have looked like, the memory's middle level does. */
  int expectedLevel() {
    return (denoisers.get(0).levels().length - 1) / 2;
  }
}
