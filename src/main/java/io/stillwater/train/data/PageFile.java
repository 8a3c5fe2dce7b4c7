package io.stillwater.train.data;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * A temporary file that grows by segments, each mapped into memory and cut into pages. Not
 * thread-safe.
 *
 * <p>A segment is written full of zeros before it is mapped: a disk that is full then says so,
 * where a page of a sparse file would end the process at some later write. The file has no name any
 * more as soon as it is open, where the system allows that, so that nothing is left of it however
 * the process ends.
 */
final class PageFile implements Closeable {
  static final String PREFIX = "stillwater-rows-";

  private static final int ZEROS = 1 << 20;

  private final Room room;
  private final int pageBytes;
  private final int segmentBytes;
  private final FileChannel channel;
  private MappedByteBuffer segment; // the newest; null before the first
  private int at; // where its next page begins

  private PageFile(Room room, int pageBytes, FileChannel channel) {
    this.room = room;
    this.pageBytes = pageBytes;
    this.segmentBytes = Math.max(1, room.segmentBytes() / pageBytes) * pageBytes;
    this.channel = channel;
  }

  static PageFile create(Room room, int pageBytes) throws IOException {
    Path folder = room.folder();
    Path file;
    try {
      file = Files.createTempFile(folder, PREFIX, ".tmp");
    } catch (IOException e) {
      throw refused(folder, "cannot be written to (" + e + ")", e);
    }
    try {
      FileChannel channel =
          FileChannel.open(
              file,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      return new PageFile(room, pageBytes, channel);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /** A page full of zeros that nobody else has. */
  ByteBuffer next() throws IOException {
    if (segment == null || at == segmentBytes) {
      segment = grow();
      at = 0;
    }
    ByteBuffer page = segment.slice(at, pageBytes).order(ByteOrder.nativeOrder());
    at += pageBytes;
    return page;
  }

  private MappedByteBuffer grow() throws IOException {
    long free = Files.getFileStore(room.folder()).getUsableSpace();
    if (free - segmentBytes < room.spareBytes()) {
      throw refused(room.folder(), "has " + megabytes(free) + " left", null);
    }
    long from = channel.size();
    try {
      ByteBuffer zeros = ByteBuffer.allocateDirect(Math.min(ZEROS, segmentBytes));
      for (long to = from; to < from + segmentBytes; ) {
        zeros.clear().limit((int) Math.min(zeros.capacity(), from + segmentBytes - to));
        to += channel.write(zeros, to);
      }
      return channel.map(MapMode.READ_WRITE, from, segmentBytes);
    } catch (IOException e) {
      throw refused(room.folder(), "could not hold more (" + e.getMessage() + ")", e);
    }
  }

  private static IOException refused(Path folder, String what, IOException cause) {
    return new IOException(
        "the readings are too many for memory, and the folder for temporary files, "
            + (folder + ", " + what)
            + ". Make room for them there (some bytes more than 8 for each value of a reading), or"
            + " name another folder: JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=/folder.",
        cause);
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%,d MB", bytes >> 20);
  }

  /** Gives the disk back; nobody may touch a page any more. */
  @Override
  public void close() throws IOException {
    segment = null;
    try {
      channel.truncate(0); // what is mapped would keep its room until it is collected
    } catch (IOException e) {
      // Some systems cut no file that is mapped; it then goes with the last page.
    } finally {
      channel.close();
    }
  }
}
