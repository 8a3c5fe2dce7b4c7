package io.stillwater.train.network;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Floats in direct memory that the runtime reads and writes in place. Not thread-safe. */
final class FloatTensor implements AutoCloseable {
  private final FloatBuffer values;
  private final OnnxTensor tensor;

  FloatTensor(long... shape) throws OrtException {
    long count = 1;
    for (long size : shape) {
      count *= size;
    }
    ByteBuffer bytes = ByteBuffer.allocateDirect(Math.toIntExact(count * Float.BYTES));
    values = bytes.order(ByteOrder.nativeOrder()).asFloatBuffer();
    tensor = OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), values, shape);
  }

  /** With an axis for the rounds before the others, unless there is but one. */
  static FloatTensor rows(int rounds, long... shape) throws OrtException {
    if (rounds == 1) {
      return new FloatTensor(shape);
    }
    long[] more = new long[shape.length + 1];
    more[0] = rounds;
    System.arraycopy(shape, 0, more, 1, shape.length);
    return new FloatTensor(more);
  }

  FloatBuffer values() {
    return values;
  }

  OnnxTensor tensor() {
    return tensor;
  }

  void write(float[] from) {
    write(0, from);
  }

  void write(int at, float[] from) {
    values.put(at, from);
  }

  float[] read() {
    float[] copy = new float[values.capacity()];
    values.get(0, copy);
    return copy;
  }

  @Override
  public void close() {
    tensor.close();
  }
}
