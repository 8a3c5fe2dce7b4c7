package io.stillwater.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The axes of a tensor, known when the graph is written but for the size of the batch.
 *
 * <table>
 * <caption>what comes out</caption>
 * <tr><th>operation</th><th>shape</th></tr>
 * <tr><td>(B, 1, 8) with (4, 8)</td><td>(B, 4, 8)</td></tr>
 * <tr><td>(B, 4, 8) · (8, 3)</td><td>(B, 4, 3)</td></tr>
 * <tr><td>(B, 4, 8) reduced over axis 1</td><td>(B, 8)</td></tr>
 * <tr><td>(B, 4, 8) reshaped to (4B, 8)</td><td>(4B, 8)</td></tr>
 * </table>
 */
public record Shape(List<Dim> dims) {
  public Shape {
    dims = List.copyOf(dims);
  }

  /** The same in every run; without sizes, a scalar. */
  public static Shape of(long... sizes) {
    return new Shape(Arrays.stream(sizes).mapToObj(Dim::of).toList());
  }

  /** The batch first, then fixed axes. */
  public static Shape batch(long... rest) {
    return batch(Dim.BATCH, rest);
  }

  private static Shape batch(Dim first, long... rest) {
    List<Dim> dims = new ArrayList<>();
    dims.add(first);
    Arrays.stream(rest).mapToObj(Dim::of).forEach(dims::add);
    return new Shape(dims);
  }

  /** {@code times} rows for each member of the batch, then fixed axes. */
  public static Shape batchTimes(long times, long... rest) {
    return batch(new Dim(times, true), rest);
  }

  /** How many axes. */
  public int rank() {
    return dims.size();
  }

  /** The axis at that place. */
  public Dim dim(int axis) {
    return dims.get(axis);
  }

  /** Elements, for each member of the batch where an axis grows with it. */
  public long elements() {
    return dims.stream().mapToLong(Dim::size).reduce(1, Math::multiplyExact);
  }

  /** Whether any axis grows with the batch. */
  public boolean batched() {
    return dims.stream().anyMatch(Dim::batch);
  }

  /** Whether the size of any axis is known only when the graph runs. */
  boolean open() {
    return dims.stream().anyMatch(dim -> !dim.open().isEmpty());
  }

  /** So many of them, on an axis before the others. */
  public Shape times(long count) {
    List<Dim> more = new ArrayList<>(List.of(Dim.of(count)));
    more.addAll(dims);
    return new Shape(more);
  }

  Shape broadcast(Shape other) {
    int rank = Math.max(rank(), other.rank());
    List<Dim> merged = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      Dim a = fromEnd(rank - axis);
      Dim b = other.fromEnd(rank - axis);
      require(a.equals(b) || a.isOne() || b.isOne(), "cannot broadcast " + this + " with " + other);
      merged.add(a.isOne() ? b : a);
    }
    return new Shape(merged);
  }

  private Dim fromEnd(int places) {
    return places > rank() ? Dim.of(1) : dims.get(rank() - places);
  }

  /** Of the product (…, n, m) · (…, m, k): the leading axes broadcast. */
  Shape matMul(Shape other) {
    require(
        rank() >= 2 && other.rank() >= 2 && dim(rank() - 1).equals(other.dim(other.rank() - 2)),
        "cannot multiply " + this + " by " + other + ": expected (…, n, m) by (…, m, k)");
    List<Dim> product = new ArrayList<>(leading().broadcast(other.leading()).dims());
    product.add(dim(rank() - 2));
    product.add(other.dim(other.rank() - 1));
    return new Shape(product);
  }

  /** All axes but the last two. */
  Shape leading() {
    return new Shape(dims.subList(0, rank() - 2));
  }

  Shape reduce(boolean keep, int... axes) {
    List<Dim> left = new ArrayList<>();
    for (int axis = 0; axis < rank(); axis++) {
      boolean gone = contains(axes, axis);
      if (!gone || keep) {
        left.add(gone ? Dim.of(1) : dim(axis));
      }
    }
    return new Shape(left);
  }

  private static boolean contains(int[] axes, int axis) {
    return Arrays.stream(axes).anyMatch(a -> a == axis);
  }

  Shape transpose(int... order) {
    require(
        Arrays.equals(
            Arrays.stream(order).sorted().toArray(),
            java.util.stream.IntStream.range(0, rank()).toArray()),
        "cannot transpose " + this + " to the order " + Arrays.toString(order));
    return new Shape(Arrays.stream(order).mapToObj(dims::get).toList());
  }

  Shape concat(int axis, Shape other) {
    require(
        rank() == other.rank()
            && dim(axis).fixed()
            && other.dim(axis).fixed()
            && with(axis, Dim.of(1)).equals(other.with(axis, Dim.of(1))),
        "cannot put " + other + " behind " + this + " on axis " + axis);
    return with(axis, Dim.of(dim(axis).size() + other.dim(axis).size()));
  }

  Shape with(int axis, Dim dim) {
    List<Dim> changed = new ArrayList<>(dims);
    changed.set(axis, dim);
    return new Shape(changed);
  }

  /** With all axes of the other in the place of one. */
  Shape replace(int axis, Shape other) {
    List<Dim> changed = new ArrayList<>(dims.subList(0, axis));
    changed.addAll(other.dims);
    changed.addAll(dims.subList(axis + 1, rank()));
    return new Shape(changed);
  }

  static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  @Override
  public String toString() {
    return dims.stream().map(Dim::toString).collect(Collectors.joining(", ", "(", ")"));
  }
}
