package io.stillwater.model.feature;

import io.stillwater.onnx.ElementType;
import io.stillwater.onnx.Port;
import java.io.IOException;
import java.util.List;

/**
 * The form of a network's input, as its graph and its side file say it.
 *
 * @param last whether the bands are the last axis (NHWC), and not the second (NCHW)
 * @param batch images in a run; {@value Port#OPEN} for any number
 * @param bands 1 or 3
 * @param height that the graph wants or images are brought to; {@value Port#OPEN} for any
 * @param width likewise
 */
record FeatureForm(boolean last, long batch, int bands, long height, long width) {
  private static final String SHAPES =
      "FLOAT (?, 1 or 3, ?, ?) or (?, ?, ?, 1 or 3), axes open or fixed";

  /**
   * Looks at the input of a graph.
   *
   * @throws IOException where it takes no images, or the side file says otherwise
   */
  static FeatureForm of(Port port, FeatureInput input) throws IOException {
    boolean four = port.sizes().map(List::size).filter(axes -> axes == 4).isPresent();
    boolean floats = port.type().filter(ElementType.FLOAT::equals).isPresent();
    require(four && floats, "takes " + port, SHAPES);
    List<Long> sizes = port.sizes().orElseThrow();
    boolean last = isLast(sizes, input);
    long bands = sizes.get(last ? 3 : 1);
    require(bands == 1 || bands == 3, "takes " + port, SHAPES);
    long height = sizes.get(last ? 1 : 2);
    long width = sizes.get(last ? 2 : 3);
    require(
        (height == Port.OPEN) == (width == Port.OPEN),
        "takes " + port,
        "height and width to be both open, or both fixed");
    if (!input.size().isEmpty()) {
      requireSide(
          height == Port.OPEN || (height == input.size().get(0) && width == input.size().get(1)),
          "size " + input.size(),
          "images of " + height + " x " + width);
      height = input.size().get(0);
      width = input.size().get(1);
    }
    String channels = input.channels();
    requireSide(
        channels.isEmpty() || channels.equals(FeatureInput.GREY) == (bands == 1),
        "channels " + channels,
        bands + (bands == 1 ? " band" : " bands"));
    requireNumbers(input.mean(), bands, "mean");
    requireNumbers(input.deviation(), bands, "deviation");
    return new FeatureForm(last, sizes.get(0), (int) bands, height, width);
  }

  /** As it was said, or else as the only axis of 1 or 3 has it. */
  private static boolean isLast(List<Long> sizes, FeatureInput input) throws IOException {
    if (input.layout().isEmpty()) {
      return !isBands(sizes.get(1)) && isBands(sizes.get(3));
    }
    boolean last = input.layout().equals(FeatureInput.LAST);
    requireSide(isBands(sizes.get(last ? 3 : 1)), "layout " + input.layout(), "the axes " + sizes);
    return last;
  }

  private static boolean isBands(long size) {
    return size == 1 || size == 3;
  }

  private static void requireNumbers(List<Double> numbers, long bands, String name)
      throws IOException {
    requireSide(
        numbers.isEmpty() || numbers.size() == bands,
        name + " " + numbers,
        bands + (bands == 1 ? " band" : " bands"));
  }

  private static void requireSide(boolean holds, String said, String graph) throws IOException {
    if (!holds) {
      throw new IOException(
          "its side file says "
              + (said + ", but its graph takes " + graph)
              + ". Mend the side file, or export the network again.");
    }
  }

  private static void require(boolean holds, String seen, String expected) throws IOException {
    if (!holds) {
      throw new IOException(
          "it " + seen + ": expected " + expected + ". Export it as docs/backbone.md shows.");
    }
  }

  /** Whether all images are brought to one size. */
  boolean sized() {
    return height != Port.OPEN;
  }

  /** The axes of a tensor of so many images of a size. */
  long[] shape(int images, int rows, int columns) {
    return last
        ? new long[] {images, rows, columns, bands}
        : new long[] {images, bands, rows, columns};
  }
}
