package io.stillwater.detect;

import io.stillwater.window.Window;
import java.util.Arrays;
import java.util.List;

/**
 * Raises the verdict of windows in which a channel is still: errors of denoising grow with the size
 * of what is strange, so that none of them sees what is calmer than normal. It never lowers a
 * verdict, and leaves windows alone in which nothing is still. Immutable, safe to share.
 *
 * @param channels those that may be still
 * @param score of such windows at least, beyond the threshold
 */
public record StillnessJudge(List<Stillness> channels, double score) {
  private static final int[] NONE = {};

  public StillnessJudge {
    channels = List.copyOf(channels);
  }

  /**
   * A still window is beyond all that training showed: its score is beyond the threshold and beyond
   * that of every held-out window, so that its p-value is 1/(1 + N).
   */
  public static StillnessJudge of(
      List<Stillness> channels, FittedCalibration calibration, Threshold threshold) {
    double highest = calibration.scores()[calibration.scores().length - 1];
    return new StillnessJudge(channels, Math.nextUp(Math.max(highest, threshold.score())));
  }

  /** The channels that are still, in their order; mostly none. */
  int[] still(Window window) {
    int count = 0;
    int[] still = NONE;
    for (int i = 0; i < channels.size(); i++) { // no iterator: asked of every window
      if (channels.get(i).still(window)) {
        still = Arrays.copyOf(still, count + 1);
        still[count++] = channels.get(i).channel();
      }
    }
    return still;
  }

  /** With its newest readings as strange as the window, for they are still as well. */
  static Newest raised(Newest newest) {
    return newest == null ? null : new Newest(newest.score(), newest.pValue(), false, true);
  }
}
