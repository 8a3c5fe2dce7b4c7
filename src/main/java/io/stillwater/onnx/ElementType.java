package io.stillwater.onnx;

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
}
