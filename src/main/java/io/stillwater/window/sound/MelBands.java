package io.stillwater.window.sound;

/**
 * Triangular bands on the mel scale m = 2595 log10(1 + f/700) (O'Shaughnessy 1987, the formula of
 * HTK): band b rises from point b to b+1 and falls to b+2 of points at equal distances in mel. Each
 * band's weights add up to one, so that a flat density stays what it is. A band too narrow for any
 * bin takes the bin next to its middle.
 */
final class MelBands {
  private final int[] first;
  private final double[][] weights;

  /**
   * @param binWidth hertz from bin to bin
   * @param bins from 0 Hz on
   */
  MelBands(SpectrogramSpec spec, double binWidth, int bins) {
    first = new int[spec.bands()];
    weights = new double[spec.bands()][];
    double from = mel(spec.low());
    double step = (mel(spec.high()) - from) / (spec.bands() + 1);
    for (int b = 0; b < spec.bands(); b++) {
      double left = hertz(from + b * step);
      double middle = hertz(from + (b + 1) * step);
      double right = hertz(from + (b + 2) * step);
      int begin = (int) Math.ceil(left / binWidth);
      int end = Math.min(bins - 1, (int) Math.floor(right / binWidth));
      double[] band = new double[Math.max(0, end - begin + 1)];
      double sum = 0;
      for (int i = 0; i < band.length; i++) {
        double f = (begin + i) * binWidth;
        double rise = (f - left) / (middle - left);
        band[i] = Math.max(0, Math.min(rise, (right - f) / (right - middle)));
        sum += band[i];
      }
      if (sum <= 0) {
        begin = (int) Math.min(bins - 1, Math.round(middle / binWidth));
        band = new double[] {1};
        sum = 1;
      }
      for (int i = 0; i < band.length; i++) {
        band[i] /= sum;
      }
      first[b] = begin;
      weights[b] = band;
    }
  }

  /** Whether every band has a bin that weighs something in it. */
  static boolean full(SpectrogramSpec spec, double binWidth, int bins) {
    double from = mel(spec.low());
    double step = (mel(spec.high()) - from) / (spec.bands() + 1);
    for (int b = 0; b < spec.bands(); b++) {
      double next = Math.floor(hertz(from + b * step) / binWidth) + 1;
      if (next * binWidth >= hertz(from + (b + 2) * step) || next >= bins) {
        return false;
      }
    }
    return true;
  }

  int count() {
    return weights.length;
  }

  /** Of the weighted mean of a band. */
  double weight(int band, int bin) {
    int i = bin - first[band];
    return i >= 0 && i < weights[band].length ? weights[band][i] : 0;
  }

  /** The highest bin of all bands. */
  int highest() {
    int highest = 0;
    for (int b = 0; b < weights.length; b++) {
      highest = Math.max(highest, first[b] + weights[b].length - 1);
    }
    return highest;
  }

  /** The weighted mean of the bins that belong to band b. */
  double of(int b, double[] density) {
    double sum = 0;
    for (int i = 0; i < weights[b].length; i++) {
      sum += weights[b][i] * density[first[b] + i];
    }
    return sum;
  }

  /** Adds a band's weights, times a factor, to the bins that belong to it: the transpose. */
  void spread(int b, double factor, double[] density) {
    for (int i = 0; i < weights[b].length; i++) {
      density[first[b] + i] += factor * weights[b][i];
    }
  }

  static double mel(double hertz) {
    return 2595 * Math.log10(1 + hertz / 700);
  }

  static double hertz(double mel) {
    return 700 * (Math.pow(10, mel / 2595) - 1);
  }
}
