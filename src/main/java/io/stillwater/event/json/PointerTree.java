package io.stillwater.event.json;

import io.stillwater.event.ReadingFormat;
import java.util.ArrayList;
import java.util.List;

/** The pointers of a format as a tree, so that one pass over an event finds them all. */
final class PointerTree {
  /** What a pointer leads to. */
  enum Role {
    PATH,
    KEY,
    TIME,
    VALUES,
    READINGS
  }

  final String name;
  final String pointer;
  final List<PointerTree> children = new ArrayList<>(3);
  Role role = Role.PATH;

  /** Whether the pointer has a {@code *} here or before, so that the place may be there often. */
  final boolean many;

  /** The number of the event in which this place was seen last, to notice it twice. */
  long seenIn;

  private PointerTree star; // the child that has any name; null where there is none

  private PointerTree(String name, String pointer, boolean many) {
    this.name = name;
    this.pointer = pointer;
    this.many = many;
  }

  static PointerTree of(ReadingFormat format) {
    PointerTree root = new PointerTree("", "", false);
    if (!format.key().isEmpty()) {
      root.add(format.key()).role = Role.KEY;
    }
    if (!format.time().isEmpty()) {
      root.add(format.time()).role = Role.TIME;
    }
    if (!format.readings().isEmpty()) {
      root.add(format.readings()).role = Role.READINGS;
    }
    root.add(format.values()).role = Role.VALUES;
    return root;
  }

  /** The child of that name, else that of any name, or null. */
  PointerTree child(String field) {
    for (int i = 0; i < children.size(); i++) {
      if (children.get(i).name.equals(field)) {
        return children.get(i);
      }
    }
    return star;
  }

  /** Whether this stands for any name. */
  boolean isStar() {
    return name.equals("*");
  }

  /** The child whose name is that number, or null. */
  PointerTree child(int index) {
    return children.isEmpty() && star == null ? null : child(Integer.toString(index));
  }

  private PointerTree add(String path) {
    PointerTree at = this;
    String[] names = path.split("/", -1);
    for (int i = 1; i < names.length; i++) {
      String field = names[i].replace("~1", "/").replace("~0", "~");
      at = at.next(field, names[i]);
    }
    return at;
  }

  private PointerTree next(String field, String written) {
    for (PointerTree child : children) {
      if (child.name.equals(field)) {
        return child;
      }
    }
    boolean any = field.equals("*");
    if (any && star != null) {
      return star;
    }
    PointerTree next = new PointerTree(field, pointer + "/" + written, many || any);
    if (any) {
      star = next;
    } else {
      children.add(next);
    }
    return next;
  }
}
