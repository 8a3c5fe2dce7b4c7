package io.stillwater.bench;

import io.stillwater.stream.Flow;
import io.stillwater.stream.Records;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What a reading costs and how many bytes a key takes with few and with many keys: everything of
 * the service but Kafka and the denoisers, from a record's bytes to its verdict, windows of 16
 * readings of 8 channels, a window for every reading, keys in turn. Each number of keys has a
 * process of its own. With few keys the bytes of one drown in what the process itself takes and
 * frees.
 *
 * <p>Arguments: numbers of keys, 10000 and 1000000 by default; a million takes 8 GB.
 */
public final class ManyKeysBench {
  private static final int WINDOW = 16;
  private static final int READINGS = 4_000_000; // that are timed, at least
  private static final int WARM = 1_000_000;
  private static final String INSIDE = "inside";

  private final int keys;
  private final long before; // bytes of the heap
  private final Flow flow;
  private long offset;
  private long row;

  private ManyKeysBench(int keys) {
    this.keys = keys;
    before = KeyMemory.usedHeap();
    flow = KeyMemory.flow(keys, WINDOW);
  }

  public static void main(String[] args) throws Exception {
    if (args.length == 2 && args[0].equals(INSIDE)) {
      new ManyKeysBench(Integer.parseInt(args[1])).run();
      return;
    }
    System.out.println("     keys   µs a reading   bytes a key");
    for (String keys : args.length > 0 ? args : new String[] {"10000", "1000000"}) {
      String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      String classes = System.getProperty("java.class.path");
      String name = ManyKeysBench.class.getName();
      ProcessBuilder inside =
          new ProcessBuilder(java, "-Xmx8g", "-Xms8g", "-cp", classes, name, INSIDE, keys);
      if (inside.inheritIO().start().waitFor() != 0) {
        throw new IllegalStateException("the process of " + keys + " keys failed");
      }
    }
  }

  private void run() {
    while (row < WINDOW + 2) {
      round();
    }
    long bytes = KeyMemory.bytes(flow, keys, before);
    while (offset < WARM) {
      round();
    }
    long first = offset;
    long start = System.nanoTime();
    do {
      round();
    } while (offset - first < READINGS);
    double micros = (System.nanoTime() - start) / 1e3 / (offset - first);
    System.out.println(String.format(Locale.ROOT, "%,9d %14.2f %,13d", keys, micros, bytes));
  }

  /** A reading of each key. */
  private void round() {
    for (int key = 0; key < keys; key++) {
      Records.add(flow, KeyMemory.record(key, row, offset++));
      if (offset % KeyMemory.BATCH == 0) {
        flow.committed(flow.drain());
      }
    }
    flow.committed(flow.drain());
    row++;
  }
}
