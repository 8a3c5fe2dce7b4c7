package io.stillwater.onnx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads constants back out of an ONNX file, by the names that {@link Graph#constant(String,
 * float[], long...)} gave them. Field numbers are those of {@code onnx.proto}; files of other
 * writers are read too.
 */
public final class Initialisers {
  private static final int MODEL_GRAPH = 7;
  private static final int GRAPH_INITIALISER = 5;
  private static final int DIMS = 1;
  private static final int DATA_TYPE = 2;
  private static final int FLOAT_DATA = 4;
  private static final int NAME = 8;
  private static final int RAW_DATA = 9;
  private static final int DATA_LOCATION = 14;

  private Initialisers() {}

  /**
   * The values of a single-precision constant, in row-major order.
   *
   * @throws IOException where the bytes are not an ONNX file, it has no constant of that name, or
   *     the constant is damaged, of another type or in another file
   */
  public static float[] floats(byte[] model, String name) throws IOException {
    try {
      for (ProtoMessage tensor :
          ProtoMessage.of(model).message(MODEL_GRAPH).messages(GRAPH_INITIALISER)) {
        if (tensor.text(NAME).equals(name)) {
          return floats(tensor);
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    throw new IOException(
        "the model has no constant "
            + (name + " among its " + model.length + " bytes: expected one of that name")
            + ". Use a model that Stillwater trained.");
  }

  private static float[] floats(ProtoMessage tensor) throws IOException {
    long type = tensor.number(DATA_TYPE, 0);
    boolean here = tensor.number(DATA_LOCATION, 0) == 0;
    require(tensor, type == ElementType.FLOAT.code(), "is of the data type " + type, "1 (float)");
    require(tensor, here, "lies in another file", "it inside the model");
    long elements = elements(tensor);
    byte[] raw = tensor.bytes(tensor.has(RAW_DATA) ? RAW_DATA : FLOAT_DATA); // both little-endian
    require(
        tensor,
        raw.length == elements * Float.BYTES,
        "has " + raw.length + " bytes",
        elements * Float.BYTES + " for " + elements + " values");
    float[] floats = new float[(int) elements];
    ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
    return floats;
  }

  private static long elements(ProtoMessage tensor) throws IOException {
    long elements = 1;
    for (long size : tensor.numbers(DIMS)) {
      require(
          tensor,
          size >= 0 && (size == 0 || elements <= Integer.MAX_VALUE / size),
          "has an axis of " + size + " elements",
          "at most " + Integer.MAX_VALUE + " in all of it");
      elements *= size;
    }
    return elements;
  }

  private static void require(ProtoMessage tensor, boolean holds, String seen, String expected)
      throws IOException {
    if (!holds) {
      throw new IOException(
          "the constant "
              + (tensor.text(NAME) + " of the model " + seen + ": expected " + expected)
              + ". Copy the model again, or make it again.");
    }
  }
}
