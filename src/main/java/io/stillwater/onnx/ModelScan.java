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
  private enum Message {
    MODEL,
    GRAPH,
    NODE,
    ATTRIBUTE,
    TENSOR,
    SPARSE_TENSOR
  }

  /** Which fields of a message hold which messages, by number. */
  private static final Map<Message, Map<Integer, Message>> INNER =
      Map.of(
          Message.MODEL, Map.of(7, Message.GRAPH),
          Message.GRAPH, Map.of(1, Message.NODE, 5, Message.TENSOR, 15, Message.SPARSE_TENSOR),
          Message.NODE, Map.of(5, Message.ATTRIBUTE),
          Message.ATTRIBUTE,
              Map.of(
                  5,
                  Message.TENSOR,
                  6,
                  Message.GRAPH,
                  10,
                  Message.TENSOR,
                  11,
                  Message.GRAPH,
                  22,
                  Message.SPARSE_TENSOR,
                  23,
                  Message.SPARSE_TENSOR),
          Message.SPARSE_TENSOR, Map.of(1, Message.TENSOR, 2, Message.TENSOR),
          Message.TENSOR, Map.of());

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
    scan.message(CodedInputStream.newInstance(model), Message.MODEL, 0);
    return scan.found;
  }

  private void message(CodedInputStream in, Message message, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new IOException("graphs are nested deeper than " + DEEPEST);
    }
    for (int tag = in.readTag(); tag != 0 && found.isEmpty(); tag = in.readTag()) {
      int field = WireFormat.getTagFieldNumber(tag);
      Message inner = INNER.get(message).get(field);
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

  private void look(CodedInputStream in, Message message, int tag) throws IOException {
    int field = WireFormat.getTagFieldNumber(tag);
    if (message == Message.NODE && field == NODE_DOMAIN) {
      String domain = in.readString();
      found = domain.isEmpty() || domain.equals("ai.onnx") ? "" : "operators of " + domain;
    } else if (message == Message.TENSOR && field == TENSOR_LOCATION) {
      found = in.readInt64() == 0 ? "" : "a tensor in another file";
    } else {
      in.skipField(tag);
      found =
          message == Message.TENSOR && field == TENSOR_EXTERNAL ? "a tensor in another file" : "";
      found = message == Message.MODEL && field == MODEL_FUNCTIONS ? "functions of its own" : found;
    }
  }
}
