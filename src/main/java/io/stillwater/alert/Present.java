package io.stillwater.alert;

import java.util.List;

/**
 * What the newest window of an episode shows, beside its {@link Peak}.
 *
 * @param score of the window
 * @param pValue of that score
 * @param quiet whether it counts as quiet: within the threshold, or beyond it only by readings of
 *     before, its newest ones being calm
 * @param channels those that explain its newest readings, the largest share first; empty for images
 *     and sounds
 */
public record Present(double score, double pValue, boolean quiet, List<Share> channels) {
  /** A channel's share of the denoising error of the newest readings, in [0, 1]. */
  public record Share(String channel, double share) {}

  public Present {
    channels = List.copyOf(channels);
  }

  /** As the strangest window, where nothing else is known. */
  static Present of(Peak peak) {
    return new Present(peak.score(), peak.pValue(), false, List.of());
  }

  List<String> names() {
    return channels.stream().map(Share::channel).toList();
  }
}
