package io.stillwater.model.feature;

import io.stillwater.event.Pixels;
import io.stillwater.window.tile.Plane;
import io.stillwater.window.tile.Resizing;

/**
 * Images as a network of features wants them: bands in its order and range, sizes as it says, or
 * continued by the last row and column.
 *
 * @param rows of pixels that it gets, and columns
 */
record PixelValues(FeatureForm form, FeatureInput input, int rows, int columns) {
  int size() {
    return form.bands() * rows * columns;
  }

  /**
   * Writes an image.
   *
   * @param at where it begins
   */
  void write(Pixels image, float[] to, int at) {
    Pixels pixels = form.bands() == 1 ? image.grey() : image;
    for (int band = 0; band < form.bands(); band++) {
      int from = input.channels().equals(FeatureInput.BGR) ? form.bands() - 1 - band : band;
      Plane plane = Plane.of(pixels, Math.min(from, pixels.bands() - 1));
      Plane fitting = form.sized() ? Resizing.of(plane, rows, columns) : plane;
      for (int y = 0; y < rows; y++) {
        int row = Math.min(y, fitting.height() - 1);
        for (int x = 0; x < columns; x++) {
          float value = fitting.at(row, Math.min(x, fitting.width() - 1));
          int place =
              form.last()
                  ? (y * columns + x) * form.bands() + band
                  : (band * rows + y) * columns + x;
          to[at + place] = input.of(value, band);
        }
      }
    }
  }
}
