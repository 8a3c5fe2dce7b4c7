package io.stillwater.train.sample;

import io.stillwater.event.Pixels;
import io.stillwater.window.tile.Plane;
import java.util.ArrayList;
import java.util.List;

/** Pictures side by side, in as many rows as columns, about. Not thread-safe. */
public final class ContactSheet {
  private static final int GAP = 4;

  private final List<Pixels> pictures = new ArrayList<>();
  private final int columns;

  ContactSheet(int count) {
    this.columns = (int) Math.ceil(Math.sqrt(count));
  }

  /** Adds a grey picture of the size of the others. */
  void add(Pixels picture) {
    pictures.add(picture);
  }

  /** The sheet. */
  Pixels finish() {
    int wide = pictures.get(0).width() + GAP;
    int high = pictures.get(0).height() + GAP;
    int rows = (pictures.size() + columns - 1) / columns;
    int width = columns * wide - GAP;
    short[] samples = new short[(rows * high - GAP) * width];
    for (int p = 0; p < pictures.size(); p++) {
      Pixels picture = pictures.get(p);
      int at = p / columns * high * width + p % columns * wide;
      for (int y = 0; y < picture.height(); y++) {
        System.arraycopy(
            picture.samples(), y * picture.width(), samples, at + y * width, picture.width());
      }
    }
    return new Pixels(width, rows * high - GAP, 1, samples);
  }

  /** A plane from 0 to 1 as grey, every value a square. */
  public static Pixels pixels(Plane plane, int zoom) {
    int width = plane.width() * zoom;
    short[] samples = new short[plane.height() * zoom * width];
    for (int i = 0; i < samples.length; i++) {
      float value = plane.at(i / width / zoom, i % width / zoom);
      samples[i] = (short) Math.round(65535 * Math.max(0, Math.min(1, value)));
    }
    return new Pixels(width, plane.height() * zoom, 1, samples);
  }
}
