package io.stillwater.laws.below;

import io.stillwater.laws.Upper;

/** See {@link Upper}. */
public final class Lower {
  public Upper upper;
}
