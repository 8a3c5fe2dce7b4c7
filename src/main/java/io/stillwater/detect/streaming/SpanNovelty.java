package io.stillwater.detect.streaming;

import io.stillwater.diffusion.GrowingMemory;

/**
 * How unlike its past the mean of a stream's last readings is: the denoising error of a memory of
 * all such means, but the newest.
 *
 * <p>Until the span is full the reading itself stands for the mean: it is the mean of a window that
 * stood still, and the first means then meet a memory that knows the levels of the stream. Not
 * thread-safe.
 */
final class SpanNovelty {
  private final int span;
  private final RunningScale scale;
  private final GrowingMemory memory;
  private final double[][] readings; // (span, channels), a ring
  private final double[][] waiting; // (delay, channels), a ring of means not yet remembered
  private final double[] mean; // (channels)
  private long rows;

  /**
   * @param channels of the stream
   * @param span readings that the mean is taken of
   */
  SpanNovelty(int channels, int span) {
    this.span = span;
    this.scale = new RunningScale(channels, StreamingDetector.HORIZON);
    this.memory = new GrowingMemory(channels, StreamingDetector.RADIUS, StreamingDetector.CAPACITY);
    this.readings = new double[span][channels];
    this.waiting = new double[StreamingDetector.DELAY][channels];
    this.mean = new double[channels];
  }

  /**
   * The next reading.
   *
   * @param reading (channels)
   * @return the error in standard deviations, 0 while nothing is remembered
   */
  double next(double[] reading) {
    System.arraycopy(reading, 0, readings[(int) (rows % span)], 0, mean.length);
    boolean full = rows >= span - 1;
    for (int c = 0; c < mean.length; c++) {
      mean[c] = full ? mean(c) : reading[c];
    }
    double[] deviation = scale.add(mean);
    double[] oldest = waiting[(int) (rows % waiting.length)];
    if (rows >= waiting.length) {
      memory.add(oldest, deviation);
    }
    System.arraycopy(mean, 0, oldest, 0, mean.length);
    rows++;
    return memory.size() == 0 ? 0 : memory.error(mean, deviation);
  }

  /** A sum of its own each time: one that is carried on would drift. */
  private double mean(int channel) {
    double sum = 0;
    for (double[] reading : readings) {
      sum += reading[channel];
    }
    return sum / span;
  }
}
