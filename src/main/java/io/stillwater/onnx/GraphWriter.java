package io.stillwater.onnx;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * The ONNX file format, as far as it is needed: field numbers are those of {@code onnx.proto}, IR
 * version 8, and the operator set of the graph.
 */
final class GraphWriter {
  private static final long IR_VERSION = 8;

  /** The last operator set of that version, and of each later one. */
  private static final long[] OPERATOR_SETS = {18, 20, 22, 23};

  private static final int ATTRIBUTE_INT = 2;
  private static final int ATTRIBUTE_STRING = 3;
  private static final int ATTRIBUTE_GRAPH = 5;
  private static final int ATTRIBUTE_INTS = 7;

  private GraphWriter() {}

  /** Writes one message's fields. */
  private interface Fields {
    void to(CodedOutputStream out) throws IOException;
  }

  static byte[] write(Graph graph) {
    return message(
        model -> {
          model.writeInt64(1, version(graph.operatorSet()));
          model.writeString(2, "stillwater");
          model.writeByteArray(7, graph(graph));
          model.writeByteArray(8, message(set -> set.writeInt64(2, graph.operatorSet())));
        });
  }

  private static long version(int operatorSet) {
    long version = IR_VERSION;
    for (long last : OPERATOR_SETS) {
      version += operatorSet > last ? 1 : 0;
    }
    return version;
  }

  private static byte[] graph(Graph graph) {
    return message(
        out -> {
          for (Node node : graph.nodes()) {
            for (byte[] written : node.written()) {
              out.writeByteArray(1, written);
            }
            if (node.written().isEmpty()) {
              out.writeByteArray(1, node(node));
            }
          }
          out.writeString(2, graph.name());
          for (Constant constant : graph.constants()) {
            out.writeByteArray(5, constant(constant));
          }
          for (byte[] written : graph.foreignConstants()) {
            out.writeByteArray(5, written);
          }
          for (Tensor input : graph.inputs()) {
            out.writeByteArray(11, value(input));
          }
          for (Tensor output : graph.outputs()) {
            out.writeByteArray(12, value(output));
          }
        });
  }

  private static byte[] node(Node node) {
    return message(
        out -> {
          for (Tensor input : node.inputs()) {
            out.writeString(1, input.name());
          }
          for (Tensor output : node.outputs()) {
            out.writeString(2, output.name());
          }
          out.writeString(3, node.output().name());
          out.writeString(4, node.operator());
          for (Map.Entry<String, Object> attribute : node.attributes().entrySet()) {
            out.writeByteArray(5, attribute(attribute.getKey(), attribute.getValue()));
          }
        });
  }

  private static byte[] attribute(String name, Object value) {
    return message(
        out -> {
          out.writeString(1, name);
          if (value instanceof long[] numbers) {
            for (long number : numbers) {
              out.writeInt64(8, number);
            }
            out.writeInt32(20, ATTRIBUTE_INTS);
          } else if (value instanceof String text) {
            out.writeString(4, text);
            out.writeInt32(20, ATTRIBUTE_STRING);
          } else if (value instanceof Graph body) {
            out.writeByteArray(6, graph(body));
            out.writeInt32(20, ATTRIBUTE_GRAPH);
          } else {
            out.writeInt64(3, (Long) value);
            out.writeInt32(20, ATTRIBUTE_INT);
          }
        });
  }

  private static byte[] constant(Constant constant) {
    Tensor tensor = constant.tensor();
    return message(
        out -> {
          for (Dim dim : tensor.shape().dims()) {
            out.writeInt64(1, dim.size());
          }
          out.writeInt32(2, tensor.type().code());
          out.writeString(8, tensor.name());
          out.writeByteArray(9, constant.raw());
        });
  }

  private static byte[] value(Tensor tensor) {
    byte[] shape =
        message(
            out -> {
              for (Dim dim : tensor.shape().dims()) {
                out.writeByteArray(1, dim(dim));
              }
            });
    byte[] tensorType =
        message(
            out -> {
              out.writeInt32(1, tensor.type().code());
              out.writeByteArray(2, shape);
            });
    return message(
        out -> {
          out.writeString(1, tensor.name());
          out.writeByteArray(2, message(type -> type.writeByteArray(1, tensorType)));
        });
  }

  private static byte[] dim(Dim dim) {
    return message(
        out -> {
          if (!dim.open().isEmpty()) {
            out.writeString(2, dim.open());
          } else if (dim.batch()) {
            out.writeString(2, dim.size() == 1 ? Dim.BATCH_NAME : Dim.BATCH_NAME + dim.size());
          } else {
            out.writeInt64(1, dim.size());
          }
        });
  }

  private static byte[] message(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      fields.to(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("a stream into memory cannot fail", e);
    }
    return bytes.toByteArray();
  }
}
