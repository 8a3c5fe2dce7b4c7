package io.stillwater.bench;

import io.stillwater.diffusion.Technique;
import io.stillwater.model.runtime.ProviderChoice;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.train.network.Mixing;
import io.stillwater.train.network.NetworkPlan;
import io.stillwater.train.network.NetworkSpec;
import io.stillwater.train.network.NetworkTrainer;
import io.stillwater.train.network.TrainedNetwork;
import io.stillwater.train.network.TrainingListener;
import io.stillwater.train.network.TrainingPoint;
import io.stillwater.train.network.Windows;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Speed of training by size and mixing, beside the cost of a window, and beside what ONNX Runtime
 * makes of matrix products alone in the same run: large ones, and ones of the shape that a token's
 * own network has at width 256 and batch 256. Of both the fastest stretch counts, on one thread and
 * by its own processor time, so that other programs on the machine disturb little.
 *
 * <p>Arguments: {@code cuda} for training on a GPU, which then has to work; then a number of
 * threads. With either it is the time of the clock that counts.
 */
public final class NetworkBench {
  private static final int STEPS = 40;

  private NetworkBench() {}

  public static void main(String[] args) throws Exception {
    boolean cuda =
        args.length > 0 && ProviderChoice.Wanted.of(args[0]) != ProviderChoice.Wanted.CPU;
    ProviderChoice provider =
        cuda
            ? new ProviderChoice(ProviderChoice.Wanted.CUDA, true, 0, 0, false)
            : ProviderChoice.CPU;
    int threads = args.length > 1 ? Integer.parseInt(args[1]) : 1;
    RuntimeOptions runtime = new RuntimeOptions(256, threads, provider, false);
    LongSupplier clock =
        cuda || threads > 1
            ? System::nanoTime
            : ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime;
    double peak = MatrixPeak.of(1024, 1024, runtime, clock);
    double alike = MatrixPeak.of(256 * 8, 256, runtime, clock);
    System.out.printf(
        Locale.ROOT,
        "matrix products alone: (1024, 1024)·(1024, 1024) %.1f GFLOP/s, (2048, 256)·(256, 256)"
            + " %.1f GFLOP/s; %d threads%n",
        peak / 1e9,
        alike / 1e9,
        runtime.threads());
    for (Mixing mixing : Mixing.values()) {
      for (NetworkSpec.Size size : NetworkSpec.Size.values()) {
        measure(NetworkSpec.of(16, 8, size, mixing), 128, runtime, clock, peak);
      }
      NetworkSpec large = NetworkSpec.of(16, 8, NetworkSpec.Size.LARGE, mixing);
      measure(large, 256, runtime, clock, peak);
    }
  }

  private static void measure(
      NetworkSpec spec, int batch, RuntimeOptions runtime, LongSupplier clock, double peak)
      throws Exception {
    NetworkPlan plan = new NetworkPlan(Technique.EDM, STEPS, batch, 1e-3, 1, 0, 1);
    Windows waves = new Waves(spec.dimension());
    Fastest fastest = new Fastest(clock);
    TrainedNetwork trained =
        new NetworkTrainer(spec, plan, null, runtime)
            .train(new NetworkTrainer.Start.Fresh(), waves, waves, fastest);
    double operations = 3.0 * spec.operations() * batch * fastest.stepsPerSecond();
    System.out.printf(
        Locale.ROOT,
        "%-11s %3d wide, %,9d weights, %6.2f million operations a window, batch %d: %5.1f GFLOP/s,"
            + " %2.0f %% of the peak%n",
        spec.mixing(),
        spec.width(),
        trained.weights().length,
        spec.operations() / 1e6,
        batch,
        operations / 1e9,
        100 * operations / peak);
  }

  /** The fastest of the stretches after which a listener hears; looks between are left out. */
  private static final class Fastest implements TrainingListener {
    private final LongSupplier clock;
    private long last;
    private double walked;
    private double nanosPerStep = Double.POSITIVE_INFINITY;
    private int calls;

    Fastest(LongSupplier clock) {
      this.clock = clock;
    }

    @Override
    public void at(TrainingPoint point, Pace pace) {
      long now = clock.getAsLong();
      boolean looked = pace.fraction() == 1; // at the look that comes with the last step
      if (calls++ > 0 && !looked) {
        double steps = STEPS * pace.fraction() - walked;
        nanosPerStep = Math.min(nanosPerStep, (now - last) / steps);
      }
      walked = STEPS * pace.fraction();
      last = now;
    }

    double stepsPerSecond() {
      return 1e9 / nanosPerStep;
    }
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
