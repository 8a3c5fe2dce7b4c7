package io.stillwater.detect;

import io.stillwater.window.Window;
import java.util.List;

/**
 * The denoising errors of windows, from one scoring graph. The same window gets the same bits in
 * any batch on one machine. Safe for use by several threads.
 */
public interface WindowScorer extends AutoCloseable {
  /** Readings in a window. */
  int length();

  /** Channels of a reading. */
  int channels();

  /** One error for each window, in the same order. An empty list gives an empty list. */
  List<WindowError> errors(List<Window> windows);

  /**
   * What the clean window would have looked like: (length * channels), row by row, in the units of
   * the input. Readings that no denoiser sees are as they were observed.
   */
  double[] expected(Window window);

  @Override
  void close();
}
