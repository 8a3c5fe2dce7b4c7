package io.stillwater.detect;

/**
 * What the denoiser made of one window.
 *
 * @param logLevels (levels): ln s_σ of each noise level
 * @param channels (channels): the weighted squared error of each channel, summed over rows and
 *     levels, at least 0
 */
public record WindowError(double[] logLevels, double[] channels) {}
