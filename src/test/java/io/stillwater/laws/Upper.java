package io.stillwater.laws;

import io.stillwater.laws.below.Lower;

/** With {@link Lower} a circle of a package and its sub-package, for the law against them. */
public final class Upper {
  public final Lower lower = new Lower();
}
