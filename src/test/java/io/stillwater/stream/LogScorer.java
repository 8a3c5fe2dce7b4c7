package io.stillwater.stream;

import io.stillwater.detect.Calibration;
import io.stillwater.detect.Detector;
import io.stillwater.detect.NewestJudge;
import io.stillwater.detect.PValue;
import io.stillwater.detect.Threshold;
import io.stillwater.detect.WindowError;
import io.stillwater.detect.WindowScorer;
import io.stillwater.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A scorer whose answers can be worked out by hand: the score is the mean of the window's first
 * channel.
 */
public final class LogScorer implements WindowScorer {
  private static final Calibration POWERS =
      new Calibration() {
        @Override
        public double score(double[] logLevels) {
          return logLevels[0];
        }

        @Override
        public PValue pValue(double score) {
          return new PValue(Math.pow(10, -Math.max(0, score)), score > 2);
        }
      };

  /** A detector with a threshold of 1. */
  public static Detector detector(int length, int channels) {
    return new Detector(
        new LogScorer(length, channels), POWERS, new Threshold(1, 0.1, 1, Double.NaN, Double.NaN));
  }

  /** The same, which also judges the newest quarter of each window, one reading at least. */
  public static Detector newest(int length, int channels) {
    return new Detector(
        new LogScorer(length, channels),
        POWERS,
        new Threshold(1, 0.1, 1, Double.NaN, Double.NaN),
        Optional.of(new NewestJudge(new int[] {1}, POWERS)));
  }

  private final int length;
  private final int channels;

  private LogScorer(int length, int channels) {
    this.length = length;
    this.channels = channels;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public int channels() {
    return channels;
  }

  @Override
  public List<WindowError> errors(List<Window> windows) {
    List<WindowError> errors = new ArrayList<>();
    for (Window window : windows) {
      double[] values = values(window);
      double[] perChannel = new double[channels];
      double[] newestPerChannel = new double[channels];
      double mean = 0;
      double newest = 0;
      int quarter = Math.max(1, length / 4);
      for (int i = 0; i < values.length; i++) {
        perChannel[i % channels] += Math.abs(values[i]);
        mean += i % channels == 0 ? values[i] / length : 0;
        if (i >= (length - quarter) * channels) {
          newest += i % channels == 0 ? values[i] / quarter : 0;
          newestPerChannel[i % channels] += Math.abs(values[i]);
        }
      }
      errors.add(new WindowError(new double[] {mean, newest}, perChannel, newestPerChannel));
    }
    return errors;
  }

  @Override
  public double[] expected(Window window) {
    double[] values = values(window);
    for (int i = 0; i < values.length; i++) {
      values[i] /= 2;
    }
    return values;
  }

  private double[] values(Window window) {
    double[] values = new double[length * channels];
    window.copyTo(values, 0, new float[values.length], 0);
    return values;
  }

  @Override
  public void close() {}
}
