package io.stillwater.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A tensor that is part of the file.
 *
 * @param tensor its name, type and shape; never batched
 * @param raw its elements, little-endian, in row-major order
 */
record Constant(Tensor tensor, byte[] raw) {
  static byte[] raw(float... values) {
    byte[] raw = new byte[Math.multiplyExact(values.length, Float.BYTES)];
    littleEndian(raw).asFloatBuffer().put(values);
    return raw;
  }

  static byte[] raw(double... values) {
    byte[] raw = new byte[Math.multiplyExact(values.length, Double.BYTES)];
    littleEndian(raw).asDoubleBuffer().put(values);
    return raw;
  }

  static byte[] raw(long... values) {
    byte[] raw = new byte[Math.multiplyExact(values.length, Long.BYTES)];
    littleEndian(raw).asLongBuffer().put(values);
    return raw;
  }

  long[] wholeNumbers() {
    long[] numbers = new long[raw.length / Long.BYTES];
    littleEndian(raw).asLongBuffer().get(numbers);
    return numbers;
  }

  private static ByteBuffer littleEndian(byte[] raw) {
    return ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
  }
}
