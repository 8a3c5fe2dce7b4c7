package io.stillwater.model.foreign;

import io.stillwater.onnx.Port;
import io.stillwater.onnx.Shape;
import io.stillwater.onnx.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The windows of a foreign model, and how they lie in its input.
 *
 * <table>
 * <caption>what is found, for data of 2 channels</caption>
 * <tr><th>input</th><th>length</th><th>order</th></tr>
 * <tr><td>(?, 16, 2)</td><td>16</td><td>length-channels</td></tr>
 * <tr><td>(?, 2, 16)</td><td>16</td><td>channels-length</td></tr>
 * <tr><td>(?, 32)</td><td>16</td><td>flat</td></tr>
 * <tr><td>(?, 2, 2)</td><td>2</td><td>must be said</td></tr>
 * <tr><td>(?, 2, ?)</td><td>must be said</td><td>channels-length</td></tr>
 * </table>
 *
 * @param length readings in a window
 * @param channels of a reading
 * @param order of the axes
 */
public record WindowLayout(int length, int channels, WindowOrder order) {
  private static final int LONGEST = 4096;

  /**
   * Finds it from the shape of an input.
   *
   * @param sample the input, with its batch first
   * @param channels of the data
   * @param order if it is known, otherwise null
   * @param length if it is known, otherwise 0
   * @throws IllegalArgumentException where none fits, or more than one
   */
  public static WindowLayout of(Port sample, int channels, WindowOrder order, int length) {
    List<Long> sizes = sample.sizes().orElseThrow();
    List<Long> axes = sizes.subList(1, sizes.size());
    boolean open = axes.contains(Port.OPEN) && length == 0 && order == null;
    List<WindowLayout> fitting = new ArrayList<>();
    for (WindowOrder candidate : order == null ? WindowOrder.values() : new WindowOrder[] {order}) {
      long found = length > 0 ? length : length(axes, candidate, channels);
      if (found > 0 && found <= LONGEST && fits(axes, candidate.axes(found, channels))) {
        fitting.add(new WindowLayout((int) found, channels, candidate));
      }
    }
    String of = "windows of " + channels + " channels" + (length > 0 ? " and " + length : "");
    String what = (length > 0 ? of + " readings" : of) + ", the input of the model is " + sample;
    if (open || fitting.isEmpty()) {
      throw new IllegalArgumentException(
          (open ? "the length of a window cannot be found: for " : "the data do not fit: for ")
              + what
              + (open ? ". Say --window" : ". Check --drop, --window and --layout"));
    }
    if (fitting.size() > 1) {
      throw new IllegalArgumentException(
          "how windows lie in the model cannot be found: for "
              + what
              + ". Say --layout, one of "
              + fitting.stream().map(l -> l.order.option()).collect(Collectors.joining(", ")));
    }
    return fitting.get(0);
  }

  /** The length that an order would have, 0 where it is open or none. */
  private static long length(List<Long> axes, WindowOrder order, int channels) {
    int rank = order.axes(1, channels).size();
    if (axes.size() != rank) {
      return 0;
    }
    long size = axes.get(order == WindowOrder.LENGTH_CHANNELS ? 0 : rank - 1);
    return switch (order) {
      case FLAT -> size % channels == 0 ? size / channels : 0;
      case IMAGE -> axes.get(1);
      default -> size;
    };
  }

  private static boolean fits(List<Long> seen, List<Long> expected) {
    boolean fits = seen.size() == expected.size();
    for (int i = 0; fits && i < seen.size(); i++) {
      fits = seen.get(i) == Port.OPEN || seen.get(i).equals(expected.get(i));
    }
    return fits;
  }

  /** Values of a window. */
  int dimension() {
    return length * channels;
  }

  /** The shape of that many windows for each member of the batch. */
  Shape shape(long windows) {
    long[] axes = order.axes(length, channels).stream().mapToLong(a -> a).toArray();
    return Shape.batchTimes(windows, axes);
  }

  /**
   * Windows as the model takes them.
   *
   * @param flat (batch, windows, dimension), reading by reading
   * @param windows for each member of the batch
   */
  Tensor laid(Tensor flat, long windows) {
    if (order == WindowOrder.CHANNELS_LENGTH) {
      return flat.reshape(Shape.batchTimes(windows, length, channels)).transpose(0, 2, 1);
    }
    return flat.reshape(shape(windows));
  }

  /** The other way: (batch, windows, dimension). */
  Tensor flat(Tensor laid, long windows) {
    Tensor inOrder = order == WindowOrder.CHANNELS_LENGTH ? laid.transpose(0, 2, 1) : laid;
    return inOrder.reshape(Shape.batch(windows, dimension()));
  }

  @Override
  public String toString() {
    return order.option() + " " + Arrays.toString(new int[] {length, channels});
  }
}
