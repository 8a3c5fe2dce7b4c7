package io.stillwater.model.manifest;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a scoring graph is made for.
 *
 * @param length readings in a window
 * @param channels channels of a reading
 * @param denoisers at least one; their levels follow each other in that order
 */
public record ScoringShape(int length, int channels, List<DenoiserInfo> denoisers) {
  /** Windows in one run at least: fewer are padded. */
  public static final int MIN_BATCH = 4;

  /** Values of one run at all levels together, some 64 MiB of each operation's. */
  private static final long VALUES = 1 << 24;

  public ScoringShape {
    denoisers = List.copyOf(denoisers);
  }

  /** σ of all levels. */
  public double[] sigmas() {
    return denoisers.stream().flatMapToDouble(d -> Arrays.stream(d.levels())).toArray();
  }

  /** How many noise levels. */
  public int levels() {
    return sigmas().length;
  }

  /** What each level sees of a window. */
  public List<View> views() {
    return denoisers.stream()
        .flatMap(denoiser -> Collections.nCopies(denoiser.levels().length, view(denoiser)).stream())
        .toList();
  }

  private View view(DenoiserInfo denoiser) {
    return denoiser.view(length);
  }

  /** Where the values that each level sees begin, and behind the last where they all end. */
  public int[] seenFrom() {
    int[] from = new int[levels() + 1];
    int level = 0;
    for (View view : views()) {
      from[level + 1] = from[level] + view.tokens() * channels;
      level++;
    }
    return from;
  }

  /** The levels that see the newest readings of a window only, in their order; may be none. */
  public int[] newestLevels() {
    List<View> views = views();
    return IntStream.range(0, views.size())
        .filter(level -> views.get(level).isNewest(length))
        .toArray();
  }

  /** Values in a window. */
  public int dimension() {
    return Math.multiplyExact(length, channels);
  }

  /** Windows in one run at most: fewer where what is computed of them would be too large. */
  public int batch(int most) {
    long values = Math.multiplyExact((long) dimension(), levels());
    return (int) Math.max(MIN_BATCH, Math.min(most, VALUES / values));
  }

  /** Which denoiser is asked at any σ: the network, or the first where there is none. */
  private int asked() {
    for (int i = 0; i < denoisers.size(); i++) {
      if (denoisers.get(i).learnt()) {
        return i;
      }
    }
    return 0;
  }

  /** The first level of the denoiser that is asked at any σ. */
  public int denoiserLevel() {
    return denoisers.subList(0, asked()).stream().mapToInt(d -> d.levels().length).sum();
  }

  /** Whether there is a network among the denoisers. */
  public boolean hasNetwork() {
    return denoisers.stream().anyMatch(DenoiserInfo::learnt);
  }

  /** What that denoiser sees of a window. */
  public View denoiserView() {
    return view(denoisers.get(asked()));
  }

  /**
   * Where no network tells what normal would have looked like: of each reading the middle level of
   * the narrowest view that sees it, of the first kind of denoiser that does. A reading that none
   * sees has the first level, which leaves it as it is.
   *
   * @return (length) by the place of the reading
   */
  public int[] expectedLevels() {
    int[] levels = new int[length];
    int[] seenBy = new int[length]; // readings of that view; 0 for none so far
    String[] kinds = new String[length]; // that see it
    int first = 0;
    for (DenoiserInfo denoiser : denoisers) {
      int readings = view(denoiser).readings();
      for (int r = length - readings; r < length; r++) {
        boolean narrower = denoiser.kind().equals(kinds[r]) && readings < seenBy[r];
        if (seenBy[r] == 0 || narrower) {
          levels[r] = first + (denoiser.levels().length - 1) / 2;
          seenBy[r] = readings;
          kinds[r] = denoiser.kind();
        }
      }
      first += denoiser.levels().length;
    }
    return levels;
  }
}
