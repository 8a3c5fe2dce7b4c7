package io.stillwater.source.columnar.arrow;

import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Union;
import org.apache.arrow.flatbuf.UnionMode;

/**
 * How much of a batch belongs to a column: a batch is a row of nodes and a row of buffers, in the
 * order of the columns and of what is below them.
 *
 * @param nodes lengths, one for each column and each below it
 * @param buffers of a fixed number
 * @param views columns that have any number of buffers more, which the batch says
 */
record ArrowLayout(int nodes, int buffers, int views) {
  static final ArrowLayout NONE = new ArrowLayout(0, 0, 0);
  private static final int DEEPEST = 64;

  ArrowLayout plus(ArrowLayout other) {
    return new ArrowLayout(nodes + other.nodes, buffers + other.buffers, views + other.views);
  }

  /**
   * That of a column.
   *
   * @param old whether the file is from before unions lost their bits of what is missing
   */
  static ArrowLayout of(Field field, boolean old) {
    return of(field, old, 0);
  }

  private static ArrowLayout of(Field field, boolean old, int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("columns within columns, " + depth + " deep");
    }
    if (field.dictionary() != null) {
      return new ArrowLayout(1, 2, 0);
    }
    ArrowLayout all = own(field, old);
    for (int i = 0; i < field.childrenLength(); i++) {
      all = all.plus(of(field.children(i), old, depth + 1));
    }
    return all;
  }

  private static ArrowLayout own(Field field, boolean old) {
    return switch (field.typeType()) {
      case Type.Null, Type.RunEndEncoded -> new ArrowLayout(1, 0, 0);
      case Type.FixedSizeList, Type.Struct_ -> new ArrowLayout(1, 1, 0);
      case Type.Utf8,
          Type.Binary,
          Type.LargeUtf8,
          Type.LargeBinary,
          Type.ListView,
          Type.LargeListView ->
          new ArrowLayout(1, 3, 0);
      case Type.Utf8View, Type.BinaryView -> new ArrowLayout(1, 2, 1);
      case Type.Union -> {
        boolean dense = ((Union) field.type(new Union())).mode() == UnionMode.Dense;
        yield new ArrowLayout(1, (dense ? 2 : 1) + (old ? 1 : 0), 0);
      }
      default -> new ArrowLayout(1, 2, 0);
    };
  }
}
