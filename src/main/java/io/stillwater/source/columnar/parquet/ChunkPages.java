package io.stillwater.source.columnar.parquet;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;

/** The pages of one column in one row group, one after another. Not thread-safe. */
final class ChunkPages implements PageReader {
  private static final int BUFFER = 1 << 15;
  private static final int LARGEST = 1 << 30;

  private final ColumnMetaData chunk;
  private final InputStream in;
  private PageHeader header; // of a page whose bytes are next; null where a header is next
  private long values;

  ChunkPages(FileChannel channel, ColumnMetaData chunk) {
    this.chunk = chunk;
    long data = chunk.getData_page_offset();
    boolean dictionary =
        chunk.isSetDictionary_page_offset()
            && chunk.getDictionary_page_offset() > 0
            && chunk.getDictionary_page_offset() < data;
    long from = dictionary ? chunk.getDictionary_page_offset() : data;
    this.in = new BufferedInputStream(new FromPlace(channel, from), BUFFER);
  }

  @Override
  public DictionaryPage readDictionaryPage() {
    try {
      if (header().getType() != PageType.DICTIONARY_PAGE) {
        return null;
      }
      BytesInput bytes = BytesInput.from(unpacked(packed(), 0, header.getUncompressed_page_size()));
      int size = header.getDictionary_page_header().getNum_values();
      Encoding encoding = encoding(header.getDictionary_page_header().getEncoding());
      header = null;
      return new DictionaryPage(bytes, size, encoding);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public long getTotalValueCount() {
    return chunk.getNum_values();
  }

  @Override
  public DataPage readPage() {
    try {
      while (values < chunk.getNum_values()) {
        PageType type = header().getType();
        byte[] packed = packed();
        PageHeader page = header;
        header = null;
        if (type == PageType.DATA_PAGE) {
          values += page.getData_page_header().getNum_values();
          return first(page, packed);
        }
        if (type == PageType.DATA_PAGE_V2) {
          values += page.getData_page_header_v2().getNum_values();
          return second(page, packed);
        }
      }
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DataPage first(PageHeader page, byte[] packed) throws IOException {
    DataPageHeader data = page.getData_page_header();
    byte[] bytes = unpacked(packed, 0, page.getUncompressed_page_size());
    return new DataPageV1(
        BytesInput.from(bytes),
        data.getNum_values(),
        bytes.length,
        null,
        encoding(data.getRepetition_level_encoding()),
        encoding(data.getDefinition_level_encoding()),
        encoding(data.getEncoding()));
  }

  /** Levels stand before the values, and are never packed. */
  private DataPage second(PageHeader page, byte[] packed) throws IOException {
    DataPageHeaderV2 data = page.getData_page_header_v2();
    int repeated = data.getRepetition_levels_byte_length();
    int levels = repeated + data.getDefinition_levels_byte_length();
    if (repeated < 0 || levels < repeated || levels > packed.length) {
      throw new IOException("levels have " + levels + " of " + packed.length + " bytes of a page");
    }
    int length = page.getUncompressed_page_size() - levels;
    boolean plain = data.isSetIs_compressed() && !data.isIs_compressed();
    byte[] bytes =
        length == 0
            ? new byte[0]
            : plain
                ? java.util.Arrays.copyOfRange(packed, levels, packed.length)
                : unpacked(packed, levels, length);
    return DataPageV2.uncompressed(
        data.getNum_rows(),
        data.getNum_nulls(),
        data.getNum_values(),
        BytesInput.from(packed, 0, repeated),
        BytesInput.from(packed, repeated, levels - repeated),
        encoding(data.getEncoding()),
        BytesInput.from(bytes),
        null);
  }

  private PageHeader header() throws IOException {
    if (header == null) {
      header = Util.readPageHeader(in);
    }
    return header;
  }

  /** The bytes of a page as they are in the file. */
  private byte[] packed() throws IOException {
    int size = header.getCompressed_page_size();
    int length = header.getUncompressed_page_size();
    if (size < 0 || size > LARGEST || length < 0 || length > LARGEST) {
      throw new IOException("a page has " + size + " bytes, and " + length + " unpacked");
    }
    byte[] packed = in.readNBytes(size);
    if (packed.length < size) {
      throw new IOException("a page ends after " + packed.length + " of " + size + " bytes");
    }
    if (header.isSetCrc()) {
      CRC32 sum = new CRC32();
      sum.update(packed);
      if ((int) sum.getValue() != header.getCrc()) {
        throw new IOException("the checksum of a page is wrong");
      }
    }
    return packed;
  }

  private byte[] unpacked(byte[] packed, int from, int length) throws IOException {
    return PageCodecs.unpacked(chunk.getCodec(), packed, from, length);
  }

  private static Encoding encoding(org.apache.parquet.format.Encoding encoding) {
    return Encoding.valueOf(encoding.name());
  }

  /** The bytes of a file from a place on. */
  private static final class FromPlace extends InputStream {
    private final FileChannel channel;
    private long place;

    FromPlace(FileChannel channel, long place) {
      this.channel = channel;
      this.place = place;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
      int count = channel.read(ByteBuffer.wrap(to, from, length), place);
      place += Math.max(0, count);
      return count;
    }
  }
}
