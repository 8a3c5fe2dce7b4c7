package io.stillwater.onnx;

/**
 * One axis of a shape: {@code size} elements, or {@code size} for each member of the batch, or as
 * many as there are when the graph runs.
 *
 * @param size at least 1; 1 where it is open
 * @param batch whether the axis grows with the batch
 * @param open the name of a size that is known when the graph runs, otherwise empty; axes of one
 *     name have one size
 */
public record Dim(long size, boolean batch, String open) {
  /** The batch itself. */
  public static final Dim BATCH = new Dim(1, true);

  /** The name of the batch in the file. */
  static final String BATCH_NAME = "batch";

  Dim(long size, boolean batch) {
    this(size, batch, "");
  }

  public Dim {
    if (size < 1) {
      throw new IllegalArgumentException("an axis must have at least 1 element: was " + size);
    }
    if (!open.isEmpty() && (size != 1 || batch)) {
      throw new IllegalArgumentException(
          "the open axis " + open + " has no size and no batch: was given " + size);
    }
  }

  /** An axis that is the same in every run. */
  public static Dim of(long size) {
    return new Dim(size, false);
  }

  /** An axis whose size is known when the graph runs, by that name. */
  public static Dim open(String name) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("an open axis needs a name: it was empty");
    }
    return new Dim(1, false, name);
  }

  boolean isOne() {
    return size == 1 && !batch && open.isEmpty();
  }

  /** Whether its size is known when the graph is written. */
  boolean fixed() {
    return !batch && open.isEmpty();
  }

  @Override
  public String toString() {
    if (!open.isEmpty()) {
      return open;
    }
    return !batch ? Long.toString(size) : size == 1 ? "B" : size + "B";
  }
}
