package io.stillwater.train;

import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.train.data.InputPlan;
import io.stillwater.train.data.WindowPlan;
import io.stillwater.train.fit.DenoiserFit;
import io.stillwater.train.fit.GaussianFit;
import io.stillwater.train.fit.MemoryFit;
import io.stillwater.train.threshold.Promise;
import io.stillwater.window.Preprocessing;
import io.stillwater.window.Scaling;
import io.stillwater.window.Stride;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What to make of the readings.
 *
 * @param name of the bundle
 * @param out folder of the bundle
 * @param origin where the readings came from, in words, for the card
 * @param units of the channels
 * @param windows how they are cut
 * @param preprocessing what happens to them before a denoiser sees them
 * @param denoisers what is made from them, at least one; several are asked together
 * @param promise how often the bundle may be wrong
 * @param seed of everything that is drawn
 * @param runtime what is run while training, never what comes out but for rounding
 * @param open what is left to the data
 */
public record TrainingPlan(
    String name,
    Path out,
    String origin,
    Units units,
    WindowPlan windows,
    Preprocessing preprocessing,
    List<DenoiserFit> denoisers,
    Promise promise,
    long seed,
    RuntimeOptions runtime,
    Open open) {
  /** What is made of series by default. */
  public static final List<DenoiserFit> SERIES = List.of(MemoryFit.DEFAULT, GaussianFit.DEFAULT);

  public TrainingPlan {
    Objects.requireNonNull(out, "out");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(units, "units");
    Objects.requireNonNull(windows, "windows");
    Objects.requireNonNull(preprocessing, "preprocessing");
    Objects.requireNonNull(promise, "promise");
    Objects.requireNonNull(runtime, "runtime");
    Objects.requireNonNull(open, "open");
    denoisers = List.copyOf(denoisers);
    require(!name.isBlank(), "the bundle needs a name: was empty");
    require(
        windows.length() > 1 || !preprocessing.difference(),
        "steps need windows of at least 2 readings: was 1");
    require(!denoisers.isEmpty(), "a bundle needs at least one denoiser: there was none");
  }

  /**
   * The defaults for series: windows of 64 readings at two scales, a stride of one, the closed
   * forms, one episode per key and day.
   */
  public static TrainingPlan of(String name, Path out) {
    return new TrainingPlan(
        name,
        out,
        "not stated",
        Units.NONE,
        WindowPlan.DEFAULT,
        Preprocessing.DEFAULT,
        SERIES,
        Promise.DEFAULT,
        0,
        RuntimeOptions.standard(),
        Open.NOTHING);
  }

  /**
   * The defaults for tables, whose rows have no neighbours: a memory, of ranks or deviations as the
   * data have it.
   */
  public static TrainingPlan table(String name, Path out) {
    return of(name, out)
        .with(WindowPlan.of(1, Stride.rows(1)))
        .with(Preprocessing.TABLE)
        .with(MemoryFit.DEFAULT)
        .with(Open.FORM);
  }

  /** The same with another origin of the data. */
  public TrainingPlan with(String other) {
    return new TrainingPlan(
        name, out, other, units, windows, preprocessing, denoisers, promise, seed, runtime, open);
  }

  /** The same with other units. */
  public TrainingPlan with(Units other) {
    return new TrainingPlan(
        name, out, origin, other, windows, preprocessing, denoisers, promise, seed, runtime, open);
  }

  /** The same with other windows. */
  public TrainingPlan with(WindowPlan other) {
    return new TrainingPlan(
        name, out, origin, units, other, preprocessing, denoisers, promise, seed, runtime, open);
  }

  /** The same with other preprocessing, which is no longer open. */
  public TrainingPlan with(Preprocessing other) {
    return new TrainingPlan(
        name, out, origin, units, windows, other, denoisers, promise, seed, runtime, open.scaled());
  }

  /** The same with other denoisers, which are no longer open. */
  public TrainingPlan with(DenoiserFit... others) {
    return new TrainingPlan(
        name,
        out,
        origin,
        units,
        windows,
        preprocessing,
        List.of(others),
        promise,
        seed,
        runtime,
        open.made());
  }

  /** The same with another promise. */
  public TrainingPlan with(Promise other) {
    return new TrainingPlan(
        name, out, origin, units, windows, preprocessing, denoisers, other, seed, runtime, open);
  }

  /** The same with another seed. */
  public TrainingPlan with(long other) {
    return new TrainingPlan(
        name, out, origin, units, windows, preprocessing, denoisers, promise, other, runtime, open);
  }

  /** The same, run otherwise. */
  public TrainingPlan with(RuntimeOptions other) {
    return new TrainingPlan(
        name, out, origin, units, windows, preprocessing, denoisers, promise, seed, other, open);
  }

  /** The same with other things left to the data. */
  public TrainingPlan with(Open other) {
    return new TrainingPlan(
        name, out, origin, units, windows, preprocessing, denoisers, promise, seed, runtime, other);
  }

  /** As {@link #of} for a series that was found to be a table: what is open, as tables have it. */
  TrainingPlan asTable() {
    Preprocessing ranks = open.scaling() ? preprocessing.with(Scaling.RANK) : preprocessing;
    return with(ranks).with(open);
  }

  /** The denoisers, one for each scale at which its windows are looked at. */
  public List<DenoiserFit> fits() {
    return denoisers.stream().flatMap(fit -> fit.at(windows.length()).stream()).toList();
  }

  /** Whether a denoiser is so slow to make that windows are held out once instead of in turn. */
  boolean costly() {
    return denoisers.stream().anyMatch(DenoiserFit::costly);
  }

  /** What of it decides how readings become windows. */
  public InputPlan input() {
    return new InputPlan(windows, open.windows(), costly(), seed);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
