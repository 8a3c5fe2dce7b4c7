package io.stillwater.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads constants back out of an ONNX file, by the names that {@link Graph#constant(String,
 * float[], long...)} gave them. Field numbers are those of {@code onnx.proto}; files of other
 * writers are read too.
 */
public final class Initialisers {
  private static final int MODEL_GRAPH = 7 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
  private static final int GRAPH_INITIALISER = 5 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
  private static final int DIM = 1 << 3 | WireFormat.WIRETYPE_VARINT;
  private static final int DIMS = 1 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
  private static final int DATA_TYPE = 2 << 3 | WireFormat.WIRETYPE_VARINT;
  private static final int FLOAT_DATA = 4 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
  private static final int NAME = 8 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
  private static final int RAW_DATA = 9 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
  private static final int DATA_LOCATION = 14 << 3 | WireFormat.WIRETYPE_VARINT;

  private String name = "";
  private long elements = 1;
  private int type;
  private long location;
  private ByteBuffer values = ByteBuffer.allocate(0);

  private Initialisers() {}

  /**
   * The values of a single-precision constant, in row-major order.
   *
   * @throws IOException where the bytes are not an ONNX file, it has no constant of that name, or
   *     the constant is damaged, of another type or in another file
   */
  public static float[] floats(byte[] model, String name) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(model);
    in.enableAliasing(true);
    try {
      Initialisers found = inGraphs(in, name);
      if (found != null) {
        return found.floats();
      }
    } catch (InvalidProtocolBufferException e) {
      throw new IOException(
          "the bytes are not a whole ONNX file: "
              + (e.getMessage() + " Expected one that holds the constant " + name)
              + ". Copy the file again.",
          e);
    }
    throw new IOException(
        "the model has no constant "
            + (name + " among its " + model.length + " bytes: expected one of that name")
            + ". Use a model that Stillwater trained.");
  }

  private static Initialisers inGraphs(CodedInputStream in, String name) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == MODEL_GRAPH) {
        int outer = in.pushLimit(in.readRawVarint32());
        Initialisers found = inGraph(in, name);
        if (found != null) {
          return found;
        }
        in.popLimit(outer);
      } else {
        in.skipField(tag);
      }
    }
    return null;
  }

  private static Initialisers inGraph(CodedInputStream in, String name) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == GRAPH_INITIALISER) {
        int outer = in.pushLimit(in.readRawVarint32());
        Initialisers tensor = new Initialisers();
        tensor.read(in);
        if (tensor.name.equals(name)) {
          return tensor;
        }
        in.popLimit(outer);
      } else {
        in.skipField(tag);
      }
    }
    return null;
  }

  private void read(CodedInputStream in) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag) {
        case DIM -> size(in.readInt64());
        case DIMS -> sizes(in);
        case DATA_TYPE -> type = in.readInt32();
        case NAME -> name = in.readString();
        case FLOAT_DATA, RAW_DATA -> values = in.readByteBuffer(); // little-endian, both
        case DATA_LOCATION -> location = in.readInt64();
        default -> in.skipField(tag);
      }
    }
  }

  private void sizes(CodedInputStream in) throws IOException {
    int outer = in.pushLimit(in.readRawVarint32());
    while (in.getBytesUntilLimit() > 0) {
      size(in.readInt64());
    }
    in.popLimit(outer);
  }

  private void size(long size) throws IOException {
    if (size < 0 || (size > 0 && elements > Integer.MAX_VALUE / size)) {
      throw new IOException(
          "a constant of the model has an axis of "
              + (size + " elements: expected at most " + Integer.MAX_VALUE + " in all of it")
              + ". The file is damaged: copy it again.");
    }
    elements *= size;
  }

  private float[] floats() throws IOException {
    require(type == ElementType.FLOAT.code(), "is of the ONNX data type " + type, "1 (float)");
    require(location == 0, "lies in another file", "it inside the model");
    require(
        values.remaining() == elements * Float.BYTES,
        "has " + values.remaining() + " bytes",
        elements * Float.BYTES + " for " + elements + " values");
    float[] floats = new float[(int) elements];
    values.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
    return floats;
  }

  private void require(boolean holds, String seen, String expected) throws IOException {
    if (!holds) {
      throw new IOException(
          "the constant "
              + (name + " of the model " + seen + ": expected " + expected)
              + ". Copy the model again, or make it again.");
    }
  }
}
