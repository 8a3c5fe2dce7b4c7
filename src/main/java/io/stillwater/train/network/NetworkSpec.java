package io.stillwater.train.network;

import io.stillwater.model.manifest.NetworkInfo;
import java.util.Arrays;
import java.util.Locale;

/**
 * The form of a network: a window of {@code length} readings is cut into patches of {@code patch}
 * readings, each becomes a token of {@code width} values, and blocks mix them.
 *
 * <table>
 * <caption>windows of 16 readings and 8 channels</caption>
 * <tr><th>size</th><th>width</th><th>blocks</th><th>tokens</th><th>million operations a window
 * </th></tr>
 * <tr><td>small</td><td>64</td><td>2</td><td>8</td><td>0.6</td></tr>
 * <tr><td>medium</td><td>128</td><td>4</td><td>8</td><td>4.4</td></tr>
 * <tr><td>large</td><td>256</td><td>6</td><td>8</td><td>26</td></tr>
 * </table>
 *
 * @param length readings in a window, at least 1
 * @param channels at least 1
 * @param patch readings in a patch; divides the length
 * @param width values of a token, a multiple of 4
 * @param blocks at least 1
 * @param mixing between tokens
 */
public record NetworkSpec(
    int length, int channels, int patch, int width, int blocks, Mixing mixing) {
  private static final int TOKENS = 8;

  /** Width and depth. */
  public enum Size {
    SMALL(64, 2),
    MEDIUM(128, 4),
    LARGE(256, 6);

    private final int width;
    private final int blocks;

    Size(int width, int blocks) {
      this.width = width;
      this.blocks = blocks;
    }

    /** Values of a token. */
    public int width() {
      return width;
    }

    /** Its depth. */
    public int blocks() {
      return blocks;
    }
  }

  public NetworkSpec {
    require(length >= 1, "a window has at least 1 reading: were " + length);
    require(channels >= 1, "a reading has at least 1 channel: were " + channels);
    require(
        patch >= 1 && length % patch == 0,
        "patches must divide the window of " + length + " readings: were " + patch);
    require(width >= 4 && width % 4 == 0, "width must be a multiple of 4: was " + width);
    require(blocks >= 1, "at least 1 block is needed: were " + blocks);
  }

  /** Of that size, with about eight tokens: the smallest patch that leaves no more. */
  public static NetworkSpec of(int length, int channels, Size size, Mixing mixing) {
    return of(length, channels, size.width, size.blocks, mixing);
  }

  /** Of any width and depth, with about eight tokens. */
  public static NetworkSpec of(int length, int channels, int width, int blocks, Mixing mixing) {
    int patch = Math.max(1, length / TOKENS);
    while (length % patch != 0) {
      patch++;
    }
    return new NetworkSpec(length, channels, patch, width, blocks, mixing);
  }

  /** The form that the manifest tells of, for windows of so many readings. */
  public static NetworkSpec of(NetworkInfo info, int length, int channels) {
    Mixing mixing = Mixing.valueOf(info.mixing().toUpperCase(Locale.ROOT));
    return new NetworkSpec(length, channels, info.patch(), info.width(), info.blocks(), mixing);
  }

  /** What the manifest says of it. */
  NetworkInfo info(String technique, long weights) {
    return new NetworkInfo(
        size(),
        width,
        blocks,
        tokens(),
        patch,
        mixing.name().toLowerCase(Locale.ROOT),
        technique,
        weights,
        operations());
  }

  private String size() {
    return Arrays.stream(Size.values())
        .filter(size -> size.width == width && size.blocks == blocks)
        .map(size -> size.name().toLowerCase(Locale.ROOT))
        .findFirst()
        .orElse("own");
  }

  /** Patches of a window. */
  public int tokens() {
    return length / patch;
  }

  /** Values of a patch. */
  public int patchSize() {
    return patch * channels;
  }

  /** Values of a window. */
  public int dimension() {
    return length * channels;
  }

  /** Values inside a token's own network. */
  int hidden() {
    return 2 * width;
  }

  /** Values inside the network along the axis of tokens. */
  int tokenHidden() {
    return 4 * tokens();
  }

  /** Multiplications and additions of matrix products for one window at one noise level. */
  public long operations() {
    long perToken = 4L * patchSize() * width;
    long inside = 4L * width * hidden();
    long between =
        switch (mixing) {
          case TOKENS -> 4L * tokenHidden() * width;
          case ATTENTION -> 8L * width * width + 4L * tokens() * width;
          case CONVOLUTION -> 6L * width * width;
        };
    return tokens() * (perToken + blocks * (inside + (tokens() > 1 ? between : 0)));
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
