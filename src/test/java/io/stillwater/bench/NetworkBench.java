package io.stillwater.bench;

import io.stillwater.diffusion.Technique;
import io.stillwater.model.ProviderChoice;
import io.stillwater.model.RuntimeOptions;
import io.stillwater.train.network.Mixing;
import io.stillwater.train.network.NetworkPlan;
import io.stillwater.train.network.NetworkSpec;
import io.stillwater.train.network.NetworkTrainer;
import io.stillwater.train.network.TrainedNetwork;
import io.stillwater.train.network.Windows;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Speed of training by size and mixing, beside the cost of a window.
 *
 * <p>Argument: {@code cuda} for training on a GPU, which then has to work.
 */
public final class NetworkBench {
  private NetworkBench() {}

  public static void main(String[] args) throws Exception {
    boolean cuda =
        args.length > 0 && ProviderChoice.Wanted.of(args[0]) != ProviderChoice.Wanted.CPU;
    ProviderChoice provider =
        cuda ? new ProviderChoice(ProviderChoice.Wanted.CUDA, true, 0, 0) : ProviderChoice.CPU;
    for (Mixing mixing : Mixing.values()) {
      for (NetworkSpec.Size size : NetworkSpec.Size.values()) {
        measure(NetworkSpec.of(16, 8, size, mixing), size, 128, provider);
      }
    }
  }

  private static void measure(
      NetworkSpec spec, NetworkSpec.Size size, int batch, ProviderChoice provider)
      throws Exception {
    NetworkPlan plan = new NetworkPlan(Technique.EDM, 60, batch, 1e-3, 1, 0, 1);
    double[] operations = new double[1];
    Windows waves = new Waves(spec.dimension());
    TrainedNetwork trained =
        new NetworkTrainer(spec, plan, null, RuntimeOptions.standard().with(provider))
            .train(
                new NetworkTrainer.Start.Fresh(),
                waves,
                waves,
                (point, pace) -> operations[0] = pace.operations());
    System.out.printf(
        Locale.ROOT,
        "%-11s %-6s %,9d weights, %6.2f million operations a window, batch %d: %5.1f GFLOP/s%n",
        spec.mixing(),
        size,
        trained.weights().length,
        spec.operations() / 1e6,
        batch,
        operations[0] / 1e9);
  }

  private record Waves(int dimension) implements Windows {
    @Override
    public int size() {
      return 1000;
    }

    @Override
    public void read(int index, float[] values, float[] observed, int at, RandomGenerator random) {
      for (int i = 0; i < dimension; i++) {
        values[at + i] = (float) Math.sin(index + i * 0.3);
        observed[at + i] = 1;
      }
    }
  }
}
