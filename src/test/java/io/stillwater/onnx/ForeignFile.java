package io.stillwater.onnx;

import java.util.ArrayList;
import java.util.List;

/** Writes ONNX files as other programs do, for any operator set. */
public final class ForeignFile {
  public static final int FLOAT = 1;
  public static final int INT64 = 7;
  public static final int DOUBLE = 11;

  private final int operatorSet;
  private final List<ProtoMessage> nodes = new ArrayList<>();
  private final List<ProtoMessage> constants = new ArrayList<>();
  private final List<ProtoMessage> inputs = new ArrayList<>();
  private final List<ProtoMessage> outputs = new ArrayList<>();

  /** An attribute of an operation. */
  public static final class Attribute {
    private final ProtoMessage message;

    private Attribute(ProtoMessage message) {
      this.message = message;
    }
  }

  private ForeignFile(int operatorSet) {
    this.operatorSet = operatorSet;
  }

  public static ForeignFile of(int operatorSet) {
    return new ForeignFile(operatorSet);
  }

  /** An input; sizes below 1 are left open. */
  public ForeignFile input(String name, int type, long... sizes) {
    inputs.add(value(name, type, sizes));
    return this;
  }

  public ForeignFile output(String name, int type, long... sizes) {
    outputs.add(value(name, type, sizes));
    return this;
  }

  public ForeignFile constant(String name, float[] values, long... sizes) {
    return constant(name, FLOAT, Constant.raw(values), sizes);
  }

  public ForeignFile constant(String name, long[] values, long... sizes) {
    return constant(name, INT64, Constant.raw(values), sizes);
  }

  private ForeignFile constant(String name, int type, byte[] raw, long... sizes) {
    ProtoMessage tensor = text(8, name).withNumbers(1, numbers(sizes)).withNumber(2, type);
    constants.add(tensor.withBytes(9, raw));
    return this;
  }

  /** An operation with attributes made by the methods below. */
  public ForeignFile node(String operator, List<String> in, List<String> out, Attribute... with) {
    List<ProtoMessage> attributes = java.util.Arrays.stream(with).map(a -> a.message).toList();
    nodes.add(text(4, operator).withTexts(1, in).withTexts(2, out).with(5, attributes));
    return this;
  }

  public static Attribute attribute(String name, long value) {
    return new Attribute(text(1, name).withNumber(3, value).withNumber(20, 2));
  }

  public static Attribute attribute(String name, long[] values) {
    return new Attribute(text(1, name).withNumbers(8, numbers(values)).withNumber(20, 7));
  }

  public static Attribute attribute(String name, ForeignFile body) {
    return new Attribute(text(1, name).with(6, List.of(body.graph())).withNumber(20, 5));
  }

  private static ProtoMessage text(int field, String text) {
    return ProtoMessage.empty().withTexts(field, List.of(text));
  }

  private static List<Long> numbers(long... values) {
    return java.util.Arrays.stream(values).boxed().toList();
  }

  private static ProtoMessage value(String name, int type, long... sizes) {
    List<ProtoMessage> dims = new ArrayList<>();
    for (long size : sizes) {
      dims.add(size > 0 ? ProtoMessage.empty().withNumber(1, size) : text(2, "open" + dims.size()));
    }
    ProtoMessage shape = ProtoMessage.empty().with(1, dims);
    ProtoMessage tensor = ProtoMessage.empty().withNumber(1, type).with(2, List.of(shape));
    if (dims.isEmpty()) {
      tensor = tensor.withTexts(2, List.of("")); // a scalar: a shape without axes
    }
    return text(1, name).with(2, List.of(ProtoMessage.empty().with(1, List.of(tensor))));
  }

  private ProtoMessage graph() {
    return text(2, "foreign").with(1, nodes).with(5, constants).with(11, inputs).with(12, outputs);
  }

  public byte[] bytes() {
    ProtoMessage set = ProtoMessage.empty().withNumber(2, operatorSet);
    return ProtoMessage.empty()
        .withNumber(1, 8)
        .with(7, List.of(graph()))
        .with(8, List.of(set))
        .toBytes();
  }
}
