package io.stillwater.stream;

import io.stillwater.alert.Alert;
import io.stillwater.alert.PolicySpec;
import io.stillwater.detect.Threshold;
import io.stillwater.detect.recent.Adaptation;
import io.stillwater.detect.streaming.KeyStream;
import io.stillwater.detect.streaming.StreamingDetector;
import io.stillwater.event.ChannelNames;
import io.stillwater.window.Stride;
import io.stillwater.window.WindowSpec;

/**
 * What a flow needs to judge keys without a trained bundle, each by its own past.
 *
 * @param budget alarms allowed for a key and day of event time, above 0
 * @param channels an open list; grows with what comes
 */
public record Learning(double budget, ChannelNames channels) {
  private static final long WEEK = 7 * 86_400_000L;

  /** Every reading is judged; a key that is silent for a week is forgotten. */
  public static final WindowSpec WINDOW =
      new WindowSpec(StreamingDetector.SPAN, Stride.rows(1), 0, 0, WEEK);

  /** The first reading of a burst opens an episode. */
  public static final PolicySpec POLICY = new PolicySpec(1, 1, KeyStream.OVER, 60_000);

  /** What takes the bundle's place in alerts. */
  public static final Alert.Model MODEL = new Alert.Model("streaming", "1", "");

  /** Limits are the key's own from the beginning. */
  public static final Adaptation ADAPTATION = Adaptation.OFF;

  /** Where an anomaly begins. */
  public Threshold threshold() {
    return KeyStream.threshold(budget);
  }
}
