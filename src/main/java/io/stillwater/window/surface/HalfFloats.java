package io.stillwater.window.surface;

/**
 * Floats in 16 bits: sign, exponent and seven bits of the fraction, that is, to within .4 %. Enough
 * for features, which vary more than that.
 */
public final class HalfFloats {
  private HalfFloats() {}

  /** The upper half of a finite float, rounded. */
  public static short upper(float value) {
    return (short) ((Float.floatToIntBits(value) + 0x8000) >>> 16);
  }

  /** What was meant. */
  public static float value(short upper) {
    return Float.intBitsToFloat(upper << 16);
  }
}
