package io.stillwater.cli;

import io.stillwater.window.Normalisation;
import io.stillwater.window.Preprocessing;
import io.stillwater.window.Scaling;
import picocli.CommandLine.Option;

/** What happens to readings before they are learnt from, and before they are scored. */
final class PreprocessingArguments {
  @Option(
      names = "--normalise",
      paramLabel = "global|key",
      defaultValue = "global",
      description = "One level for all keys, or one for each (default: ${DEFAULT-VALUE}).")
  private Normalisation.Mode mode;

  @Option(
      names = "--scaling",
      paramLabel = "auto|standard|robust|rank",
      description =
          "What a channel's level is: mean and deviation (standard), median and quartiles (robust:"
              + " for training data with many bad readings), or the mean, and quartiles where they"
              + " are narrower, down to half the deviation (auto: the default for series); or none,"
              + " every value told by its rank (rank). Tables, --window 1, have rank or standard by"
              + " default, whichever tells normal rows better from rows with values of others.")
  private Scaling scaling;

  @Option(
      names = "--clip",
      paramLabel = "Z",
      defaultValue = "10000",
      description =
          "Keep values within so many deviations of their level (default: ${DEFAULT-VALUE}). Beyond"
              + " 5 they then count by their logarithm.")
  private double clip;

  @Option(
      names = "--difference",
      description =
          "Learn from the steps between readings instead of the readings: for values that wander or"
              + " grow.")
  private boolean difference;

  /** Whether how the rows of a table are scaled may be found. */
  boolean open() {
    return scaling == null && mode == Normalisation.Mode.GLOBAL;
  }

  /** Whether steps are wanted, which only a series has. */
  boolean ofSeries() {
    return difference;
  }

  /**
   * @param table whether rows are not a series
   */
  Preprocessing preprocessing(boolean table) {
    boolean ranks = table && mode == Normalisation.Mode.GLOBAL;
    Scaling fitting = ranks ? Scaling.RANK : Scaling.AUTO;
    return new Preprocessing(mode, scaling == null ? fitting : scaling, clip, difference);
  }
}
