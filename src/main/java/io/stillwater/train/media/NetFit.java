package io.stillwater.train.media;

import io.stillwater.window.surface.CellNet;
import java.util.SplittableRandom;

/**
 * Trains a {@link CellNet} by Adam (Kingma and Ba 2015, algorithm 1) on the logistic loss. Not
 * thread-safe; the same samples and seed give the same weights.
 */
final class NetFit {
  private static final int H1 = 96;
  private static final int H2 = 48;
  private static final int BATCH = 256;

  /** Passes over the samples: so many at least, more where they are few. */
  private static final int EPOCHS = 5;

  private static final int EPOCHS_OF_FEW = 8;
  private static final int SEEN_IN_ALL = 1_000_000;
  private static final double RATE = 2e-3;
  private static final float DECAY = 1e-5f;

  private final float[][] weights; // (3 layers)(inputs + 1, outputs)
  private final float[][] gradients;
  private final Adam[] adam = new Adam[3];
  private final float[] h1 = new float[H1];
  private final float[] h2 = new float[H2];
  private final float[] d1 = new float[H1];
  private final float[] d2 = new float[H2];
  private final float[] x;

  private NetFit(int n, SplittableRandom random) {
    this.x = new float[n];
    int[] sizes = {n, H1, H2, 1};
    weights = new float[3][];
    gradients = new float[3][];
    for (int l = 0; l < 3; l++) {
      weights[l] = new float[(sizes[l] + 1) * sizes[l + 1]];
      gradients[l] = new float[weights[l].length];
      adam[l] = new Adam(weights[l].length);
      double deviation = Math.sqrt(2.0 / sizes[l]); // He et al. 2015, equation 10
      for (int i = 0; i < sizes[l] * sizes[l + 1]; i++) {
        weights[l][i] = (float) (deviation * random.nextGaussian());
      }
    }
  }

  /**
   * Trains.
   *
   * @param samples vectors, and whether they are of defects
   * @param inputs the places that the network sees
   */
  static CellNet fit(CellSamples samples, int[] inputs, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    NetFit fit = new NetFit(inputs.length, random);
    float[][] level = level(samples, inputs);
    CellNet untrained = fit.net(inputs, level);
    int[] order = new int[samples.count()];
    float[] vector = new float[samples.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    int epochs = Math.max(EPOCHS, Math.min(EPOCHS_OF_FEW, SEEN_IN_ALL / order.length));
    for (int epoch = 0; epoch < epochs; epoch++) {
      shuffle(order, random);
      for (int from = 0; from < order.length; from += BATCH) {
        int to = Math.min(order.length, from + BATCH);
        for (int i = from; i < to; i++) {
          samples.read(order[i], vector);
          untrained.read(vector, 0, fit.x, 0);
          fit.learn(samples.odd(order[i]));
        }
        double left = 1 - (epoch + (double) from / order.length) / epochs;
        fit.step(to - from, RATE * Math.min(1, 2 * left));
      }
    }
    return fit.net(inputs, level);
  }

  private CellNet net(int[] inputs, float[][] level) {
    return new CellNet(inputs, level[0], level[1], weights[0], weights[1], weights[2]);
  }

  /** Mean and deviation of each input. */
  private static float[][] level(CellSamples samples, int[] inputs) {
    double[] sums = new double[inputs.length];
    double[] squares = new double[inputs.length];
    float[] vector = new float[samples.size()];
    int n = samples.count();
    for (int s = 0; s < n; s++) {
      samples.read(s, vector);
      for (int i = 0; i < inputs.length; i++) {
        double value = vector[inputs[i]];
        sums[i] += value / n;
        squares[i] += value * value / n;
      }
    }
    float[][] level = new float[2][inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      level[0][i] = (float) sums[i];
      level[1][i] = (float) Math.sqrt(Math.max(0, squares[i] - sums[i] * sums[i])) + 1e-3f;
    }
    return level;
  }

  private void learn(boolean odd) {
    forward(x, weights[0], h1);
    forward(h1, weights[1], h2);
    double logit = weights[2][H2];
    for (int i = 0; i < H2; i++) {
      logit += h2[i] * weights[2][i];
    }
    float error = (float) (1 / (1 + Math.exp(-logit)) - (odd ? 1 : 0));
    for (int i = 0; i < H2; i++) {
      gradients[2][i] += error * h2[i];
      d2[i] = h2[i] > 0 ? error * weights[2][i] : 0;
    }
    gradients[2][H2] += error;
    backward(h1, weights[1], d2, gradients[1], d1);
    backward(x, weights[0], d1, gradients[0], null);
  }

  private static void forward(float[] in, float[] weights, float[] out) {
    int size = out.length;
    System.arraycopy(weights, in.length * size, out, 0, size);
    for (int i = 0; i < in.length; i++) {
      float value = in[i];
      if (value != 0) {
        int at = i * size;
        for (int j = 0; j < size; j++) {
          out[j] += value * weights[at + j];
        }
      }
    }
    for (int j = 0; j < size; j++) {
      out[j] = Math.max(0, out[j]);
    }
  }

  /** Adds to the gradients; {@code error} receives that of the inputs, which are rectified. */
  private static void backward(
      float[] in, float[] weights, float[] delta, float[] gradient, float[] error) {
    int size = delta.length;
    for (int i = 0; i < in.length; i++) {
      float value = in[i];
      int at = i * size;
      if (value != 0) {
        for (int j = 0; j < size; j++) {
          gradient[at + j] += value * delta[j];
        }
      }
      if (error != null) {
        float sum = 0;
        for (int j = 0; j < size && value > 0; j++) {
          sum += weights[at + j] * delta[j];
        }
        error[i] = sum;
      }
    }
    for (int j = 0; j < size; j++) {
      gradient[in.length * size + j] += delta[j];
    }
  }

  private void step(int batch, double rate) {
    for (int l = 0; l < 3; l++) {
      adam[l].step(weights[l], gradients[l], batch, rate);
    }
  }

  private static void shuffle(int[] order, SplittableRandom random) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int value = order[i];
      order[i] = order[j];
      order[j] = value;
    }
  }

  /** The moments of one layer's gradients. */
  private static final class Adam {
    private final float[] first;
    private final float[] second;
    private int steps;

    Adam(int size) {
      first = new float[size];
      second = new float[size];
    }

    /** One step down the mean of the gradients, which are then 0 again. */
    void step(float[] weights, float[] gradient, int batch, double rate) {
      steps++;
      float slow =
          (float) (rate * Math.sqrt(1 - Math.pow(0.999, steps)) / (1 - Math.pow(0.9, steps)));
      for (int i = 0; i < weights.length; i++) {
        float g = gradient[i] / batch + DECAY * weights[i];
        first[i] += 0.1f * (g - first[i]);
        second[i] += 0.001f * (g * g - second[i]);
        weights[i] -= slow * first[i] / ((float) Math.sqrt(second[i]) + 1e-8f);
        gradient[i] = 0;
      }
    }
  }
}
