package io.stillwater.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.stillwater.diffusion.NoiseLevels;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** What the manifest says of one denoiser; which kind it is, stands beside as {@code kind}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = DenoiserInfo.Memory.class, name = DenoiserInfo.MEMORY),
  @JsonSubTypes.Type(value = DenoiserInfo.Network.class, name = DenoiserInfo.NETWORK),
  @JsonSubTypes.Type(value = DenoiserInfo.Imported.class, name = DenoiserInfo.IMPORTED)
})
public sealed interface DenoiserInfo {
  String MEMORY = "memory";
  String NETWORK = "network";
  String IMPORTED = "imported";

  /** The levels at which it scores: (levels) σ, ascending. */
  double[] levels();

  /** What fills the contract D(x; σ), in one word. */
  String kind();

  /** What it is, in some more words. */
  default String text() {
    return kind() + ", noise levels " + Arrays.toString(levels());
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
      return kind() + (" (" + network.text() + "), noise levels ") + Arrays.toString(levels);
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
      return Arrays.stream(levels)
          .mapToObj(sigma -> String.format(Locale.ROOT, "%.4g", sigma))
          .collect(
              Collectors.joining(", ", kind() + " (" + imported.text() + "), noise levels [", "]"));
    }
  }
}
