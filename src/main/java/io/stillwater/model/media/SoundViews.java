package io.stillwater.model.media;

import io.stillwater.alert.Picture;
import io.stillwater.detect.FileScore;
import io.stillwater.detect.Verdict;
import io.stillwater.detect.heat.HeatScale;
import io.stillwater.event.Pixels;
import io.stillwater.event.Reading;
import io.stillwater.model.MediaCut;
import io.stillwater.window.tile.Plane;
import java.util.List;

/** Where sounds are strange: heat by column and band of the spectrogram. */
record SoundViews(MediaCut.Sound cut, FileScore files, HeatScale scale) {
  MediaView view(Reading file, List<Verdict> pieces, double[] expected) {
    Plane observed = spectrogram(file.values());
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (float value : observed.values()) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    Pixels normal = MediaView.grey(spectrogram(expected), low, high);
    return new MediaView(
        Picture.SOUND,
        seconds(observed.width()),
        MediaView.grey(observed, low, high),
        heat(pieces, observed.width()),
        normal,
        List.of(),
        List.of());
  }

  private double seconds(int columns) {
    return (columns - 1) * cut.spectrogram().hop() + cut.spectrogram().window();
  }

  /** (bands, columns), the highest band on top, of (columns * bands). */
  private Plane spectrogram(double[] values) {
    int bands = cut.spectrogram().bands();
    int columns = values.length / bands;
    float[] out = new float[values.length];
    for (int c = 0; c < columns; c++) {
      for (int b = 0; b < bands; b++) {
        out[(bands - 1 - b) * columns + c] = (float) values[c * bands + b];
      }
    }
    return new Plane(bands, columns, out);
  }

  /**
   * The heat of a column is the mean of that of the windows over it; a band has of it what its
   * error is to that of the column's largest.
   */
  private Plane heat(List<Verdict> pieces, int columns) {
    int bands = cut.spectrogram().bands();
    double[] hot = new double[columns];
    double[] count = new double[columns];
    double[] errors = new double[columns * bands];
    for (int p = 0; p < pieces.size(); p++) {
      double heat = scale.heat(pieces.get(p).score());
      double[] shares = pieces.get(p).error().channels();
      for (int c = p; c < Math.min(columns, p + cut.columns()); c++) {
        hot[c] += heat;
        count[c]++;
        for (int b = 0; b < bands; b++) {
          errors[c * bands + b] += shares[b];
        }
      }
    }
    float[] out = new float[columns * bands];
    for (int c = 0; c < columns; c++) {
      double most = Double.MIN_NORMAL;
      for (int b = 0; b < bands; b++) {
        most = Math.max(most, errors[c * bands + b]);
      }
      for (int b = 0; b < bands; b++) {
        double column = hot[c] / Math.max(1, count[c]);
        out[(bands - 1 - b) * columns + c] = (float) (column * errors[c * bands + b] / most);
      }
    }
    return new Plane(bands, columns, out);
  }
}
