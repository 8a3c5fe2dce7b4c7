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
 */
public record FlowSpec(
    String detector,
    String topic,
    Alert.Model model,
    WindowSpec window,
    PolicySpec policy,
    Adaptation adaptation,
    int maxKeys,
    int maxBatch) {
  public FlowSpec {
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
