package io.stillwater.onnx;

import java.util.Arrays;
import java.util.Optional;

/** What a tensor is made of, with its number in {@code TensorProto.DataType}. */
public enum ElementType {
  FLOAT(1),
  INT32(6),
  INT64(7),
  BOOL(9),
  DOUBLE(11);

  private final int code;

  ElementType(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  /** The type of that number, where it is one of these. */
  static Optional<ElementType> of(long code) {
    return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
  }
}
