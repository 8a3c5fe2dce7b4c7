package io.stillwater.event;

/**
 * The unit of a number that counts from 1970 on, told by its magnitude alone.
 *
 * <pre>
 * magnitude         unit           which, read so, are the years
 * below 1e11        seconds        before 5138
 * 1e11 to 1e14      milliseconds   1973 to 5138
 * 1e14 to 1e17      microseconds   1973 to 5138
 * from 1e17 on      nanoseconds    from 1973 on, to 2262 in a whole number of 64 bits
 * </pre>
 *
 * <p>So a time of the years 1973 to 5138 is told rightly in whichever unit it is written; nearer to
 * 1970 milliseconds would be taken for seconds, microseconds for milliseconds, and so on. Numbers
 * below 0 count backwards, by the same magnitudes.
 */
public enum EpochUnit {
  /** 1. */
  SECONDS("s"),
  /** 1/1000 of a second. */
  MILLISECONDS("ms"),
  /** 1/1,000,000 of a second. */
  MICROSECONDS("µs"),
  /** 1/1,000,000,000 of a second. */
  NANOSECONDS("ns");

  private static final long FEWEST_MILLISECONDS = 100_000_000_000L;
  private static final long FEWEST_MICROSECONDS = 1000 * FEWEST_MILLISECONDS;
  private static final long FEWEST_NANOSECONDS = 1000 * FEWEST_MICROSECONDS;

  private final String sign;

  EpochUnit(String sign) {
    this.sign = sign;
  }

  /** The unit that such a number is in. */
  public static EpochUnit of(long value) {
    // The smallest long has no positive counterpart, and is of the largest magnitude.
    long size = value == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(value);
    if (size < FEWEST_MILLISECONDS) {
      return SECONDS;
    }
    if (size < FEWEST_MICROSECONDS) {
      return MILLISECONDS;
    }
    return size < FEWEST_NANOSECONDS ? MICROSECONDS : NANOSECONDS;
  }

  /**
   * Milliseconds since 1970, rounded down.
   *
   * <pre>
   * value                        milliseconds
   * 1_700_000_000                1_700_000_000_000
   * 1_700_000_000_123            1_700_000_000_123
   * 1_700_000_000_123_999        1_700_000_000_123
   * 1_700_000_000_123_999_999    1_700_000_000_123
   * </pre>
   */
  public static long millis(long value) {
    return of(value).toMillis(value);
  }

  /**
   * The same for a number that may have a fraction, as in {@code 1700000000.25}; to about a
   * microsecond where it is in seconds, since a double holds no more.
   *
   * @return {@link EventTime#INVALID} for NaN and infinities; the ends of a long for what lies
   *     beyond
   */
  public static long millis(double value) {
    if (!Double.isFinite(value)) {
      return EventTime.INVALID;
    }
    if (Math.abs(value) >= Long.MAX_VALUE) {
      return of(value < 0 ? Long.MIN_VALUE : Long.MAX_VALUE).toMillis((long) value);
    }
    if (value == Math.rint(value)) {
      return millis((long) value);
    }
    return switch (of((long) value)) {
      // A double nearest to a decimal of three places lies at most this far below it.
      case SECONDS -> (long) Math.floor(value * 1000 + 1e-4);
      case MILLISECONDS -> (long) Math.floor(value);
      case MICROSECONDS -> (long) Math.floor(value / 1e3);
      case NANOSECONDS -> (long) Math.floor(value / 1e6);
    };
  }

  /**
   * Milliseconds, rounded down, of a number in this unit.
   *
   * @throws ArithmeticException for seconds beyond what milliseconds in a long can say
   */
  public long toMillis(long value) {
    return switch (this) {
      case SECONDS -> Math.multiplyExact(value, 1000L);
      case MILLISECONDS -> value;
      case MICROSECONDS -> Math.floorDiv(value, 1000L);
      case NANOSECONDS -> Math.floorDiv(value, 1_000_000L);
    };
  }

  /** As people write it: s, ms, µs, ns. */
  public String sign() {
    return sign;
  }
}
