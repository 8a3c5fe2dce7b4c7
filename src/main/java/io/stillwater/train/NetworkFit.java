package io.stillwater.train;

import ai.onnxruntime.OrtException;
import io.stillwater.diffusion.NoiseLevels;
import io.stillwater.model.DenoiserGraph;
import io.stillwater.train.network.DivergenceException;
import io.stillwater.train.network.Mixing;
import io.stillwater.train.network.NetworkGraph;
import io.stillwater.train.network.NetworkPlan;
import io.stillwater.train.network.NetworkSpec;
import io.stillwater.train.network.NetworkTrainer;
import io.stillwater.train.network.TrainedNetwork;
import io.stillwater.train.network.TrainingListener;
import io.stillwater.train.network.TrainingPoint;
import io.stillwater.train.network.Windows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * A network, trained on the windows.
 *
 * @param size width and depth
 * @param mixing between tokens
 * @param plan how it learns; its seed is that of the whole training
 * @param levels at which it scores
 * @param checkpoint file to write down how the training stands; null for none
 * @param resume whether to go on from the checkpoint, if there is one
 */
public record NetworkFit(
    NetworkSpec.Size size,
    Mixing mixing,
    NetworkPlan plan,
    NoiseLevels levels,
    Path checkpoint,
    boolean resume)
    implements DenoiserFit {
  /** Small, trained by EDM, scored at σ 0.5, 1 and 2. */
  public static final NetworkFit DEFAULT =
      new NetworkFit(
          NetworkSpec.Size.SMALL,
          Mixing.TOKENS,
          NetworkPlan.DEFAULT,
          new NoiseLevels(0.5, 1, 2),
          null,
          false);

  /** Normalised values beyond it are learnt as this: one wild value must not drown the rest. */
  private static final float LARGEST = 10;

  public NetworkFit {
    Objects.requireNonNull(size, "size");
    Objects.requireNonNull(mixing, "mixing");
    Objects.requireNonNull(plan, "plan");
    Objects.requireNonNull(levels, "levels");
  }

  @Override
  public boolean costly() {
    return true;
  }

  @Override
  public DenoiserGraph fit(FitInput input, Progress progress) throws TrainingException {
    NetworkSpec spec = NetworkSpec.of(input.length(), input.channels(), size, mixing);
    NetworkTrainer trainer = new NetworkTrainer(spec, plan.seed(input.seed()), checkpoint);
    NetworkTrainer.Start start =
        resume ? new NetworkTrainer.Start.Resume() : new NetworkTrainer.Start.Fresh();
    Windows seen = new Part(input, input.training());
    Windows held = new Part(input, input.validation());
    try {
      TrainedNetwork trained =
          trainer.train(start, seen, held, (point, pace) -> tell(progress, point, pace));
      progress.step("Training", 1, told(trained.best()));
      return new NetworkGraph(spec, plan.technique(), levels, trained);
    } catch (OrtException e) {
      throw new TrainingException("ONNX Runtime could not train: " + e.getMessage() + ".", e);
    } catch (DivergenceException e) {
      throw new TrainingException(e.getMessage(), e);
    } catch (IOException e) {
      throw new TrainingException(
          "the checkpoint cannot be used: "
              + (e.getMessage() + ". Leave out --resume to start from the beginning."),
          e);
    }
  }

  private static void tell(Progress progress, TrainingPoint point, TrainingListener.Pace pace) {
    String detail =
        String.format(
            Locale.ROOT,
            "%s, %.1f GFLOP/s, %.0f s left",
            told(point),
            pace.operations() / 1e9,
            pace.secondsLeft());
    progress.step("Training", pace.fraction(), detail);
  }

  private static String told(TrainingPoint point) {
    return String.format(Locale.ROOT, "loss %.4f, held out %.4f", point.loss(), point.validation());
  }

  /** Some of the windows. */
  private record Part(FitInput input, int[] indices) implements Windows {
    @Override
    public int size() {
      return indices.length;
    }

    @Override
    public void read(int index, float[] values, float[] observed, int at, RandomGenerator random) {
      input.read(indices[index], values, observed, at);
      for (int i = at; i < at + input.dimension(); i++) {
        values[i] = Math.max(-LARGEST, Math.min(LARGEST, values[i]));
      }
    }
  }
}
