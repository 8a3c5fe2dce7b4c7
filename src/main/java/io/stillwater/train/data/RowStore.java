package io.stillwater.train.data;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;

/**
 * Pages of rows: in heap first, in a temporary file beyond that; pages that are given back are
 * taken again. Several threads may read pages, one takes them.
 */
public final class RowStore implements Closeable {
  /** Rows of a page. */
  static final int ROWS = 64;

  private final int channels;
  private final int pageBytes;
  private final Room room;
  private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>();
  private long heapBytes; // taken so far
  private long fileBytes;
  private PageFile file; // null while there is none
  private boolean closed;

  /**
   * @param channels values of a row
   */
  public RowStore(int channels, Room room) {
    this.channels = channels;
    this.pageBytes = Math.multiplyExact(ROWS, Row.bytes(channels));
    this.room = room;
  }

  int channels() {
    return channels;
  }

  ByteBuffer take() throws IOException {
    requireOpen();
    ByteBuffer page = free.poll();
    if (page != null) {
      return page;
    }
    if (heapBytes + pageBytes <= room.heapBytes()) {
      heapBytes += pageBytes;
      return ByteBuffer.allocate(pageBytes).order(ByteOrder.nativeOrder());
    }
    if (file == null) {
      file = PageFile.create(room, pageBytes);
    }
    page = file.next();
    fileBytes += pageBytes;
    return page;
  }

  void give(ByteBuffer page) {
    free.push(page);
  }

  /** Bytes of the pages in heap, those included that were given back. */
  public long heapBytes() {
    return heapBytes;
  }

  /** The same of those in the file; 0 where there is none. */
  public long fileBytes() {
    return fileBytes;
  }

  /** A page of a closed store must not be touched: its file is gone. */
  void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the rows are closed: no window can be made of them");
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    free.clear();
    if (file != null) {
      file.close();
      file = null;
    }
  }
}
