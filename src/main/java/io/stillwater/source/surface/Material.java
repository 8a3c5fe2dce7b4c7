package io.stillwater.source.surface;

import java.util.Locale;

/** What a surface is of. */
public enum Material {
  /** A cloth in plain weave: warp and weft over and under each other. */
  WOVEN,
  /** A metal face with the arcs that a turning tool left. */
  METAL;

  /** The material of that name, in any case. */
  public static Material named(String name) {
    for (Material material : values()) {
      if (material.name().equals(name.strip().toUpperCase(Locale.ROOT))) {
        return material;
      }
    }
    throw new IllegalArgumentException("there is no surface " + name + ": expected woven or metal");
  }
}
