package io.stillwater.event.sound;

/**
 * How much sound is read at most.
 *
 * @param maxBytes of the file
 * @param maxSeconds what lasts longer is cut after them
 */
public record WavLimits(int maxBytes, double maxSeconds) {
  /** 64 MiB and one minute. */
  public static final WavLimits DEFAULT = new WavLimits(64 << 20, 60);

  public WavLimits {
    if (maxBytes < 1 || !(maxSeconds > 0)) {
      throw new IllegalArgumentException(
          "limits must be above 0: were " + maxBytes + " bytes and " + maxSeconds + " seconds");
    }
  }
}
