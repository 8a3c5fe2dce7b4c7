package io.stillwater.alert;

/**
 * What one channel has to do with an episode.
 *
 * @param channel its name
 * @param share of the denoising error, in [0, 1]; the shares of all channels sum to one
 * @param observed (length) the values of the window, carried forward where missing
 * @param expected (length) what the clean window would have looked like, in the same units
 */
public record Contribution(String channel, double share, double[] observed, double[] expected) {}
