package io.stillwater.train;

import io.stillwater.alert.PolicySpec;
import io.stillwater.window.Normalisation;
import io.stillwater.window.Stride;
import java.nio.file.Path;
import java.util.Objects;

/**
 * What to make of the readings.
 *
 * @param name of the bundle
 * @param window readings in a window, at least 1; 1 for tables
 * @param stride how often a key's window is scored
 * @param normalise whether keys have levels of their own
 * @param budget false-alarm episodes per key and day, above 0
 * @param limit the p-value that takes the place of the budget where there is no time, or less than
 *     a day of it; in (0, 1)
 * @param seed of everything that is drawn
 * @param maxReference windows that the memory denoiser may hold, at least 1
 * @param maxWindows windows that are held in memory at once, the rest is thinned by blocks; at
 *     least 1,000
 * @param policy when an episode opens and resolves
 * @param data where the readings came from, in words, for the card
 * @param out folder of the bundle
 */
public record TrainingPlan(
    String name,
    int window,
    Stride stride,
    Normalisation.Mode normalise,
    double budget,
    double limit,
    long seed,
    int maxReference,
    int maxWindows,
    PolicySpec policy,
    String data,
    Path out) {
  public static final int WINDOW = 16;
  public static final double BUDGET = 1;
  public static final double LIMIT = 0.001;
  public static final int MAX_REFERENCE = 4096;
  public static final int MAX_WINDOWS = 1_000_000;

  public TrainingPlan {
    Objects.requireNonNull(stride, "stride");
    Objects.requireNonNull(normalise, "normalise");
    Objects.requireNonNull(policy, "policy");
    require(!name.isBlank(), "the bundle needs a name: was empty");
    require(window >= 1 && window <= 4096, "window must be in 1..4096 readings: was " + window);
    require(budget > 0 && budget <= 1e6, "budget must be above 0 episodes a day: was " + budget);
    require(limit > 0 && limit < 1, "limit must be a p-value between 0 and 1: was " + limit);
    require(maxReference >= 1, "the reference must have room for 1 window: was " + maxReference);
    require(maxWindows >= 1_000, "at least 1000 windows must be held: was " + maxWindows);
  }

  /** The defaults: 16 readings, a stride of one, one episode per key and day, or p 0.001. */
  public static TrainingPlan of(String name, Path out) {
    return new TrainingPlan(
        name,
        WINDOW,
        Stride.rows(1),
        Normalisation.Mode.GLOBAL,
        BUDGET,
        LIMIT,
        0,
        MAX_REFERENCE,
        MAX_WINDOWS,
        PolicySpec.DEFAULT,
        "not stated",
        out);
  }

  /** The same with other windows. */
  public TrainingPlan windows(int length, Stride every) {
    return new TrainingPlan(
        name,
        length,
        every,
        normalise,
        budget,
        limit,
        seed,
        maxReference,
        maxWindows,
        policy,
        data,
        out);
  }

  /** The same with another normalisation. */
  public TrainingPlan normalise(Normalisation.Mode mode) {
    return new TrainingPlan(
        name,
        window,
        stride,
        mode,
        budget,
        limit,
        seed,
        maxReference,
        maxWindows,
        policy,
        data,
        out);
  }

  /** The same with another promise. */
  public TrainingPlan promise(double episodesPerKeyAndDay, double pValue) {
    return new TrainingPlan(
        name,
        window,
        stride,
        normalise,
        episodesPerKeyAndDay,
        pValue,
        seed,
        maxReference,
        maxWindows,
        policy,
        data,
        out);
  }

  /** The same with other bounds. */
  public TrainingPlan bounds(int references, int windows) {
    return new TrainingPlan(
        name,
        window,
        stride,
        normalise,
        budget,
        limit,
        seed,
        references,
        windows,
        policy,
        data,
        out);
  }

  /** The same with another seed, policy and origin of the data. */
  public TrainingPlan with(long otherSeed, PolicySpec otherPolicy, String origin) {
    return new TrainingPlan(
        name,
        window,
        stride,
        normalise,
        budget,
        limit,
        otherSeed,
        maxReference,
        maxWindows,
        otherPolicy,
        origin,
        out);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
