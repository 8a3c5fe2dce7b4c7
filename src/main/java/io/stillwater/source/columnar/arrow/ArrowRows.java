package io.stillwater.source.columnar.arrow;

import io.stillwater.source.table.TableRow;
import io.stillwater.source.table.TableRows;
import io.stillwater.source.table.TypedRow;
import io.stillwater.source.table.TypedTable.Wanted;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.arrow.flatbuf.DictionaryBatch;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;

/** The rows of an open Arrow file, of which one batch of the wanted columns is in memory. */
final class ArrowRows implements TableRows {
  private final ArrowTable table;
  private final FileChannel channel;
  private final List<Integer> wanted; // columns
  private final boolean[] numeric; // (columns)
  private final Map<Long, ArrowWords> words = new HashMap<>();
  private final List<ArrowVector> vectors = new ArrayList<>(); // (wanted)
  private ArrowMessages.Placed current; // message of the batch
  private int begun; // batches of a file
  private int rows; // of the batch
  private int row;
  private long line;

  ArrowRows(ArrowTable table, Wanted wanted) {
    this.table = table;
    this.numeric = new boolean[table.columns().size()];
    TreeSet<Integer> all = new TreeSet<>(wanted.texts());
    all.addAll(wanted.numbers());
    this.wanted = List.copyOf(all);
    for (int column : wanted.numbers()) {
      numeric[column] =
          table.columns().get(column).type().numeric() && !wanted.texts().contains(column);
    }
    try {
      this.channel = FileChannel.open(table.file());
    } catch (IOException e) {
      throw ArrowTable.damaged(table.file(), "it cannot be opened", e);
    }
    try {
      for (long place : table.dictionaries()) {
        ArrowMessages.Placed message = ArrowMessages.at(channel, place);
        if (message != null) {
          dictionary(message);
        }
      }
    } catch (IOException | RuntimeException e) {
      closeQuietly();
      throw ArrowTable.damaged(table.file(), "its dictionaries cannot be read", e);
    }
  }

  private void closeQuietly() {
    try {
      channel.close();
    } catch (IOException e) {
      // what went wrong before is told
    }
  }

  @Override
  public TableRow next() {
    try {
      while (row == rows) {
        if (!nextBatch()) {
          return null;
        }
      }
      TypedRow next = row();
      row++;
      line++;
      return next;
    } catch (IOException | RuntimeException e) {
      throw ArrowTable.damaged(table.file(), "it cannot be read after row %,d".formatted(line), e);
    }
  }

  private TypedRow row() {
    String[] texts = new String[numeric.length];
    double[] numbers = new double[numeric.length];
    for (int i = 0; i < wanted.size(); i++) {
      int column = wanted.get(i);
      ArrowVector vector = vectors.get(i);
      ArrowColumn stored = table.stored(column);
      if (stored.places() != null) {
        boolean there = !vector.missing(row);
        int place = there ? Math.toIntExact(vector.whole(row)) : -1;
        ArrowWords all = words.get(stored.dictionary());
        texts[column] = there && !numeric[column] ? all.texts()[place] : null;
        numbers[column] = there && numeric[column] ? all.numbers()[place] : Double.NaN;
      } else if (numeric[column]) {
        numbers[column] = vector.number(row);
      } else {
        texts[column] = vector.text(row);
      }
    }
    return new TypedRow(line + 1, texts, numbers, numeric);
  }

  /** Goes to the next batch, past dictionaries of a stream; false at the end. */
  private boolean nextBatch() throws IOException {
    while (true) {
      ArrowMessages.Placed message = nextMessage();
      if (message == null) {
        return false;
      }
      current = message;
      switch (message.content().headerType()) {
        case MessageHeader.DictionaryBatch -> dictionary(message);
        case MessageHeader.RecordBatch -> {
          begin((RecordBatch) message.content().header(new RecordBatch()));
          return true;
        }
        default -> throw new IOException("a message is neither batch nor dictionary");
      }
    }
  }

  private ArrowMessages.Placed nextMessage() throws IOException {
    if (table.stream()) {
      return ArrowMessages.at(channel, current == null ? table.batches().get(0) : current.end());
    }
    return begun == table.batches().size()
        ? null
        : ArrowMessages.at(channel, table.batches().get(begun++));
  }

  private void begin(RecordBatch content) throws IOException {
    ArrowBatch batch = new ArrowBatch(channel, current, content);
    vectors.clear();
    for (int column : wanted) {
      ArrowColumn stored = table.stored(column);
      if (stored.places() != null && !words.containsKey(stored.dictionary())) {
        throw new IOException("the dictionary of column " + stored.name() + " is not there");
      }
      ArrowField field = stored.places() == null ? stored.values() : stored.places();
      vectors.add(batch.values(field, stored.before()));
    }
    rows = batch.rows();
    row = 0;
  }

  /** Takes the values of a dictionary, if they are of a wanted column. */
  private void dictionary(ArrowMessages.Placed message) throws IOException {
    DictionaryBatch content = (DictionaryBatch) message.content().header(new DictionaryBatch());
    for (int column : wanted) {
      ArrowColumn stored = table.stored(column);
      if (stored.places() != null && stored.dictionary() == content.id()) {
        ArrowBatch batch = new ArrowBatch(channel, message, content.data());
        ArrowVector values = batch.values(stored.values(), ArrowLayout.NONE);
        ArrowWords read = ArrowWords.of(values, stored.values().type().numeric());
        words.merge(content.id(), read, (old, more) -> content.isDelta() ? old.plus(more) : more);
        return;
      }
    }
  }

  @Override
  public long bytesRead() {
    if (current == null) {
      return 0;
    }
    double done = (double) row / Math.max(1, rows);
    return current.body() + (long) (done * (current.end() - current.body()));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
