package io.stillwater.detect.picture;

import io.stillwater.window.tile.Plane;

/**
 * What an image would have looked like normally: its strange regions are gaps, which are filled in
 * from the coarsest scale of the memory to the finest ({@link GapWalk}), each beginning with what
 * the coarser one found, the first with a smooth continuation of what is around; then {@link Grain}
 * is added. In logarithms of light. No noise is drawn: the same image gives the same picture.
 * Immutable.
 */
public final class Restoration {
  /** Pixels over which a filled gap passes into what was observed. */
  private static final int SEAM = 4;

  /** Pixels around a region that it is filled in from. */
  private static final int AROUND = 96;

  private final TileMemory memory;

  public Restoration(TileMemory memory) {
    this.memory = memory;
  }

  /**
   * The image with its regions filled in.
   *
   * @param image from 0 to 1
   * @param heat of cells, from 0 to 1, where 1 is beyond the limit
   * @param cell pixels on a side of a cell
   */
  public Plane of(Plane image, Plane heat, int cell) {
    int rows = (image.height() + cell - 1) / cell;
    int columns = (image.width() + cell - 1) / cell;
    if (heat.height() != rows || heat.width() != columns) {
      throw new IllegalArgumentException(
          "the heat of an image of that size has other cells: expected %d x %d cells: were %d x %d"
              .formatted(rows, columns, heat.height(), heat.width()));
    }
    boolean[] hot = new boolean[heat.values().length];
    for (int i = 0; i < hot.length; i++) {
      hot[i] = heat.values()[i] >= 1;
    }
    // A defect reaches into cells that are not beyond the limit themselves.
    boolean[] cells = Gaps.grown(hot, heat.height(), heat.width(), 1);
    boolean[] gaps = new boolean[image.values().length];
    for (int i = 0; i < gaps.length; i++) {
      int row = i / image.width() / cell;
      int column = i % image.width() / cell;
      gaps[i] = cells[row * heat.width() + column];
    }
    return of(image, gaps);
  }

  /**
   * The image with its gaps filled in.
   *
   * @param image from 0 to 1
   * @param gaps (height, width)
   */
  public Plane of(Plane image, boolean[] gaps) {
    float[] out = image.values().clone();
    for (Box box : Box.around(gaps, image.height(), image.width())) {
      Box wide = box.grown(AROUND, image.height(), image.width());
      Plane part = wide.of(image);
      boolean[] holes = wide.of(gaps, image.width());
      Plane filled = Grain.added(filled(light(part), holes), holes);
      wide.put(shown(part, filled, holes), box, out, image.width());
    }
    return new Plane(image.height(), image.width(), out);
  }

  private Plane filled(Plane light, boolean[] gaps) {
    Plane filled = null;
    int coarser = 0;
    for (TileMemory.Scale scale : memory.scales()) {
      int factor = scale.factor();
      Plane observed = light.averaged(factor);
      int smaller = Math.min(observed.height(), observed.width());
      if (filled == null && factor > 1 && smaller < memory.side()) {
        continue;
      }
      boolean[] holes = Gaps.coarse(gaps, light.height(), light.width(), factor);
      Plane around =
          filled == null
              ? Gaps.filled(observed, holes)
              : filled.enlarged(coarser / factor, observed.height(), observed.width());
      Plane start = Gaps.replaced(observed, around, holes);
      filled = new GapWalk(scale, memory.side(), start, holes).filled();
      coarser = factor;
    }
    return filled;
  }

  /** The light as the memory sees it: log(8 + grey), grey from 0 to 255. */
  public static Plane light(Plane image) {
    float[] out = new float[image.values().length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) Math.log(8 + 255 * image.values()[i]);
    }
    return new Plane(image.height(), image.width(), out);
  }

  /** Gaps in grey again, which pass into the observed over a few pixels. */
  private static Plane shown(Plane image, Plane light, boolean[] gaps) {
    float[] shares = Gaps.shares(gaps, image.height(), image.width(), SEAM);
    float[] out = image.values().clone();
    for (int i = 0; i < out.length; i++) {
      if (gaps[i]) {
        double grey = (Math.exp(light.values()[i]) - 8) / 255;
        double clean = Math.max(0, Math.min(1, grey));
        out[i] += (float) (shares[i] * (clean - out[i]));
      }
    }
    return new Plane(image.height(), image.width(), out);
  }
}
