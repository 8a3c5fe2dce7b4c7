package io.stillwater.detect.recent;

/**
 * What is wanted otherwise than a bundle says of how limits follow keys.
 *
 * @param mode null for what the bundle says
 * @param holdBackMillis null for what the bundle says
 * @param memoryMillis null for as many hold-backs as the bundle says
 */
public record Adapting(Adaptation.Mode mode, Long holdBackMillis, Long memoryMillis) {
  /** All as the bundle says. */
  public static final Adapting AS_TRAINED = new Adapting(null, null, null);

  /** In that mode, all else as the bundle says. */
  public static Adapting in(Adaptation.Mode mode) {
    return new Adapting(mode, null, null);
  }

  /**
   * What holds for a bundle.
   *
   * @throws IllegalArgumentException if the two do not fit
   */
  public Adaptation of(Adaptation trained) {
    long holdBack = holdBackMillis == null ? trained.holdBackMillis() : holdBackMillis;
    long slots = memoryMillis == null ? trained.slots() : memoryMillis / Math.max(1, holdBack);
    return new Adaptation(
        mode == null ? trained.mode() : mode,
        holdBack,
        (int) Math.max(0, Math.min(Integer.MAX_VALUE, slots)));
  }
}
