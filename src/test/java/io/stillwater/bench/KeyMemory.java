package io.stillwater.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwater.alert.Alert;
import io.stillwater.alert.PolicySpec;
import io.stillwater.detect.recent.Adaptation;
import io.stillwater.event.RawRecord;
import io.stillwater.event.ReadingFormat;
import io.stillwater.source.Simulator;
import io.stillwater.stream.Checkpoint;
import io.stillwater.stream.Flow;
import io.stillwater.stream.FlowParts;
import io.stillwater.stream.FlowSpec;
import io.stillwater.stream.LogScorer;
import io.stillwater.stream.Records;
import io.stillwater.window.Stride;
import io.stillwater.window.WindowSpec;
import java.util.List;

/** What a key takes of the heap in a flow that has many. */
final class KeyMemory {
  private KeyMemory() {}

  /** Bytes of one key of 8 channels in a window of 64, of 10,000 such keys. */
  static long bytes() {
    int keys = 10_000;
    WindowSpec window = new WindowSpec(64, Stride.rows(1), 8, 0, 3_600_000);
    FlowSpec spec =
        new FlowSpec(
            "d",
            "t",
            new Alert.Model("m", "1", "d"),
            window,
            PolicySpec.DEFAULT,
            Adaptation.DEFAULT,
            keys,
            256);
    long before = usedHeap();
    Flow flow =
        new Flow(
            spec,
            FlowParts.ofReadings(
                ReadingFormat.DEFAULT, Simulator.CHANNELS, LogScorer.detector(64, 8)));
    flow.restore(0, Checkpoint.cold(0), List.of(), List.of());
    long offset = 0;
    for (int row = 0; row < 80; row++) {
      for (int key = 0; key < keys; key++) {
        String event =
            "{\"key\":\"machine-" + key + "\",\"values\":[0,0,0,0,0,0,0," + row % 2 + "]}";
        Records.add(
            flow, new RawRecord(0, offset++, row * 1000L, null, event.getBytes(UTF_8), List.of()));
      }
      flow.drain();
    }
    long bytes = (usedHeap() - before) / keys;
    if (flow.keys().size() != keys) {
      throw new IllegalStateException("expected " + keys + " keys: were " + flow.keys().size());
    }
    return bytes;
  }

  private static long usedHeap() {
    for (int i = 0; i < 4; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
