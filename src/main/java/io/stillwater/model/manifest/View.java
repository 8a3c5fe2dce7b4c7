package io.stillwater.model.manifest;

import io.stillwater.onnx.Shape;
import io.stillwater.onnx.Tensor;
import java.util.List;

/**
 * What a denoiser sees of a window: its last {@code tokens · group} readings, each {@code group} of
 * them as their mean. A long window costs a denoiser no more than a short one then.
 *
 * <table>
 * <caption>windows of 4 readings: 1, 3, 5, 7</caption>
 * <tr><th>tokens</th><th>group</th><th>seen</th></tr>
 * <tr><td>4</td><td>1</td><td>1, 3, 5, 7</td></tr>
 * <tr><td>2</td><td>1</td><td>5, 7</td></tr>
 * <tr><td>2</td><td>2</td><td>2, 6</td></tr>
 * </table>
 *
 * @param tokens values of each channel that are seen, at least 1
 * @param group readings in each of them, at least 1
 */
public record View(int tokens, int group) {
  /** Values of each channel in a scale of a long window. */
  public static final int TOKENS = 16;

  private static final int NEWEST = 4; // a quarter

  public View {
    if (tokens < 1 || group < 1) {
      throw new IllegalArgumentException(
          "a view needs at least 1 token of 1 reading: were " + tokens + " of " + group);
    }
  }

  /** Everything. */
  public static View whole(int length) {
    return new View(length, 1);
  }

  /**
   * The scales at which a window is looked at: its newest {@value #TOKENS} readings, and {@value
   * #TOKENS} means over all of it but for the oldest readings that make no mean; below twice
   * {@value #TOKENS} readings the whole window only.
   */
  public static List<View> scales(int length) {
    return length < 2 * TOKENS
        ? List.of(whole(length))
        : List.of(new View(TOKENS, 1), new View(TOKENS, length / TOKENS));
  }

  /** Readings that are seen. */
  public int readings() {
    return tokens * group;
  }

  /** Whether it sees the newest readings of a window only: at most a quarter of all. */
  public boolean isNewest(int length) {
    return NEWEST * readings() <= length;
  }

  /** Whether that is every reading of a window by itself. */
  public boolean isWhole(int length) {
    return group == 1 && tokens == length;
  }

  /** The same in a few words, such as "16 means of 4 readings". */
  public String text() {
    return group == 1 ? tokens + " readings" : tokens + " means of " + group + " readings";
  }

  /**
   * What is seen of a window.
   *
   * @param window (length · channels)
   * @return (tokens · channels)
   */
  public float[] of(float[] window, int channels) {
    float[] seen = new float[tokens * channels];
    int from = window.length - readings() * channels;
    for (int i = 0; i < readings() * channels; i++) {
      int token = i / (group * channels);
      seen[token * channels + i % channels] += window[from + i] / group;
    }
    return seen;
  }

  /** A window that looks so: each token in all of its readings, zeros where nothing is seen. */
  public float[] window(float[] seen, int length, int channels) {
    float[] window = new float[length * channels];
    int from = window.length - readings() * channels;
    for (int i = 0; i < readings() * channels; i++) {
      int token = i / (group * channels);
      window[from + i] = seen[token * channels + i % channels];
    }
    return window;
  }

  /**
   * As {@link #of(float[], int)}.
   *
   * @param x (batch, length, channels)
   * @return (batch, tokens · channels)
   */
  public Tensor of(Tensor x) {
    Tensor sums = sums(x);
    return group == 1 ? sums : sums.multiply(x.graph().scalar(x.type(), 1.0 / group));
  }

  /**
   * The same with sums instead of means: of marks, how many readings of a token have one.
   *
   * @param x (batch, length, channels)
   * @return (batch, tokens · channels)
   */
  public Tensor sums(Tensor x) {
    long length = x.shape().dim(1).size();
    long channels = x.shape().dim(2).size();
    Tensor sums = length == readings() ? x : x.slice(1, length - readings(), length);
    if (group > 1) {
      sums = sums.reshape(Shape.batch(tokens, group, channels)).sum(2);
    }
    return sums.reshape(Shape.batch(tokens * channels));
  }
}
