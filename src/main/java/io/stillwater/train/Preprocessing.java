package io.stillwater.train;

import io.stillwater.window.Normalisation;
import java.util.Objects;

/**
 * What happens to readings before a denoiser sees them; all of it becomes part of the bundle.
 *
 * @param normalise whether keys have levels of their own
 */
public record Preprocessing(Normalisation.Mode normalise) {
  /** One level for all keys. */
  public static final Preprocessing DEFAULT = new Preprocessing(Normalisation.Mode.GLOBAL);

  public Preprocessing {
    Objects.requireNonNull(normalise, "normalise");
  }
}
