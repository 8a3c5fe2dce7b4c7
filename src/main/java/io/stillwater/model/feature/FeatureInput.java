package io.stillwater.model.feature;

import java.util.List;

/**
 * What a network of features wants of its input: a value v of the image, from 0 to 1, becomes (low
 * + v · (high − low) − mean) / deviation.
 *
 * @param range low and high: what black and white are before mean and deviation, 0 and 1 or 0 and
 *     255, say
 * @param mean of each band, in that range; empty for 0
 * @param deviation of each band; empty for 1
 * @param channels {@code rgb}, {@code bgr} or {@code grey}; empty where the graph's bands say it
 * @param layout {@code NCHW} or {@code NHWC}; empty where the graph's shape says it
 * @param size height and width that images are brought to; empty where they are taken as they are,
 *     or the graph says it
 */
public record FeatureInput(
    List<Double> range,
    List<Double> mean,
    List<Double> deviation,
    String channels,
    String layout,
    List<Integer> size) {
  public static final String RGB = "rgb";
  public static final String BGR = "bgr";
  public static final String GREY = "grey";
  public static final String FIRST = "NCHW";
  public static final String LAST = "NHWC";

  /** The longest side that images are brought to. */
  private static final int LARGEST = 4096;

  private static final int SMALLEST = 8;

  /** From 0 to 1, and nothing else. */
  public static final FeatureInput PLAIN =
      new FeatureInput(List.of(0.0, 1.0), List.of(), List.of(), "", "", List.of());

  public FeatureInput {
    range = List.copyOf(range);
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
    size = List.copyOf(size);
    require(
        range.size() == 2 && range.get(0) < range.get(1) && finite(range),
        "range must be two numbers, what black and what white is, as [0, 1] or [0, 255]: was "
            + range);
    require(
        List.of("", RGB, BGR, GREY).contains(channels),
        "channels must be rgb, bgr or grey: was " + channels);
    require(
        List.of("", FIRST, LAST).contains(layout), "layout must be NCHW or NHWC: was " + layout);
    require(
        size.isEmpty()
            || (size.size() == 2
                && size.stream().allMatch(side -> side >= SMALLEST && side <= LARGEST)),
        "size must be height and width, each in " + SMALLEST + ".." + LARGEST + ": was " + size);
    require(finite(mean), "mean must be finite numbers: was " + mean);
    require(
        finite(deviation) && deviation.stream().allMatch(one -> one > 0),
        "deviation must be numbers above 0: was " + deviation);
    requireBands(channels, mean, "mean");
    requireBands(channels, deviation, "deviation");
  }

  private static void requireBands(String channels, List<Double> numbers, String name) {
    int bands = channels.equals(GREY) ? 1 : 3;
    require(
        numbers.isEmpty()
            || (channels.isEmpty()
                ? numbers.size() == 1 || numbers.size() == 3
                : numbers.size() == bands),
        name
            + " must be one number for each channel, "
            + (channels.isEmpty() ? "1 or 3" : bands)
            + ": was "
            + numbers);
  }

  private static boolean finite(List<Double> numbers) {
    return numbers.stream().allMatch(Double::isFinite);
  }

  /** The same with images brought to one size. */
  public FeatureInput sized(int height, int width) {
    return new FeatureInput(range, mean, deviation, channels, layout, List.of(height, width));
  }

  /** A value of the image as the network wants it. */
  float of(float value, int band) {
    double spread = range.get(0) + value * (range.get(1) - range.get(0));
    double less = mean.isEmpty() ? spread : spread - mean.get(band);
    return (float) (deviation.isEmpty() ? less : less / deviation.get(band));
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
