package io.stillwater.stream;

import io.stillwater.alert.Alert;
import io.stillwater.alert.PolicySpec;
import io.stillwater.detect.recent.Adaptation;
import io.stillwater.window.WindowSpec;

/**
 * What a flow is set to.
 *
 * @param detector its name
 * @param topic where the records come from
 * @param model which bundle judges
 * @param window how streams are cut
 * @param policy when episodes open and resolve
 * @param adaptation how limits follow keys
 * @param maxKeys keys kept for each partition; the least recently seen goes first
 * @param maxBatch windows scored in one run of the model at most
 * @param silenceMillis record time without a reading after which a key is told to be silent; 0 for
 *     never
 */
public record FlowSpec(
    String detector,
    String topic,
    Alert.Model model,
    WindowSpec window,
    PolicySpec policy,
    Adaptation adaptation,
    int maxKeys,
    int maxBatch,
    long silenceMillis) {
  /** Which tells of no silence. */
  public FlowSpec(
      String detector,
      String topic,
      Alert.Model model,
      WindowSpec window,
      PolicySpec policy,
      Adaptation adaptation,
      int maxKeys,
      int maxBatch) {
    this(detector, topic, model, window, policy, adaptation, maxKeys, maxBatch, 0);
  }

  public FlowSpec {
    if (silenceMillis < 0 || (window.ageMillis() > 0 && silenceMillis >= window.ageMillis())) {
      throw new IllegalArgumentException(
          "silence must be told of after 0 ms (never) to less than "
              + (window.ageMillis() + " ms, when the bundle forgets a key: was ")
              + (silenceMillis + " ms"));
    }
    if (maxBatch < 1) {
      throw new IllegalArgumentException("batch must be at least 1 window: was " + maxBatch);
    }
    if (!window.stride().timed() && window.stride().amount() > 1) {
      throw new IllegalArgumentException(
          "a stride of "
              + window.stride().amount()
              + " rows cannot be kept across a restart; train with a stride of one row or of a duration");
    }
  }
}
