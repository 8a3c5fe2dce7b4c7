package io.stillwater.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What goes into a {@link ForeignGraph}, or comes out.
 *
 * @param name in the file
 * @param type of its elements, empty where it is none of ours
 * @param sizes of the axes, {@value #OPEN} where the file leaves one open; empty where it says
 *     nothing of the shape
 */
public record Port(String name, Optional<ElementType> type, Optional<List<Long>> sizes) {
  /** The size of an axis that is known when the graph runs. */
  public static final long OPEN = -1;

  private static final int VALUE_TYPE = 2;
  private static final int TYPE_TENSOR = 1;
  private static final int TENSOR_ELEMENTS = 1;
  private static final int TENSOR_SHAPE = 2;
  private static final int SHAPE_DIM = 1;
  private static final int DIM_SIZE = 1;

  static Port of(ProtoMessage value) {
    ProtoMessage tensor = value.message(VALUE_TYPE).message(TYPE_TENSOR);
    List<Long> sizes = new ArrayList<>();
    for (ProtoMessage dim : tensor.message(TENSOR_SHAPE).messages(SHAPE_DIM)) {
      long size = dim.number(DIM_SIZE, OPEN);
      sizes.add(size > 0 ? size : OPEN);
    }
    return new Port(
        value.text(ForeignNodes.VALUE_NAME),
        ElementType.of(tensor.number(TENSOR_ELEMENTS, 0)),
        tensor.has(TENSOR_SHAPE) ? Optional.of(List.copyOf(sizes)) : Optional.empty());
  }

  @Override
  public String toString() {
    String axes =
        sizes
            .map(all -> all.stream().map(s -> s == OPEN ? "?" : s.toString()))
            .map(all -> all.collect(Collectors.joining(", ", "(", ")")))
            .orElse("of an unknown shape");
    return name + " " + type.map(ElementType::name).orElse("of another type") + " " + axes;
  }
}
