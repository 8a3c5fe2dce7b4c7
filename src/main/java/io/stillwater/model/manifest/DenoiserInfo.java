package io.stillwater.model.manifest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.stillwater.diffusion.NoiseLevels;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;

/** What the manifest says of one denoiser; which kind it is, stands beside as {@code kind}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = DenoiserInfo.Memory.class, name = DenoiserInfo.MEMORY),
  @JsonSubTypes.Type(value = DenoiserInfo.Gaussian.class, name = DenoiserInfo.GAUSSIAN),
  @JsonSubTypes.Type(value = DenoiserInfo.Viewed.class, name = DenoiserInfo.VIEWED),
  @JsonSubTypes.Type(value = DenoiserInfo.Network.class, name = DenoiserInfo.NETWORK),
  @JsonSubTypes.Type(value = DenoiserInfo.Imported.class, name = DenoiserInfo.IMPORTED)
})
public sealed interface DenoiserInfo {
  String MEMORY = "memory";
  String GAUSSIAN = "gaussian";
  String VIEWED = "viewed";
  String NETWORK = "network";
  String IMPORTED = "imported";

  /** The levels at which it scores: (levels) σ, ascending. */
  double[] levels();

  /** What fills the contract D(x; σ), in one word. */
  String kind();

  /** Whether it was learnt step by step, and is not a closed form over the data. */
  default boolean learnt() {
    return true;
  }

  /** What it sees of a window of that length. */
  default View view(int length) {
    return View.whole(length);
  }

  /** The denoiser itself, whatever it sees of a window. */
  default DenoiserInfo inner() {
    return this;
  }

  /** What it is, in some more words. */
  default String text() {
    return kind() + ", noise levels " + shown(levels());
  }

  /** Levels in four digits: [0.2828, 0.5657, 1.414]. */
  private static String shown(double[] levels) {
    return Arrays.stream(levels)
        .mapToObj(sigma -> new BigDecimal(sigma).round(new MathContext(4)).stripTrailingZeros())
        .map(BigDecimal::toPlainString)
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /**
   * The exact denoiser over windows that are remembered.
   *
   * @param levels (levels) σ, ascending
   */
  record Memory(double[] levels) implements DenoiserInfo {
    public Memory {
      levels = new NoiseLevels(levels).sigmas();
    }

    @Override
    public String kind() {
      return MEMORY;
    }

    @Override
    public boolean learnt() {
      return false;
    }
  }

  /**
   * The exact denoiser of normally distributed windows.
   *
   * @param levels (levels) σ, ascending
   * @param rank directions that have a variance of their own
   */
  record Gaussian(double[] levels, int rank) implements DenoiserInfo {
    public Gaussian {
      levels = new NoiseLevels(levels).sigmas();
      if (rank < 1) {
        throw new IllegalArgumentException("a direction is needed at least: were " + rank);
      }
    }

    @Override
    public String kind() {
      return GAUSSIAN;
    }

    @Override
    public boolean learnt() {
      return false;
    }

    @Override
    public String text() {
      return kind() + " (" + rank + " directions), noise levels " + shown(levels);
    }
  }

  /**
   * A denoiser that sees a part of the window, or means.
   *
   * @param view what it sees
   * @param of the denoiser
   */
  record Viewed(View view, DenoiserInfo of) implements DenoiserInfo {
    public Viewed {
      Objects.requireNonNull(view, "view");
      Objects.requireNonNull(of, "of");
    }

    @Override
    @JsonIgnore
    public double[] levels() {
      return of.levels();
    }

    @Override
    public String kind() {
      return of.kind();
    }

    @Override
    public boolean learnt() {
      return of.learnt();
    }

    @Override
    public View view(int length) {
      return view;
    }

    @Override
    public DenoiserInfo inner() {
      return of.inner();
    }

    @Override
    public String text() {
      return of.text() + ", over " + view.text();
    }
  }

  /**
   * A trained network.
   *
   * @param levels (levels) σ, ascending
   * @param network its form
   */
  record Network(double[] levels, NetworkInfo network) implements DenoiserInfo {
    public Network {
      levels = new NoiseLevels(levels).sigmas();
      Objects.requireNonNull(network, "network");
    }

    @Override
    public String kind() {
      return NETWORK;
    }

    @Override
    public String text() {
      return kind() + (" (" + network.text() + "), noise levels ") + shown(levels);
    }
  }

  /**
   * A model that was trained elsewhere.
   *
   * @param levels (levels) σ, ascending
   * @param imported where it comes from
   */
  record Imported(double[] levels, ImportedInfo imported) implements DenoiserInfo {
    public Imported {
      levels = new NoiseLevels(levels).sigmas();
      Objects.requireNonNull(imported, "imported");
    }

    @Override
    public String kind() {
      return IMPORTED;
    }

    @Override
    public String text() {
      return kind() + " (" + imported.text() + "), noise levels " + shown(levels);
    }
  }
}
