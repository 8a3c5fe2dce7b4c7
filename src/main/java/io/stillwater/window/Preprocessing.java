package io.stillwater.window;

import io.stillwater.window.Normalisation.Mode;
import java.util.Locale;
import java.util.Objects;

/**
 * What happens to the values of a window before a denoiser sees them. Part of the bundle.
 *
 * @param mode whether keys have levels of their own
 * @param scaling how a level is found
 * @param clip deviations are kept within plus and minus that, above 0; what is beyond ±{@value
 *     Compression#BOUND} is then compressed
 * @param difference whether the denoiser sees the steps between readings instead of the readings
 */
public record Preprocessing(Mode mode, Scaling scaling, double clip, boolean difference) {
  public static final double CLIP = 1e4;

  /** One level for all keys, readings as they are. */
  public static final Preprocessing DEFAULT =
      new Preprocessing(Mode.GLOBAL, Scaling.AUTO, CLIP, false);

  /** What tables have by default: ranks. */
  public static final Preprocessing TABLE =
      new Preprocessing(Mode.GLOBAL, Scaling.RANK, CLIP, false);

  public Preprocessing {
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(scaling, "scaling");
    if (scaling == Scaling.RANK && mode == Mode.KEY) {
      throw new IllegalArgumentException(
          "ranks are those among all keys: give --normalise global, or another --scaling");
    }
    if (!(clip > 0 && clip <= CLIP)) {
      throw new IllegalArgumentException(
          "clip must be above 0 and at most " + (long) CLIP + " deviations: was " + clip);
    }
  }

  /** Whether values are told by their ranks. */
  boolean ranked() {
    return scaling == Scaling.RANK;
  }

  /** In words, such as "one level for all keys, auto scaling". */
  public String text() {
    return (mode == Mode.KEY ? "a level for each key" : "one level for all keys")
        + (", " + scaling.name().toLowerCase(Locale.ROOT) + " scaling")
        + (clip < CLIP ? ", kept within " + clip + " deviations" : "")
        + (difference ? ", steps between readings" : "")
        + (clip > Compression.BOUND
            ? ", logarithmic beyond " + (long) Compression.BOUND + " deviations"
            : "");
  }

  /** The same with levels found otherwise. */
  public Preprocessing with(Scaling other) {
    return new Preprocessing(mode, other, clip, difference);
  }

  /** The same with other levels. */
  public Preprocessing with(Mode other) {
    return new Preprocessing(other, scaling, clip, difference);
  }
}
