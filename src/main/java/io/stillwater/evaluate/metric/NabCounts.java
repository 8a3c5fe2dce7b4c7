package io.stillwater.evaluate.metric;

/**
 * Rows behind the probation, by what they are and what was said of them.
 *
 * @param tp detections in windows
 * @param fp detections outside
 * @param fn other rows in windows
 * @param tn other rows outside
 */
public record NabCounts(int tp, int fp, int fn, int tn) {
  /** Both together. */
  NabCounts plus(NabCounts more) {
    return new NabCounts(tp + more.tp, fp + more.fp, fn + more.fn, tn + more.tn);
  }
}
