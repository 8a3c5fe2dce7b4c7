package io.stillwater.bench;

import io.stillwater.console.Progress;
import io.stillwater.event.Reading;
import io.stillwater.model.runtime.OpenSession;
import io.stillwater.model.runtime.ProviderChoice;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.source.Simulator;
import io.stillwater.train.ListReadings;
import io.stillwater.train.Trainer;
import io.stillwater.train.TrainingPlan;
import io.stillwater.train.fit.NetworkFit;
import io.stillwater.train.network.Mixing;
import io.stillwater.train.network.NetworkPlan;
import io.stillwater.train.network.NetworkSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Networks of each size trained whole, by the CPU and by a GPU where one works: seconds, and the
 * loss that each ends at; then {@link ProviderBench} on what the CPU made.
 *
 * <p>Arguments: steps, 300 where none are given; then the batch, 128 where none is given.
 */
public final class DeviceTrainingBench {
  private static final int READINGS = 4000;

  private DeviceTrainingBench() {}

  public static void main(String[] args) throws Exception {
    int steps = args.length > 0 ? Integer.parseInt(args[0]) : 300;
    int batch = args.length > 1 ? Integer.parseInt(args[1]) : NetworkPlan.DEFAULT.batch();
    boolean gpu = OpenSession.probe(ProviderChoice.CUDA).provider().gpu();
    List<String> bundles = new ArrayList<>();
    for (NetworkSpec.Size size : NetworkSpec.Size.values()) {
      NetworkPlan plan =
          new NetworkPlan(NetworkPlan.DEFAULT.technique(), steps, batch, 1e-3, 1, 0, 1);
      bundles.add(train(size, plan, ProviderChoice.CPU).toString());
      if (gpu) {
        train(size, plan, ProviderChoice.CUDA);
      }
    }
    ProviderBench.main(bundles.toArray(String[]::new));
  }

  private static Path train(NetworkSpec.Size size, NetworkPlan plan, ProviderChoice provider)
      throws Exception {
    Simulator simulator = new Simulator(1, 1);
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < READINGS; i++) {
      readings.addAll(simulator.next(i * Simulator.STEP_MILLIS));
    }
    Path out = Files.createTempDirectory("device").resolve(size.name().toLowerCase(Locale.ROOT));
    TrainingPlan training =
        TrainingPlan.of(size.name(), out)
            .with(
                NetworkFit.DEFAULT.with(
                    new NetworkFit.Form(size, Mixing.TOKENS),
                    plan,
                    NetworkFit.DEFAULT.augmentation()))
            .with(RuntimeOptions.standard().with(provider));
    String[] last = {""};
    Progress watch = (stage, done, detail) -> last[0] = stage.equals("Training") ? detail : last[0];
    long start = System.nanoTime();
    Trainer.train(training, new ListReadings(Simulator.CHANNELS, true, readings), watch);
    System.out.printf(
        Locale.ROOT,
        "%-6s %-4s batch %d, %d steps: %.1f s from readings to bundle, %s%n",
        size,
        provider.wanted().word(),
        plan.batch(),
        plan.steps(),
        (System.nanoTime() - start) / 1e9,
        last[0]);
    return out;
  }
}
