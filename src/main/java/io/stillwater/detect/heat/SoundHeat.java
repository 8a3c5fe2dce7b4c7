package io.stillwater.detect.heat;

import io.stillwater.detect.FileScore;
import io.stillwater.detect.FittedCalibration;
import io.stillwater.window.sound.SpectrogramSpec;
import io.stillwater.window.tile.Plane;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * When a sound is strange, and at what pitch: from the scores of its windows, each of which is some
 * columns of the spectrogram and begins one column after the one before, and from the bands' shares
 * of their denoising errors.
 *
 * <p>A window is strange beyond the score that one of {@code n} windows of a normal sound has with
 * the probability at which sounds are alarms: limit/n for each of them (Bonferroni). Where a sound
 * is an alarm and none of its windows is so strange, those are that would make an alarm of a sound
 * of their own; so every alarm has a part, while a part need not make an alarm.
 *
 * <p>A window stands for its middle, the first one also for what is before it, the last for what
 * follows; strange windows that touch each other are one part.
 *
 * <p>There may be one more error than bands: that of the whole sound's loudness, which is one of
 * every band.
 */
public final class SoundHeat {
  private final SpectrogramSpec spectrogram;
  private final int length;
  private final FittedCalibration windows;
  private final FileScore files;

  /**
   * @param length columns of the spectrogram in a window
   * @param windows what the windows of normal sounds score
   * @param files how the scores of its windows become that of the sound
   */
  public SoundHeat(
      SpectrogramSpec spectrogram, int length, FittedCalibration windows, FileScore files) {
    this.spectrogram = spectrogram;
    this.length = length;
    this.windows = windows;
    this.files = files;
  }

  /**
   * The parts beyond the limit, the strangest first.
   *
   * @param scores (windows)
   * @param errors (windows) (bands, or one more): the denoising error of each band, the lowest
   *     first, and of the loudness
   * @param seconds that the sound lasts
   */
  public List<SoundPart> parts(double[] scores, List<double[]> errors, double seconds) {
    int columns = scores.length + length - 1;
    List<SoundPart> parts = new ArrayList<>();
    for (Region region : regions(scores, errors)) {
      double from = region.x() == 0 ? 0 : edge(region.x());
      int end = region.x() + region.width();
      parts.add(
          new SoundPart(
              from,
              Math.max(from, end == columns ? seconds : Math.min(seconds, edge(end))),
              spectrogram.lowEnd(region.y()),
              spectrogram.highEnd(region.y() + region.height() - 1),
              region.score()));
    }
    return parts;
  }

  /** Seconds at which a column begins to be the nearest one. */
  private double edge(int column) {
    return column * spectrogram.hop() + (spectrogram.window() - spectrogram.hop()) / 2;
  }

  /** The same parts in columns (x) and bands (y, the lowest is 0). */
  List<Region> regions(double[] scores, List<double[]> errors) {
    if (scores.length == 0 || scores.length != errors.size()) {
      throw new IllegalArgumentException(
          "expected the errors of each of "
              + scores.length
              + " windows, at least one: were "
              + errors.size());
    }
    double limit = limit(scores);
    List<Region> regions = new ArrayList<>();
    for (int w = 0; w < scores.length; w++) {
      if (scores[w] > limit) {
        int last = last(scores, w, limit);
        regions.addAll(between(scores, errors, w, last, limit));
        w = last;
      }
    }
    regions.sort(
        Comparator.comparingDouble(Region::score)
            .reversed()
            .thenComparingInt(Region::x)
            .thenComparingInt(Region::y));
    return regions;
  }

  private double limit(double[] scores) {
    double strict = windows.quantile(files.limit() / scores.length);
    for (double score : scores) {
      if (score > strict) {
        return strict;
      }
    }
    return files.judge(FileScore.Known.of(scores)).alarm()
        ? Math.min(strict, files.alarmPiece())
        : strict;
  }

  /** The last strange window of those that touch each other from there on. */
  private int last(double[] scores, int first, double limit) {
    int last = first;
    for (int w = first + 1; w < scores.length && w - last <= length; w++) {
      last = scores[w] > limit ? w : last;
    }
    return last;
  }

  private List<Region> between(
      double[] scores, List<double[]> errors, int first, int last, double limit) {
    double[] sum = new double[spectrogram.bands()];
    double most = Double.NEGATIVE_INFINITY;
    for (int w = first; w <= last; w++) {
      if (scores[w] > limit) {
        most = Math.max(most, scores[w]);
        double[] of = byBand(errors.get(w));
        for (int b = 0; b < sum.length; b++) {
          sum[b] += of[b];
        }
      }
    }
    int left = first == 0 ? 0 : first + (length - 1) / 2;
    int right = last == scores.length - 1 ? last + length - 1 : last + length / 2;
    List<Region> regions = new ArrayList<>();
    for (BandErrors.Range range : BandErrors.ranges(sum)) {
      int height = range.last() - range.first() + 1;
      regions.add(new Region(left, range.first(), right - left + 1, height, most));
    }
    return regions;
  }

  /** (bands) An error of the loudness is one of every band. */
  private double[] byBand(double[] errors) {
    double[] of = Arrays.copyOf(errors, spectrogram.bands());
    double loudness = errors.length > of.length ? errors[of.length] : 0;
    for (int b = 0; b < of.length; b++) {
      of[b] += loudness;
    }
    return of;
  }

  /**
   * The heat of every band of every column, from 0 to 1: that of the window whose middle the column
   * is, for its strangest band, and less for the others as their error is less.
   *
   * @param columns of the spectrogram
   * @return (bands, columns), the lowest band first
   */
  public Plane heat(double[] scores, List<double[]> errors, int columns) {
    HeatScale scale = new HeatScale(windows, limit(scores));
    int bands = spectrogram.bands();
    float[] heat = new float[bands * columns];
    for (int c = 0; c < columns; c++) {
      int w = Math.max(0, Math.min(scores.length - 1, c - length / 2));
      double[] of = byBand(errors.get(w));
      double most = Double.MIN_NORMAL;
      for (double error : of) {
        most = Math.max(most, error);
      }
      double whole = scale.heat(scores[w]);
      for (int b = 0; b < bands; b++) {
        heat[b * columns + c] = (float) (whole * of[b] / most);
      }
    }
    return new Plane(bands, columns, heat);
  }

  /**
   * A picture of the spectrogram with its heat, low frequencies at the bottom, the parts beyond the
   * limit framed.
   *
   * @param spectrogram (bands, columns), the lowest band first
   * @param scores (windows)
   * @param errors (windows) (bands)
   * @param zoom pixels on a side of a value
   */
  public HeatMap map(Plane spectrogram, double[] scores, List<double[]> errors, int zoom) {
    int height = spectrogram.height();
    List<Region> regions = new ArrayList<>();
    for (Region r : regions(scores, errors)) {
      int width = Math.min(spectrogram.width(), r.x() + r.width()) - r.x();
      if (width > 0) {
        Region upright =
            new Region(r.x(), height - r.y() - r.height(), width, r.height(), r.score());
        regions.add(upright.enlarged(zoom, spectrogram.width() * zoom, height * zoom));
      }
    }
    Plane heat = SpectrogramPicture.upright(heat(scores, errors, spectrogram.width()));
    return HeatMap.of(
        SpectrogramPicture.of(spectrogram).grey(spectrogram, zoom),
        SpectrogramPicture.zoomed(heat, zoom),
        regions);
  }
}
