package io.stillwater.benchmark.media;

import io.stillwater.console.Progress;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.window.tile.Plane;
import java.io.IOException;

/** Something that learns from normal files and judges others. */
public interface MediaMethod {
  /** A short name for tables. */
  String name();

  /** The share of normal files that it promises to alarm of at most; NaN for no promise. */
  default double promised() {
    return Double.NaN;
  }

  /**
   * Learns.
   *
   * @throws Exception whatever went wrong; the run ends
   */
  Judge train(MediaCase on, Run run) throws Exception;

  /**
   * What a run depends on beside its files.
   *
   * @param seed of everything drawn
   */
  record Run(long seed, Progress progress) {}

  /** What was learned. Not thread-safe. */
  interface Judge extends AutoCloseable {
    /**
     * Judges a file.
     *
     * @param map whether a map is wanted, of images only
     */
    Judged judge(LabelledItem item, boolean map) throws UndecodableEvent, IOException;

    /** The score beyond which a file is an alarm; NaN where there is none. */
    default double limit() {
      return Double.NaN;
    }

    @Override
    default void close() {}
  }

  /**
   * What is said of a file.
   *
   * @param score larger is stranger
   * @param map (rows, columns) of the image's size, larger is stranger; null where none was wanted
   */
  record Judged(double score, Plane map) {}
}
