package io.stillwater.window.sound;

import io.stillwater.event.Waveform;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Resamplers that were used last: tables take longer to make than a short sound takes to be brought
 * to another rate, and a folder has few rates. Thread-safe.
 */
public final class Resamplers {
  private static final int MOST = 4;

  private static final Map<Way, Resampler> USED = new LinkedHashMap<>(16, 0.75f, true);

  private Resamplers() {}

  private record Way(int from, int to, double high) {}

  /**
   * A sound at another rate.
   *
   * @param rate samples a second that are wanted
   * @param high hertz up to which it is kept as it is, at most half of either rate
   */
  public static Waveform brought(Waveform sound, int rate, double high) {
    return sound.rate() == rate ? sound : of(sound.rate(), rate, high).of(sound);
  }

  private static Resampler of(int from, int to, double high) {
    Way way = new Way(from, to, high);
    synchronized (USED) {
      Resampler known = USED.get(way);
      if (known != null) {
        return known;
      }
    }
    Resampler made = new Resampler(from, to, high);
    synchronized (USED) {
      USED.put(way, made);
      if (USED.size() > MOST) {
        USED.remove(USED.keySet().iterator().next());
      }
    }
    return made;
  }
}
