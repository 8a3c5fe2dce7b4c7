package io.stillwater.cli;

import io.stillwater.event.Reading;
import io.stillwater.event.Readings;
import io.stillwater.model.manifest.Manifest;
import io.stillwater.train.report.WindowSet;
import io.stillwater.window.Normalisation;
import io.stillwater.window.Window;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Drawn windows as readings in the units of the data, each window a key of its own, {@code drawn-1}
 * and so on. Where keys have levels of their own, or values are steps from somewhere, each takes
 * them from one window of the data after the other. Not thread-safe.
 */
final class DrawnReadings implements Readings {
  private final Manifest manifest;
  private final WindowSet drawn;
  private final List<Window> data;
  private int window;
  private int row;
  private double[] values; // (length, channels) of the window

  DrawnReadings(Manifest manifest, WindowSet drawn, List<Window> data) {
    this.manifest = manifest;
    this.drawn = drawn;
    this.data = data;
  }

  @Override
  public List<String> channels() {
    return manifest.channelNames();
  }

  @Override
  public boolean timed() {
    return false;
  }

  @Override
  public double progress() {
    return (double) window / drawn.size();
  }

  @Override
  public boolean hasNext() {
    return window < drawn.size();
  }

  @Override
  public Reading next() {
    if (!hasNext()) {
      throw new NoSuchElementException("all drawn windows were read");
    }
    Window like = data.get(window % data.size());
    if (row == 0) {
      values = manifest.normalisation().inUnits(like, drawn.window(window));
    }
    boolean own = manifest.normalisation().mode() == Normalisation.Mode.KEY;
    String key = "drawn-" + (window + 1) + (own ? " as " + like.key() : "");
    int at = row * drawn.channels();
    double[] now = Arrays.copyOfRange(values, at, at + drawn.channels());
    Reading reading = Reading.ofRow(key, row, now, (long) window * drawn.length() + row);
    row = (row + 1) % drawn.length();
    window += row == 0 ? 1 : 0;
    return reading;
  }

  @Override
  public void close() {}
}
