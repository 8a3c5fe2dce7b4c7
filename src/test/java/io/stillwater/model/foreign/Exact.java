package io.stillwater.model.foreign;

import io.stillwater.diffusion.DiscreteSchedule;
import io.stillwater.diffusion.Parameterisation;
import io.stillwater.onnx.ForeignFile;
import java.util.List;

/**
 * The exact network for independent values of mean 0 and deviation s_i: of x_t = √ᾱ·y + √(1−ᾱ)·n it
 * predicts what can be known, and D(x; σ) = s²/(s² + σ²)·x. Written as PyTorch would export it.
 */
public final class Exact {
  public static final int LENGTH = 4;
  public static final int CHANNELS = 2;
  static final DiscreteSchedule STEPS = DiscreteSchedule.linear(1e-4, 0.02, 1000);

  private Exact() {}

  /** s of a value of the window: it differs from each to each, so that a wrong order shows. */
  static double deviation(int reading, int channel) {
    return 0.5 + 0.3 * reading + 1.1 * channel;
  }

  /** What the network says for x_t = 1. */
  static double gain(Parameterisation prediction, double sigma, double deviation) {
    double signal = 1 / Math.sqrt(1 + sigma * sigma); // √ᾱ
    double noise = sigma * signal; // √(1 − ᾱ)
    double variance = signal * signal * deviation * deviation + noise * noise; // of x_t
    double clean = signal * deviation * deviation / variance;
    double epsilon = noise / variance;
    return switch (prediction) {
      case EPSILON -> epsilon;
      case V -> signal * epsilon - noise * clean;
      case X0 -> clean;
      default -> throw new IllegalArgumentException("no such model: " + prediction);
    };
  }

  /**
   * The file: a table by steps, times the input.
   *
   * @param stepType of the step
   * @param stepSizes of the step, −1 for the batch
   */
  public static byte[] file(
      Parameterisation prediction, WindowOrder order, int stepType, long... stepSizes) {
    List<Long> axes = order.axes(LENGTH, CHANNELS);
    long[] shape = new long[axes.size() + 1];
    for (int i = 0; i < axes.size(); i++) {
      shape[i + 1] = axes.get(i);
    }
    long[] table = shape.clone();
    table[0] = STEPS.steps();
    long[] sample = shape.clone();
    sample[0] = -1;
    return ForeignFile.of(17)
        .input("sample", ForeignFile.FLOAT, sample)
        .input("timestep", stepType, stepSizes)
        .constant("table", table(prediction, order), table)
        .constant("flat", new long[] {-1}, 1)
        .node("Reshape", List.of("timestep", "flat"), List.of("row"))
        .node(
            "Cast", List.of("row"), List.of("step"), ForeignFile.attribute("to", ForeignFile.INT64))
        .node("Gather", List.of("table", "step"), List.of("gain"))
        .node("Mul", List.of("sample", "gain"), List.of("prediction"))
        .output("prediction", ForeignFile.FLOAT, sample)
        .bytes();
  }

  private static float[] table(Parameterisation prediction, WindowOrder order) {
    int dimension = LENGTH * CHANNELS;
    float[] table = new float[STEPS.steps() * dimension];
    for (int t = 0; t < STEPS.steps(); t++) {
      for (int i = 0; i < dimension; i++) {
        boolean turned = order == WindowOrder.CHANNELS_LENGTH;
        int reading = turned ? i % LENGTH : i / CHANNELS;
        int channel = turned ? i / LENGTH : i % CHANNELS;
        table[t * dimension + i] =
            (float) gain(prediction, STEPS.sigma(t), deviation(reading, channel));
      }
    }
    return table;
  }
}
