package io.stillwater.detect.streaming;

import io.stillwater.diffusion.GrowingMemory;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How unlike its past the mean of a channel's last readings is: the denoising error of a memory of
 * all such means, but the newest.
 *
 * <p>Until the span is full the reading itself stands for the mean: it is the mean of a window that
 * stood still, and the first means then meet a memory that knows the levels of the channel. Not
 * thread-safe.
 */
final class SpanNovelty {
  /** An error at most, so that sums stay finite. */
  private static final double MOST = 1e9;

  private final RunningScale scale = new RunningScale(StreamingDetector.HORIZON);
  private final GrowingMemory memory;
  private final double[] readings; // (span), a ring
  private final double[] waiting = new double[StreamingDetector.DELAY]; // a ring, not remembered
  private final double[] mean = {0}; // as a window of one value
  private final double[] oldest = {0};
  private final double[] deviation = {1};
  private long rows;

  /**
   * @param span readings that the mean is taken of
   * @param capacity means that are remembered at most
   */
  SpanNovelty(int span, int capacity) {
    this.readings = new double[span];
    this.memory = new GrowingMemory(1, StreamingDetector.RADIUS, capacity);
  }

  /** The next reading; the error in standard deviations, 0 while nothing is remembered. */
  double next(double reading) {
    readings[(int) (rows % readings.length)] = reading;
    mean[0] = rows >= readings.length - 1 ? mean() : reading;
    deviation[0] = scale.add(mean[0]);
    int place = (int) (rows % waiting.length);
    if (rows >= waiting.length) {
      oldest[0] = waiting[place];
      memory.add(oldest, deviation);
    }
    waiting[place] = mean[0];
    rows++;
    return memory.size() == 0 ? 0 : Math.min(MOST, memory.error(mean, deviation));
  }

  /** A sum of its own each time: one that is carried on would drift. */
  private double mean() {
    double sum = 0;
    for (double reading : readings) {
      sum += reading;
    }
    return sum / readings.length;
  }

  /** The nearest mean that is remembered to the newest one; that itself while there is none. */
  double expected() {
    return memory.denoise(mean, deviation)[0];
  }

  /** Readings so far. */
  long rows() {
    return rows;
  }

  /** Remembers so many means at most from now on. */
  void limit(int means) {
    memory.limit(means);
  }

  void write(DataOutput out) throws IOException {
    scale.write(out);
    memory.write(out);
    write(out, readings);
    write(out, waiting);
    out.writeLong(rows);
  }

  void read(DataInput in) throws IOException {
    scale.read(in);
    memory.read(in);
    read(in, readings);
    read(in, waiting);
    rows = in.readLong();
  }

  private static void write(DataOutput out, double[] values) throws IOException {
    for (double value : values) {
      out.writeDouble(value);
    }
  }

  private static void read(DataInput in, double[] values) throws IOException {
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readDouble();
    }
  }
}
