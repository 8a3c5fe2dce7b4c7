package io.stillwater.model.runtime;

import java.util.Locale;

/** What ONNX Runtime computes on. */
public enum Provider {
  CPU(5e-5),
  CUDA(1e-4),
  /** With the matrix products of networks in half precision. */
  CUDA_HALF(1e-3);

  private final double tolerance;

  Provider(double tolerance) {
    this.tolerance = tolerance;
  }

  /**
   * The largest difference to numbers of another machine's CPU that is explained by rounding, as a
   * part of 1 + |number|.
   */
  public double tolerance() {
    return tolerance;
  }

  /** Its name in settings, logs and metrics. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it is a GPU. */
  public boolean gpu() {
    return this != CPU;
  }
}
