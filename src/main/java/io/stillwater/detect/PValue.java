package io.stillwater.detect;

/**
 * How often normal data score at least as high.
 *
 * @param value in (0, 1]
 * @param extrapolated whether it comes from the fitted tail, beyond what calibration saw
 */
public record PValue(double value, boolean extrapolated) {}
