package io.stillwater.train.data;

import java.util.Objects;

/**
 * What of a plan decides how readings become windows.
 *
 * @param windows how they are cut
 * @param tables whether rows without times may be found to be a table ({@link Dependence})
 * @param costly whether something is made from them that needs more windows
 * @param seed of which are kept
 */
public record InputPlan(WindowPlan windows, boolean tables, boolean costly, long seed) {
  public InputPlan {
    Objects.requireNonNull(windows, "windows");
  }
}
