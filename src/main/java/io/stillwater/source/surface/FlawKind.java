package io.stillwater.source.surface;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What can be wrong with a surface. */
public enum FlawKind {
  /** A thin line where something sharp went along. */
  SCRATCH,
  /** Material is gone, and the dark below it shows. */
  HOLE,
  /** Something was spilt: darker, the structure as it was. */
  STAIN,
  /** One thread of a cloth is not there, for a part of its way. */
  MISSING_THREAD;

  /** The name for people, such as {@code missing thread}. */
  public String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The kinds that a material can have. */
  public static List<FlawKind> of(Material material) {
    return Arrays.stream(values())
        .filter(kind -> kind != MISSING_THREAD || material == Material.WOVEN)
        .toList();
  }

  /** The kind of that name, in any case, with spaces, dashes or underscores. */
  public static FlawKind named(String name) {
    String plain = name.strip().toUpperCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
    return Arrays.stream(values())
        .filter(kind -> kind.name().equals(plain))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no flaw "
                        + name
                        + ": expected one of "
                        + String.join(
                            ", ", Arrays.stream(values()).map(FlawKind::title).toList())));
  }
}
