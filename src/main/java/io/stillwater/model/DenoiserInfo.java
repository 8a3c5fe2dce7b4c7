package io.stillwater.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.stillwater.diffusion.NoiseLevels;
import java.util.Arrays;
import java.util.Objects;

/** What the manifest says of one denoiser; which kind it is, stands beside as {@code kind}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = DenoiserInfo.Memory.class, name = DenoiserInfo.MEMORY),
  @JsonSubTypes.Type(value = DenoiserInfo.Network.class, name = DenoiserInfo.NETWORK)
})
public sealed interface DenoiserInfo {
  String MEMORY = "memory";
  String NETWORK = "network";

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
}
