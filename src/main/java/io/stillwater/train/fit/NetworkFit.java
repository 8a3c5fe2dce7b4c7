package io.stillwater.train.fit;

import ai.onnxruntime.OrtException;
import io.stillwater.console.Progress;
import io.stillwater.diffusion.NoiseLevels;
import io.stillwater.diffusion.Technique;
import io.stillwater.model.Bundle;
import io.stillwater.model.graph.DenoiserGraph;
import io.stillwater.model.graph.ViewedGraph;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.manifest.DenoiserInfo;
import io.stillwater.model.manifest.Manifest;
import io.stillwater.model.manifest.View;
import io.stillwater.train.data.Indices;
import io.stillwater.train.data.TrainingException;
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
 * A network, trained on what it sees of the windows: of long ones the newest readings, at the first
 * of their {@link View#scales}, or as many as the network saw that it starts from.
 *
 * @param form width, depth and mixing
 * @param levels at which it scores
 * @param plan how it learns; its seed is that of the whole training
 * @param augmentation how windows are changed while it learns
 * @param start where it starts from
 * @param checkpoint file to write down how the training stands; null for none
 */
public record NetworkFit(
    Form form,
    NoiseLevels levels,
    NetworkPlan plan,
    Augmentation augmentation,
    NetworkTrainer.Start start,
    Path checkpoint)
    implements DenoiserFit {
  /**
   * Width, depth and mixing.
   *
   * @param width values of a token
   * @param blocks its depth
   * @param mixing between tokens
   */
  public record Form(int width, int blocks, Mixing mixing) {
    /** Of one of the sizes that have a name. */
    public Form(NetworkSpec.Size size, Mixing mixing) {
      this(size.width(), size.blocks(), mixing);
    }
  }

  /** Small, mixing tokens, trained by EDM, scored at σ 0.5, 1 and 2. */
  public static final NetworkFit DEFAULT =
      new NetworkFit(
          new Form(NetworkSpec.Size.SMALL, Mixing.TOKENS),
          new NoiseLevels(0.5, 1, 2),
          NetworkPlan.DEFAULT,
          Augmentation.NONE,
          new NetworkTrainer.Start.Fresh(),
          null);

  /** Normalised values beyond it are learnt as this: one wild value must not drown the rest. */
  private static final float LARGEST = 10;

  public NetworkFit {
    Objects.requireNonNull(form, "form");
    Objects.requireNonNull(levels, "levels");
    Objects.requireNonNull(plan, "plan");
    Objects.requireNonNull(augmentation, "augmentation");
    Objects.requireNonNull(start, "start");
  }

  /** The same of another form, learning otherwise. */
  public NetworkFit with(Form otherForm, NetworkPlan otherPlan, Augmentation otherAugmentation) {
    return new NetworkFit(otherForm, levels, otherPlan, otherAugmentation, start, checkpoint);
  }

  /** The same, starting elsewhere and writing down how it stands. */
  public NetworkFit with(NetworkTrainer.Start from, Path file) {
    return new NetworkFit(form, levels, plan, augmentation, from, file);
  }

  /**
   * The weights of a bundle's network, to start from.
   *
   * @throws BundleException where the bundle has no network, or cannot be read
   */
  public static NetworkTrainer.Start.From startFrom(Bundle bundle) throws BundleException {
    Manifest manifest = bundle.manifest();
    for (DenoiserInfo denoiser : manifest.denoisers()) {
      if (denoiser.inner() instanceof DenoiserInfo.Network network) {
        View seen = denoiser.view(manifest.window().length());
        NetworkSpec spec =
            NetworkSpec.of(network.network(), seen.tokens(), manifest.channels().size());
        Technique technique = Technique.of(network.network().technique());
        float[] weights = bundle.constant(NetworkGraph.WEIGHTS);
        return new NetworkTrainer.Start.From(spec, technique, weights);
      }
    }
    throw new BundleException(
        bundle.folder()
            + " has no network to start from. Give a bundle that was trained with --denoiser"
            + " network or both.");
  }

  @Override
  public boolean costly() {
    return true;
  }

  @Override
  public DenoiserGraph fit(FitInput input, Progress progress)
      throws TrainingException, BundleException {
    View view = seen(input.length());
    NetworkSpec spec = spec(view, input);
    NetworkTrainer trainer =
        new NetworkTrainer(spec, plan.seed(input.seed()), checkpoint, input.runtime());
    Windows seen = new Part(input, view, input.training(), augmentation);
    Windows held = new Part(input, view, input.validation(), Augmentation.NONE);
    try {
      TrainedNetwork trained =
          trainer.train(start, seen, held, (point, pace) -> tell(progress, point, pace));
      progress.step("Training", 1, told(trained.best()));
      NetworkGraph network = new NetworkGraph(spec, plan.technique(), levels, trained);
      return ViewedGraph.of(view, input.length(), network);
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

  /** What it sees of windows of that length. */
  private View seen(int length) {
    return start.origin() instanceof NetworkTrainer.Start.From from
        ? new View(Math.min(length, from.spec().length()), 1)
        : View.scales(length).get(0);
  }

  private NetworkSpec spec(View seen, FitInput input) throws TrainingException {
    if (!(start.origin() instanceof NetworkTrainer.Start.From from)) {
      return NetworkSpec.of(
          seen.tokens(), input.channels(), form.width(), form.blocks(), form.mixing());
    }
    NetworkSpec spec = from.spec();
    if (spec.length() != seen.tokens() || spec.channels() != input.channels()) {
      throw new TrainingException(
          "the network to start from sees "
              + (spec.length()
                  + " readings of "
                  + spec.channels()
                  + " channels, windows here have ")
              + (input.length() + " readings of " + input.channels() + " channels")
              + ". Give a bundle of the same kind of machine, and a --window no shorter.");
    }
    return spec;
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
  private record Part(FitInput input, View seen, Indices indices, Augmentation augmentation)
      implements Windows {
    @Override
    public int size() {
      return indices.size();
    }

    @Override
    public void read(int index, float[] values, float[] observed, int at, RandomGenerator random) {
      input.draw(seen, indices.get(index), augmentation, random, values, observed, at);
      int count = seen.tokens() * input.channels();
      for (int i = at; i < at + count; i++) {
        values[i] = Math.max(-LARGEST, Math.min(LARGEST, values[i]));
      }
    }
  }
}
