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
    VALUES
  }

  final String name;
  final String pointer;
  final List<PointerTree> children = new ArrayList<>(3);
  Role role = Role.PATH;

  /** The number of the event in which this place was seen last, to notice it twice. */
  long seenIn;

  private PointerTree(String name, String pointer) {
    this.name = name;
    this.pointer = pointer;
  }

  static PointerTree of(ReadingFormat format) {
    PointerTree root = new PointerTree("", "");
    if (!format.key().isEmpty()) {
      root.add(format.key()).role = Role.KEY;
    }
    if (!format.time().isEmpty()) {
      root.add(format.time()).role = Role.TIME;
    }
    root.add(format.values()).role = Role.VALUES;
    return root;
  }

  /** The child of that name, or null. */
  PointerTree child(String field) {
    for (int i = 0; i < children.size(); i++) {
      if (children.get(i).name.equals(field)) {
        return children.get(i);
      }
    }
    return null;
  }

  /** The child whose name is that number, or null. */
  PointerTree child(int index) {
    return children.isEmpty() ? null : child(Integer.toString(index));
  }

  private PointerTree add(String path) {
    PointerTree at = this;
    String[] names = path.split("/", -1);
    for (int i = 1; i < names.length; i++) {
      String field = names[i].replace("~1", "/").replace("~0", "~");
      PointerTree next = at.child(field);
      if (next == null) {
        next = new PointerTree(field, at.pointer + "/" + names[i]);
        at.children.add(next);
      }
      at = next;
    }
    return at;
  }
}
