package io.stillwater.model.manifest;

import java.util.Objects;

/**
 * One channel of a reading.
 *
 * @param name as events name it, not blank
 * @param unit as people read it; empty where it is not known
 */
public record Channel(String name, String unit) {
  public Channel {
    Objects.requireNonNull(unit, "unit");
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException("a channel must have a name: was '" + name + "'");
    }
  }
}
