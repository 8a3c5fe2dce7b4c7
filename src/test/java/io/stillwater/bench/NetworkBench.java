package io.stillwater.bench;

import io.stillwater.train.network.Mixing;
import io.stillwater.train.network.NetworkPlan;
import io.stillwater.train.network.NetworkSpec;
import io.stillwater.train.network.NetworkTrainer;
import io.stillwater.train.network.Windows;
import java.util.Locale;
import java.util.SplittableRandom;

/** Speed of training: operations a second by width. */
public final class NetworkBench {
  private NetworkBench() {}

  public static void main(String[] args) throws Exception {
    for (Mixing mixing : new Mixing[] {Mixing.TOKENS, Mixing.ATTENTION}) {
      for (NetworkSpec.Size size : NetworkSpec.Size.values()) {
        for (int batch : new int[] {64, 256}) {
          NetworkSpec spec = NetworkSpec.of(16, 8, size, mixing);
          int steps = size == NetworkSpec.Size.LARGE ? 10 : 50;
          NetworkPlan plan = new NetworkPlan(1_000_000, batch, 1e-3, 0.01, 1);
          Windows windows = new Toy(spec.dimension());
          try (NetworkTrainer trainer = new NetworkTrainer(spec, plan)) {
            trainer.steps(windows, 5);
            long start = System.nanoTime();
            trainer.steps(windows, steps);
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                Locale.ROOT,
                "%s %s batch %d: %.1f steps/s, %.1f GFLOP/s%n",
                mixing,
                size,
                batch,
                steps / seconds,
                3e-9 * spec.operations() * batch * steps / seconds);
          }
        }
      }
    }
  }

  private record Toy(int dimension) implements Windows {
    @Override
    public int size() {
      return 1000;
    }

    @Override
    public void read(int index, float[] values, float[] observed, int at) {
      SplittableRandom random = new SplittableRandom(index);
      double phase = random.nextDouble() * 6;
      for (int i = 0; i < dimension; i++) {
        values[at + i] = (float) Math.sin(phase + i * 0.3);
        observed[at + i] = 1;
      }
    }
  }
}
