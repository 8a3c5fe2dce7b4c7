package io.stillwater.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwater.alert.Alert;
import io.stillwater.alert.PolicySpec;
import io.stillwater.detect.recent.Adaptation;
import io.stillwater.event.RawRecord;
import io.stillwater.event.ReadingFormat;
import io.stillwater.source.Simulator;
import io.stillwater.stream.Flow;
import io.stillwater.stream.FlowParts;
import io.stillwater.stream.FlowSpec;
import io.stillwater.stream.LogScorer;
import io.stillwater.stream.Records;
import io.stillwater.stream.output.Checkpoint;
import io.stillwater.window.Stride;
import io.stillwater.window.WindowSpec;
import java.util.List;

/** What a key takes of the heap in a flow that has many; 8 channels, a window for every reading. */
final class KeyMemory {
  /** Windows in a run of the scorer. */
  static final int BATCH = 256;

  private KeyMemory() {}

  /** Bytes of one key in a window of 64, of 10,000 such keys. */
  static long bytes() {
    int keys = 10_000;
    long before = usedHeap();
    Flow flow = flow(keys, 64);
    long offset = 0;
    for (int row = 0; row < 80; row++) {
      for (int key = 0; key < keys; key++) {
        Records.add(flow, record(key, row, offset++));
      }
      flow.drain();
    }
    return bytes(flow, keys, before);
  }

  /** For so many keys with windows of that length, and a scorer that costs nothing. */
  static Flow flow(int keys, int length) {
    WindowSpec window = new WindowSpec(length, Stride.rows(1), 8, 0, 3_600_000);
    FlowSpec spec =
        new FlowSpec(
            "d",
            "t",
            new Alert.Model("m", "1", "d"),
            window,
            PolicySpec.DEFAULT,
            Adaptation.DEFAULT,
            keys,
            BATCH);
    Flow flow =
        new Flow(
            spec,
            FlowParts.ofReadings(
                ReadingFormat.DEFAULT, Simulator.CHANNELS, LogScorer.detector(length, 8)));
    flow.restore(0, Checkpoint.cold(0), List.of(), List.of());
    return flow;
  }

  /** A reading a second of each key. */
  static RawRecord record(int key, long row, long offset) {
    String event = "{\"key\":\"machine-" + key + "\",\"values\":[0,0,0,0,0,0,0," + row % 2 + "]}";
    return new RawRecord(0, offset, row * 1_000, null, event.getBytes(UTF_8), List.of());
  }

  /**
   * Bytes of a key.
   *
   * @param before what {@link #usedHeap} was before the flow was made
   */
  static long bytes(Flow flow, int keys, long before) {
    long bytes = (usedHeap() - before) / keys;
    if (flow.keys().size() != keys) {
      throw new IllegalStateException("expected " + keys + " keys: were " + flow.keys().size());
    }
    return bytes;
  }

  static long usedHeap() {
    for (int i = 0; i < 4; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
