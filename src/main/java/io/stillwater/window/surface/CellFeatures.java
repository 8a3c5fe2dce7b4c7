package io.stillwater.window.surface;

import io.stillwater.window.tile.Plane;
import java.util.List;

/**
 * What each cell of {@value #CELL} by {@value #CELL} pixels looks like: how strongly the learned
 * filters respond there, the lowest and highest value of six bands of sizes (differences of
 * Gaussians, in deviations of the whole image), those deviations, and the light around. From the
 * logarithm of the light, so that exposure only shifts.
 *
 * <p>A vector then holds these features as they are, less their median over the image, and that
 * less its mean over 9, 5 and 15 cells around; with a {@link Mount}, less what is usual at this
 * place; and how near the four borders are.
 *
 * <p>A last cell that would reach beyond the image is moved back until it ends at the border, so
 * that all cells hold as many pixels, whatever the size of the image.
 */
public final class CellFeatures {
  /** Pixels on a side of a cell. */
  public static final int CELL = 8;

  /** Cells on a side of the squares around a cell that it is compared with. */
  public static final List<Integer> AROUND = List.of(9, 5, 15);

  /** Bands of sizes: the smallest, and five from there on. */
  public static final int BANDS = 6;

  /** Borders that a cell may be near to. */
  public static final int BORDERS = 4;

  private final boolean mounted;
  private final int features;
  private final int blocks; // of features in a vector

  public CellFeatures(FilterBank bank) {
    this(bank, null);
  }

  /**
   * @param mount what is usual at each place; null where images show things anywhere
   */
  public CellFeatures(FilterBank bank, Mount mount) {
    this.mounted = mount != null;
    this.features = FilterBank.LEVELS * bank.filters() + 3 * BANDS + 1;
    this.blocks = 2 + AROUND.size() + (mounted ? 1 : 0);
  }

  /** Features before they are compared. */
  public int features() {
    return features;
  }

  /** How many cells cover that many pixels. */
  public static int cells(int pixels) {
    return (pixels + CELL - 1) / CELL;
  }

  /** Where a cell begins, in a row or column of so many pixels. */
  public static int begin(int cell, int pixels) {
    return Math.max(0, Math.min(cell * CELL, pixels - CELL));
  }

  /** Where the middle of a cell is, in a row or column of so many pixels. */
  public static int middle(int cell, int pixels) {
    return begin(cell, pixels) + CELL / 2;
  }

  /** The light as all that follows sees it: log(8 + grey), grey from 0 to 255. */
  public static Plane light(Plane image) {
    float[] out = new float[image.values().length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) Math.log(8 + 255 * image.values()[i]);
    }
    return new Plane(image.height(), image.width(), out);
  }

  /** The levels of the filters: a half, a quarter, an eighth. */
  public static Plane[] levels(Plane light) {
    Plane[] levels = new Plane[FilterBank.LEVELS];
    Plane at = light;
    for (int l = 0; l < levels.length; l++) {
      at = Blur.halved(at);
      levels[l] = at;
    }
    return levels;
  }

  /**
   * The parts of a vector that each of four networks sees, so that they err differently: compared
   * with the image; that and as it is; that and with 9 cells around; that and with 5 and 15. With a
   * mount, each also sees how far that is from what is usual at its place.
   */
  public int[][] views() {
    return new int[][] {part(1), part(1, 0), part(1, 2), part(1, 3, 4)};
  }

  private int[] part(int... chosen) {
    int count = chosen.length + (mounted ? 1 : 0);
    int[] out = new int[count * features + BORDERS];
    for (int i = 0; i < count * features; i++) {
      int block = i / features < chosen.length ? chosen[i / features] : blocks - 1;
      out[i] = block * features + i % features;
    }
    for (int b = 0; b < BORDERS; b++) {
      out[count * features + b] = blocks * features + b;
    }
    return out;
  }
}
