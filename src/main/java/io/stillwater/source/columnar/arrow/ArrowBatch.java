package io.stillwater.source.columnar.arrow;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.CompressionType;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.RecordBatch;

/** One batch of rows, of which buffers are read when they are asked for. */
final class ArrowBatch {
  private static final int LARGEST = 1 << 30;

  private final FileChannel channel;
  private final long body;
  private final long length; // of the body
  private final RecordBatch batch;

  /**
   * @param placed the message that it came in
   * @param batch its content
   */
  ArrowBatch(FileChannel channel, ArrowMessages.Placed placed, RecordBatch batch) {
    this.channel = channel;
    this.body = placed.body();
    this.length = placed.end() - placed.body();
    this.batch = batch;
  }

  /** How many rows it has. */
  int rows() throws IOException {
    if (batch.length() < 0 || batch.length() > LARGEST) {
      throw new IOException("a batch has " + batch.length() + " rows: expected up to " + LARGEST);
    }
    return (int) batch.length();
  }

  /** The values of a column, without its dictionary. */
  ArrowVector values(ArrowField field, ArrowLayout before) throws IOException {
    int first = before.buffers();
    for (int view = 0; view < before.views(); view++) {
      first += (int) batch.variadicBufferCounts(view);
    }
    FieldNode node = batch.nodes(before.nodes());
    int rows = rows();
    if (node.length() != rows) {
      throw new IOException("a column has " + node.length() + " of " + rows + " rows");
    }
    if (field.form() == ArrowField.Form.NOTHING) {
      return ArrowVector.nothing(rows);
    }
    ByteBuffer there = node.nullCount() == 0 ? null : buffer(first);
    ByteBuffer[] data =
        switch (field.form()) {
          case TEXT -> new ByteBuffer[] {buffer(first + 1), buffer(first + 2)};
          case VIEW -> views(first, (int) batch.variadicBufferCounts(before.views()));
          default -> new ByteBuffer[] {buffer(first + 1)};
        };
    return new ArrowVector(field, rows, there, data);
  }

  private ByteBuffer[] views(int first, int more) throws IOException {
    ByteBuffer[] buffers = new ByteBuffer[1 + more];
    for (int i = 0; i < buffers.length; i++) {
      buffers[i] = buffer(first + 1 + i);
    }
    return buffers;
  }

  /** A buffer, unpacked. */
  private ByteBuffer buffer(int place) throws IOException {
    Buffer at = batch.buffers(place);
    if (at.offset() < 0 || at.length() < 0 || at.length() > length - at.offset()) {
      throw new IOException(
          "a buffer has " + at.length() + " bytes from " + at.offset() + " on of " + length);
    }
    ByteBuffer bytes = ArrowMessages.bytes(channel, body + at.offset(), at.length());
    return batch.compression() == null || at.length() == 0 ? bytes : unpacked(bytes);
  }

  /** Before packed bytes stands how many they are; -1 where they are not packed. */
  private ByteBuffer unpacked(ByteBuffer packed) throws IOException {
    long size = packed.getLong();
    if (size == -1) {
      return packed.slice().order(ByteOrder.LITTLE_ENDIAN);
    }
    if (size < 0 || size > LARGEST) {
      throw new IOException("a buffer would have " + size + " bytes, unpacked");
    }
    byte[] bytes = new byte[packed.remaining()];
    packed.get(bytes);
    byte[] plain =
        switch (batch.compression().codec()) {
          case CompressionType.LZ4_FRAME -> Lz4Frame.unpacked(bytes, (int) size);
          case CompressionType.ZSTD -> zstd(bytes, (int) size);
          default ->
              throw new IOException(
                  "its buffers are packed in a way that is not known; write it with zstd or lz4");
        };
    return ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] zstd(byte[] packed, int size) throws IOException {
    byte[] plain = new byte[size];
    long count = Zstd.decompressByteArray(plain, 0, size, packed, 0, packed.length);
    if (count != size) {
      throw new IOException("a buffer has " + count + " bytes: expected " + size);
    }
    return plain;
  }
}
