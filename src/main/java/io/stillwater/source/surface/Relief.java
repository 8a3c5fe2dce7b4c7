package io.stillwater.source.surface;

/**
 * A surface before light falls on it, on a grid of {@value #FINE} samples a pixel each way.
 *
 * @param width in samples
 * @param height in samples
 * @param level (height, width) how high it stands, in pixels
 * @param tone (height, width) how much light it gives back, from 0 to 1
 */
record Relief(int width, int height, float[] level, float[] tone) {
  /** Samples along a pixel's side: edges between threads stay smooth. */
  static final int FINE = 2;

  /** A relief that is yet to be drawn, for an image of that many pixels. */
  static Relief of(int pixelsAcross, int pixelsDown) {
    int width = FINE * pixelsAcross;
    int height = FINE * pixelsDown;
    return new Relief(width, height, new float[width * height], new float[width * height]);
  }

  void set(int at, double level, double tone) {
    this.level[at] = (float) level;
    this.tone[at] = (float) tone;
  }

  /** The place of a sample in pixels. */
  static double pixel(int sample) {
    return (sample + 0.5) / FINE;
  }
}
