package io.stillwater.cli;

import io.stillwater.console.UserError;
import io.stillwater.diffusion.Technique;
import io.stillwater.model.Bundle;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.train.fit.Augmentation;
import io.stillwater.train.fit.DenoiserFit;
import io.stillwater.train.fit.GaussianFit;
import io.stillwater.train.fit.MemoryFit;
import io.stillwater.train.fit.NetworkFit;
import io.stillwater.train.network.Mixing;
import io.stillwater.train.network.NetworkPlan;
import io.stillwater.train.network.NetworkSpec;
import io.stillwater.train.network.NetworkTrainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What is made of the windows, and how. */
final class DenoiserArguments {
  /** Which denoisers. */
  enum Kind {
    CLOSED,
    MEMORY,
    GAUSSIAN,
    NETWORK,
    BOTH
  }

  private static final double LOWER = 0.3;
  private static final int STEPS = 2000;
  private static final int FEW_STEPS = STEPS / 4;

  @Option(
      names = "--denoiser",
      paramLabel = "closed|memory|gaussian|network|both",
      defaultValue = "closed",
      description =
          "What learns: the exact denoiser of remembered windows (memory), of windows that are"
              + " normally distributed (gaussian), or these two together (closed; of tables the"
              + " memory, and both where columns outnumber rows), ready in seconds; a trained network; or network and closed forms"
              + " (both; default: ${DEFAULT-VALUE}).")
  private Kind kind;

  @Option(
      names = "--max-reference",
      paramLabel = "N",
      defaultValue = "" + MemoryFit.MOST,
      description = "Windows remembered at most (default: ${DEFAULT-VALUE}).")
  private int maxReference;

  @Option(
      names = "--size",
      paramLabel = "small|medium|large",
      description = "Width and depth of the network (default: small, or as --from-bundle has it).")
  private NetworkSpec.Size size;

  @Option(
      names = "--mixing",
      paramLabel = "tokens|attention|convolution",
      description =
          "How the parts of a window see each other in the network (default: tokens, or as"
              + " --from-bundle has it).")
  private Mixing mixing;

  @Option(
      names = "--technique",
      paramLabel = "NAME",
      converter = Techniques.class,
      description =
          "How the network is trained: ddpm, iddpm, vp-sde, ve-sde, edm, v or x0; see"
              + " docs/techniques.md (default: edm, or as --from-bundle has it).")
  private Technique technique;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description =
          "Training steps at most; it ends earlier where it gets no better (default: "
              + STEPS
              + "; with --from-bundle "
              + FEW_STEPS
              + ").")
  private Integer steps;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "128",
      description = "Windows in a training step (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "0.002",
      description = "Highest learning rate (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--masked",
      paramLabel = "SHARE",
      defaultValue = "0",
      description =
          "Hide that share of each window's parts in training, to be filled in (default:"
              + " ${DEFAULT-VALUE}).")
  private double masked;

  @Option(
      names = "--resume",
      description =
          "Go on with a training of the network that was interrupted. It writes down how it stands"
              + " beside the bundle's folder, in DIR.checkpoint.")
  private boolean resume;

  @Option(
      names = "--from-bundle",
      paramLabel = "DIR",
      description =
          "Start from the network of that bundle, of the same or a related kind of machine: little"
              + " data are then enough.")
  private Path from;

  @Option(
      names = "--lower-layers",
      paramLabel = "SPEED",
      description =
          "How fast the lowest layers learn beside the highest, from 0 (not at all) to 1 (default: 1;"
              + " with --from-bundle "
              + LOWER
              + ").")
  private Double lower;

  @Option(
      names = "--jitter",
      paramLabel = "Z",
      defaultValue = "0",
      description = "Noise on the values learnt from, in deviations (default: ${DEFAULT-VALUE}).")
  private double jitter;

  @Option(
      names = "--stretch",
      paramLabel = "S",
      defaultValue = "0",
      description =
          "Deviation of the factor on each channel learnt from (default: ${DEFAULT-VALUE}).")
  private double stretch;

  @Option(
      names = "--shift",
      paramLabel = "N",
      defaultValue = "0",
      description = "Learn from windows up to N readings earlier (default: ${DEFAULT-VALUE}).")
  private int shift;

  /** Turns words such as {@code vp-sde} into techniques. */
  static final class Techniques implements ITypeConverter<Technique> {
    @Override
    public Technique convert(String option) {
      try {
        return Technique.of(option);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /**
   * The denoisers to fit.
   *
   * @param table whether rows are not a series
   * @param bundle that is to be written
   * @param other bundle to start from, said elsewhere; null if it was not
   */
  DenoiserFit[] fits(boolean table, Path bundle, Path other) throws BundleException {
    from = other == null ? from : other;
    List<DenoiserFit> closed = closed(table);
    if (kind != Kind.NETWORK && kind != Kind.BOTH) {
      if (resume || from != null) {
        throw new UserError(
            "--resume and --from-bundle are for networks: all else is made in one go. Leave them out, or"
                + " give --denoiser network or both.");
      }
      return closed.toArray(DenoiserFit[]::new);
    }
    NetworkTrainer.Start start = start();
    NetworkFit network =
        NetworkFit.DEFAULT
            .with(form(), plan(start), new Augmentation(jitter, stretch, shift))
            .with(resume ? new NetworkTrainer.Start.Resume(start) : start, checkpoint(bundle));
    List<DenoiserFit> all = new ArrayList<>(closed);
    all.add(network);
    return all.toArray(DenoiserFit[]::new);
  }

  /** Whether which closed forms a table has may be found. */
  boolean open() {
    return kind == Kind.CLOSED;
  }

  /** Whether a network is wanted, whose windows must be known before. */
  boolean learns() {
    return kind == Kind.NETWORK || kind == Kind.BOTH;
  }

  /** The closed forms that are wanted. */
  private List<DenoiserFit> closed(boolean table) {
    MemoryFit memory = new MemoryFit(maxReference);
    return switch (kind) {
      case MEMORY -> List.of(memory);
      case GAUSSIAN -> List.of(GaussianFit.DEFAULT);
      case NETWORK -> List.of();
      case CLOSED, BOTH -> table ? List.of(memory) : List.of(memory, GaussianFit.DEFAULT);
    };
  }

  /**
   * Readings in a window of the bundle to start from, if there is one.
   *
   * @param other bundle to start from, said elsewhere; null if it was not
   */
  OptionalInt window(Path other) throws BundleException {
    Path given = other == null ? from : other;
    return given == null
        ? OptionalInt.empty()
        : OptionalInt.of(Bundle.load(given).manifest().window().length());
  }

  private NetworkFit.Form form() {
    return new NetworkFit.Form(
        size == null ? NetworkSpec.Size.SMALL : size,
        mixing == null ? NetworkFit.DEFAULT.form().mixing() : mixing);
  }

  private NetworkPlan plan(NetworkTrainer.Start start) {
    boolean given = start instanceof NetworkTrainer.Start.From;
    Technique by = technique == null ? NetworkPlan.DEFAULT.technique() : technique;
    if (start instanceof NetworkTrainer.Start.From other) {
      by = other.technique();
      requireAlike(other);
    }
    return new NetworkPlan(
        by,
        steps != null ? steps : given ? FEW_STEPS : STEPS,
        batch,
        rate,
        lower != null ? lower : given ? LOWER : 1,
        masked,
        0);
  }

  /** What the network to start from is, cannot be chosen again. */
  private void requireAlike(NetworkTrainer.Start.From other) {
    if (size != null || mixing != null) {
      throw new UserError(
          "--size and --mixing are those of the network to start from: leave them out with"
              + " --from-bundle.");
    }
    if (technique != null && technique != other.technique()) {
      throw new UserError(
          "the network to start from was trained by "
              + (other.technique().option() + ", and --technique says " + technique.option())
              + ": leave --technique out.");
    }
  }

  private NetworkTrainer.Start start() throws BundleException {
    return from == null
        ? new NetworkTrainer.Start.Fresh()
        : NetworkFit.startFrom(Bundle.load(from));
  }

  /**
   * A warning where the channels of the bundle to start from are as many and have other names;
   * otherwise null.
   */
  String otherChannels(List<String> channels) throws BundleException {
    if (from == null) {
      return null;
    }
    List<String> known = Bundle.load(from).manifest().channelNames();
    return known.equals(channels) || known.size() != channels.size()
        ? null
        : "the bundle to start from has the channels "
            + (String.join(", ", known) + ", the data have " + String.join(", ", channels))
            + ": the first is taken for the first, and so on.";
  }

  /** Takes the checkpoint away, once there is a bundle. */
  static void forget(Path bundle) throws IOException {
    Files.deleteIfExists(checkpoint(bundle));
  }

  private static Path checkpoint(Path bundle) {
    Path folder = bundle.toAbsolutePath().normalize();
    return folder.resolveSibling(folder.getFileName() + ".checkpoint");
  }
}
