package io.stillwater.onnx;

/**
 * One axis of a shape: {@code size} elements, or {@code size} for each member of the batch.
 *
 * @param size at least 1
 * @param batch whether the axis grows with the batch
 */
public record Dim(long size, boolean batch) {
  /** The batch itself. */
  public static final Dim BATCH = new Dim(1, true);

  /** The name of the batch in the file. */
  static final String BATCH_NAME = "batch";

  public Dim {
    if (size < 1) {
      throw new IllegalArgumentException("an axis must have at least 1 element: was " + size);
    }
  }

  /** An axis that is the same in every run. */
  public static Dim of(long size) {
    return new Dim(size, false);
  }

  boolean isOne() {
    return size == 1 && !batch;
  }

  @Override
  public String toString() {
    return !batch ? Long.toString(size) : size == 1 ? "B" : size + "B";
  }
}
