package io.stillwater.train;

import io.stillwater.train.data.Dependence;

/**
 * What a plan leaves to the data.
 *
 * @param windows whether rows without times may be found to be a table ({@link Dependence}), and
 *     are then windows of one reading
 * @param scaling whether the values of a table may be told by their ranks or in deviations,
 *     whichever shows faults better ({@link TableForm})
 * @param denoisers whether closed forms of a table may be added or left out
 */
public record Open(boolean windows, boolean scaling, boolean denoisers) {
  /** Everything is as the plan says. */
  public static final Open NOTHING = new Open(false, false, false);

  /** The form of a table. */
  static final Open FORM = new Open(false, true, true);

  /** The same with the scaling decided. */
  Open scaled() {
    return new Open(windows, false, denoisers);
  }

  /** The same with the denoisers decided. */
  Open made() {
    return new Open(windows, scaling, false);
  }

  /** Everything. */
  public static final Open ALL = new Open(true, true, true);
}
