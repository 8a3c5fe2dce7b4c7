package io.stillwater.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.Map;

/**
 * Looks through an ONNX file for what it would bring in from elsewhere: operators that are not
 * ONNX's own, functions that define others, and tensors that lie in other files.
 */
public final class ModelScan {
  /** Messages that can hold what is looked for. */
  private enum ProtoMessage {
    MODEL,
    GRAPH,
    NODE,
    ATTRIBUTE,
    TENSOR,
    SPARSE_TENSOR
  }

  /** Which fields of a message hold which messages, by number. */
  private static final Map<ProtoMessage, Map<Integer, ProtoMessage>> INNER =
      Map.of(
          ProtoMessage.MODEL, Map.of(7, ProtoMessage.GRAPH),
          ProtoMessage.GRAPH,
              Map.of(1, ProtoMessage.NODE, 5, ProtoMessage.TENSOR, 15, ProtoMessage.SPARSE_TENSOR),
          ProtoMessage.NODE, Map.of(5, ProtoMessage.ATTRIBUTE),
          ProtoMessage.ATTRIBUTE,
              Map.of(
                  5,
                  ProtoMessage.TENSOR,
                  6,
                  ProtoMessage.GRAPH,
                  10,
                  ProtoMessage.TENSOR,
                  11,
                  ProtoMessage.GRAPH,
                  22,
                  ProtoMessage.SPARSE_TENSOR,
                  23,
                  ProtoMessage.SPARSE_TENSOR),
          ProtoMessage.SPARSE_TENSOR, Map.of(1, ProtoMessage.TENSOR, 2, ProtoMessage.TENSOR),
          ProtoMessage.TENSOR, Map.of());

  private static final int MODEL_FUNCTIONS = 25;
  private static final int NODE_DOMAIN = 7;
  private static final int TENSOR_EXTERNAL = 13;
  private static final int TENSOR_LOCATION = 14;
  private static final int DEEPEST = 64;

  private String found = "";

  private ModelScan() {}

  /**
   * The first such thing in words, or an empty text where the file is complete in itself.
   *
   * @throws IOException where the bytes are not an ONNX file
   */
  public static String foreign(byte[] model) throws IOException {
    ModelScan scan = new ModelScan();
    scan.message(CodedInputStream.newInstance(model), ProtoMessage.MODEL, 0);
    return scan.found;
  }

  private void message(CodedInputStream in, ProtoMessage message, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new IOException("graphs are nested deeper than " + DEEPEST);
    }
    for (int tag = in.readTag(); tag != 0 && found.isEmpty(); tag = in.readTag()) {
      int field = WireFormat.getTagFieldNumber(tag);
      ProtoMessage inner = INNER.get(message).get(field);
      if (inner != null && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
        int outer = in.pushLimit(in.readRawVarint32());
        message(in, inner, depth + 1);
        in.skipRawBytes(Math.max(0, in.getBytesUntilLimit()));
        in.popLimit(outer);
      } else {
        look(in, message, tag);
      }
    }
  }

  private void look(CodedInputStream in, ProtoMessage message, int tag) throws IOException {
    int field = WireFormat.getTagFieldNumber(tag);
    if (message == ProtoMessage.NODE && field == NODE_DOMAIN) {
      String domain = in.readString();
      found = domain.isEmpty() || domain.equals("ai.onnx") ? "" : "operators of " + domain;
    } else if (message == ProtoMessage.TENSOR && field == TENSOR_LOCATION) {
      found = in.readInt64() == 0 ? "" : "a tensor in another file";
    } else {
      in.skipField(tag);
      found =
          message == ProtoMessage.TENSOR && field == TENSOR_EXTERNAL
              ? "a tensor in another file"
              : "";
      found =
          message == ProtoMessage.MODEL && field == MODEL_FUNCTIONS
              ? "functions of its own"
              : found;
    }
  }
}
