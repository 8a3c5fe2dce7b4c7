package io.stillwater.model.feature;

import io.stillwater.event.Pixels;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.window.surface.Cells;
import io.stillwater.window.tile.Resizing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The cells that the outputs of a network lie on, all brought to one grid and put one after
 * another.
 *
 * @param last whether features are the last axis of the outputs
 * @param rows of the grid for the image that the network was tried with
 * @param columns of the same
 * @param cell pixels on a side of a cell; 0 where all images are brought to one size
 * @param coarsest the same of the output with the largest cells
 * @param features of each output
 */
record FeatureGrid(
    boolean last, int rows, int columns, int cell, int coarsest, List<Integer> features) {
  private static final int MOST_FEATURES = 4096;

  /**
   * From what came out when the network was tried.
   *
   * @param said (outputs) the axes of each
   * @param height of the image that it was tried with
   * @param width of the same
   */
  static FeatureGrid of(FeatureForm form, List<long[]> said, int height, int width)
      throws IOException {
    String seen =
        "gives %s for an image of %d x %d pixels"
            .formatted(
                said.stream().map(Arrays::toString).collect(Collectors.joining(", ")),
                height,
                width);
    List<Integer> features = new ArrayList<>();
    int rows = 0;
    int columns = 0;
    int coarsest = 1;
    for (long[] axes : said) {
      require(axes.length == 4, seen, form);
      int down = (int) axes[form.last() ? 1 : 2];
      int across = (int) axes[form.last() ? 2 : 3];
      features.add((int) axes[form.last() ? 3 : 1]);
      require(down >= 1 && across >= 1 && features.get(features.size() - 1) >= 1, seen, form);
      if (!form.sized()) {
        require(down == across && height % down == 0, seen, form);
        coarsest = Math.max(coarsest, height / down);
      }
      rows = Math.max(rows, down);
      columns = Math.max(columns, across);
    }
    int all = features.stream().mapToInt(f -> f).sum();
    require(all <= MOST_FEATURES, seen, form);
    int cell = form.sized() ? 0 : height / rows;
    require(form.sized() || coarsest % cell == 0, seen, form);
    return new FeatureGrid(form.last(), rows, columns, cell, coarsest, features);
  }

  private static void require(boolean holds, String seen, FeatureForm form) throws IOException {
    if (!holds) {
      String sides = form.sized() ? "rows, columns" : "height/cell, width/cell";
      throw new IOException(
          "it %s: expected %s, cells of one size, and at most %d features. Export it as docs/backbone.md shows."
              .formatted(
                  seen,
                  form.last() ? "(?, " + sides + ", C)" : "(?, C, " + sides + ")",
                  MOST_FEATURES));
    }
  }

  /** Features of a cell. */
  int size() {
    return features.stream().mapToInt(f -> f).sum();
  }

  /** The same on another grid. */
  FeatureGrid on(int otherRows, int otherColumns) {
    return new FeatureGrid(last, otherRows, otherColumns, cell, coarsest, features);
  }

  /** What came out of an output. */
  record Said(float[] values, long[] axes) {}

  /**
   * The cells of one image.
   *
   * @param image its number in the run
   * @param said (outputs)
   * @param down rows of the grid, and then columns
   * @throws UndecodableEvent where a value is not finite, or an output has another form than it had
   */
  Cells cells(int image, List<Said> said, int down, int across) throws UndecodableEvent {
    int size = size();
    float[] values = new float[down * across * size];
    int first = 0;
    for (int o = 0; o < said.size(); o++) {
      long[] axes = said.get(o).axes();
      int count = features.get(o);
      int height = (int) axes[last ? 1 : 2];
      int width = (int) axes[last ? 2 : 3];
      Resizing resizing = new Resizing(height, width, down, across);
      float[] plane = new float[height * width];
      float[] out = new float[down * across];
      for (int f = 0; f < count; f++) {
        read(said.get(o).values(), image, f, count, plane);
        resizing.apply(plane, 0, out, 0);
        for (int i = 0; i < out.length; i++) {
          values[i * size + first + f] = out[i];
        }
      }
      first += count;
    }
    return new Cells(down, across, size, values);
  }

  private void read(float[] said, int image, int feature, int count, float[] plane)
      throws UndecodableEvent {
    int from = image * count * plane.length;
    for (int i = 0; i < plane.length; i++) {
      float value = said[from + (last ? i * count + feature : feature * plane.length + i)];
      if (!Float.isFinite(value)) {
        throw new UndecodableEvent("the network of features says " + value + " of a cell");
      }
      plane[i] = value;
    }
  }

  /** Without the cells beyond the image, which larger cells of other outputs ask for. */
  Cells own(Cells cells, Pixels image) {
    if (cell == 0) {
      return cells;
    }
    int down = (image.height() + cell - 1) / cell;
    int across = (image.width() + cell - 1) / cell;
    if (down == cells.rows() && across == cells.columns()) {
      return cells;
    }
    float[] values = new float[down * across * cells.size()];
    int row = across * cells.size();
    for (int r = 0; r < down; r++) {
      System.arraycopy(cells.values(), r * cells.columns() * cells.size(), values, r * row, row);
    }
    return new Cells(down, across, cells.size(), values);
  }

  /**
   * @param height of the images that it was given, and their width
   * @throws UndecodableEvent where outputs are of another form than when the network was tried
   */
  void require(List<Said> said, int images, int height, int width) throws UndecodableEvent {
    for (int o = 0; o < said.size(); o++) {
      long[] axes = said.get(o).axes();
      long down = axes[last ? 1 : 2];
      long across = axes[last ? 2 : 3];
      boolean even =
          cell == 0
              || (height % down == 0 && width % across == 0 && height / down == width / across);
      if (axes[0] != images || axes[last ? 3 : 1] != features.get(o) || !even) {
        throw new UndecodableEvent(
            "the network of features gives %s for %d images of %d x %d pixels, another form than when it was tried"
                .formatted(Arrays.toString(axes), images, width, height));
      }
    }
  }
}
