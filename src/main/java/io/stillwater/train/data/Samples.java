package io.stillwater.train.data;

import io.stillwater.window.Window;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/**
 * All windows that were kept, key by key and in order. A window is made of the key's rows each time
 * somebody asks for it. Safe to read by several threads.
 */
public final class Samples {
  private static final int HINT = 512;

  private final List<Piece> pieces;
  private final int[] starts; // (pieces + 1) number of each piece's first window
  private final int[] hints; // the piece of each 512th window, and the last piece

  /**
   * Some windows of a block, one after another.
   *
   * @param block theirs
   * @param from the first of them in the block
   * @param size how many
   * @param run ascending; windows of one number follow each other without a window between that was
   *     let go
   */
  private record Piece(Block block, int from, int size, int run) {}

  private Samples(List<Piece> pieces) {
    this.pieces = pieces;
    this.starts = new int[pieces.size() + 1];
    for (int i = 0; i < pieces.size(); i++) {
      starts[i + 1] = Math.addExact(starts[i], pieces.get(i).size());
    }
    this.hints = new int[size() / HINT + 2];
    int piece = 0;
    for (int i = 0; i < hints.length; i++) {
      while (piece + 1 < pieces.size() && starts[piece + 1] <= (long) i * HINT) {
        piece++;
      }
      hints[i] = piece;
    }
  }

  static Samples of(List<Block> blocks) {
    List<Piece> pieces = new ArrayList<>();
    int run = 0;
    Block before = null;
    for (Block block : blocks) {
      if (before != null && (block.key() != before.key() || block.index() != before.index() + 1)) {
        run++;
      }
      if (block.size() > 0) {
        pieces.add(new Piece(block, 0, block.size(), run));
      }
      before = block;
    }
    return new Samples(pieces);
  }

  /** The others; a run ends where a window went. */
  Samples without(boolean[] gone) {
    List<Piece> rest = new ArrayList<>();
    int run = 0;
    for (int p = 0; p < pieces.size(); p++) {
      Piece piece = pieces.get(p);
      run += p > 0 && pieces.get(p - 1).run() != piece.run() ? 1 : 0;
      for (int from = 0; from < piece.size(); from++) {
        int to = from;
        while (to < piece.size() && !gone[starts[p] + to]) {
          to++;
        }
        if (to > from) {
          rest.add(new Piece(piece.block(), piece.from() + from, to - from, run));
        }
        run += to < piece.size() ? 1 : 0;
        from = to;
      }
    }
    return new Samples(rest);
  }

  public int size() {
    return starts[pieces.size()];
  }

  private int piece(int window) {
    int hint = window / HINT;
    int found = Arrays.binarySearch(starts, hints[hint], hints[hint + 1] + 1, window);
    return found < 0 ? -found - 2 : found;
  }

  /** Number of the window's key. */
  public int key(int window) {
    return pieces.get(piece(window)).block().key();
  }

  /** Place of the window's last reading among its key's readings. */
  public long end(int window) {
    int piece = piece(window);
    return end(pieces.get(piece), window - starts[piece]);
  }

  private static long end(Piece piece, int index) {
    return piece.block().end(piece.from() + index);
  }

  /** The rows of the window's key. */
  public KeyRows rows(int window) {
    return pieces.get(piece(window)).block().rows();
  }

  /** Event time of the window's last reading. */
  long endTime(int window) {
    return rows(window).time(end(window));
  }

  public Window window(int window) {
    return rows(window).window(end(window));
  }

  /** Those windows, each made anew when it is got. */
  public List<Window> windows(Indices which) {
    return new View(which);
  }

  /** All windows, each made anew when it is got. */
  List<Window> windows() {
    return windows(Indices.range(0, size()));
  }

  private final class View extends AbstractList<Window> implements RandomAccess {
    private final Indices which;

    View(Indices which) {
      this.which = which;
    }

    @Override
    public Window get(int index) {
      return window(which.get(index));
    }

    @Override
    public int size() {
      return which.size();
    }
  }

  /** The first window of another key after that one. */
  public int endOfKey(int from) {
    int piece = piece(from);
    int key = pieces.get(piece).block().key();
    while (piece < pieces.size() && pieces.get(piece).block().key() == key) {
      piece++;
    }
    return starts[piece];
  }

  /** How many keys have windows. */
  int keyCount() {
    int count = 0;
    for (int from = 0; from < size(); from = endOfKey(from)) {
      count++;
    }
    return count;
  }

  /** Whether a window follows the one before it without a window between that was let go. */
  public boolean follows(int window) {
    if (window == 0) {
      return false;
    }
    int piece = piece(window);
    return window > starts[piece] || pieces.get(piece).run() == pieces.get(piece - 1).run();
  }
}
