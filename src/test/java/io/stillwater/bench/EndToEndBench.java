package io.stillwater.bench;

import com.amazon.randomcutforest.parkservices.ThresholdedRandomCutForest;
import io.stillwater.alert.Alert;
import io.stillwater.detect.Detector;
import io.stillwater.detect.recent.Adapting;
import io.stillwater.event.Reading;
import io.stillwater.kafka.DetectorLoop;
import io.stillwater.kafka.DetectorSpec;
import io.stillwater.kafka.LoopStatus;
import io.stillwater.kafka.ReadingWriter;
import io.stillwater.kafka.broker.EmbeddedBroker;
import io.stillwater.model.Bundle;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.model.work.InputSettings;
import io.stillwater.model.work.WorkingModel;
import io.stillwater.source.SimulatedReadings;
import io.stillwater.source.Simulator;
import io.stillwater.stream.FlowParts;
import io.stillwater.stream.FlowSpec;
import io.stillwater.stream.output.Count;
import io.stillwater.stream.output.FlowListener;
import io.stillwater.stream.output.ScoredWindow;
import io.stillwater.window.Cut;
import io.stillwater.window.Window;
import io.stillwater.window.WindowSpec;
import io.stillwater.window.Windower;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Readings a second from a topic to committed alerts, beside the bare graph, the scorer alone on
 * the same windows, the same pipeline in Python on the same topic, and random cut forests on the
 * same readings, all in one run; memory of a key; start to ready. Every reading completes a window
 * that is scored. The broker runs in the same process, on the same cores.
 *
 * <p>Arguments: how many readings; a Python with the packages of {@code docs/pipeline.py}, or
 * {@code -} for none; the bundle's folder. 200000, - and models/pump if none are given.
 */
public final class EndToEndBench {
  private static final int BATCH = 256; // as sensors at work have
  private static final int PUMPS = 50;
  private static final int ROUNDS = 4; // of scorer and bare graph, in turn
  private static final String NONE = "-";

  private final Path folder;
  private final String python; // or NONE
  private final Bundle bundle;
  private final List<Reading> readings = new ArrayList<>();
  private final RuntimeOptions options = RuntimeOptions.standard();

  private EndToEndBench(int count, String python, Path folder) throws Exception {
    this.python = python;
    this.folder = folder;
    bundle = Bundle.load(folder);
    long steps = count / PUMPS;
    try (SimulatedReadings source =
        SimulatedReadings.healthy(PUMPS, 7, Duration.ofMillis(steps * Simulator.STEP_MILLIS))) {
      source.forEachRemaining(readings::add);
    }
  }

  public static void main(String[] args) throws Exception {
    int count = args.length > 0 ? Integer.parseInt(args[0]) : 200_000;
    String python = args.length > 1 ? args[1] : NONE;
    Path folder = args.length > 2 ? Path.of(args[2]) : Path.of("models", "pump");
    new EndToEndBench(count, python, folder).run();
  }

  private void run() throws Exception {
    if (!python.equals(NONE)) {
      PipelineProcess.require(python);
    }
    print(
        "%,d readings of %d keys × %d channels, window %d, a window for every reading, %d cores",
        readings.size(),
        PUMPS,
        Simulator.CHANNELS.size(),
        bundle.manifest().window().length(),
        options.threads());
    besideBareGraph();
    double whole;
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      write(broker);
      throughLoop(broker, "warm-up", true);
      double first = scorerAlone();
      whole = throughLoop(broker, "alerts", false);
      double second = scorerAlone();
      double scores = throughLoop(broker, "scores", true);
      double third = scorerAlone();
      print("scorer alone, in between:      %,9.0f, %,.0f, %,.0f a second", first, second, third);
      compare("broker + loop, alerts only:", whole, (first + second) / 2);
      compare("broker + loop, every score:", scores, (second + third) / 2);
      besidePython(broker);
    }
    double forest = forest();
    print("random cut forest per key:     %,9.0f readings/s; ours %.1f ×", forest, whole / forest);
    print("memory: %,d bytes a key (10,000 keys × 8 channels × window 64)", KeyMemory.bytes());
  }

  /** Scorer and bare graph in turn, so that what else the machine does falls on both. */
  private void besideBareGraph() throws Exception {
    List<Window> windows = windows();
    long whole = 0;
    long bare = 0;
    try (Detector detector = bundle.open(options);
        BareGraph graph = new BareGraph(bundle, options, windows, BATCH)) {
      score(detector, windows.subList(0, Math.min(windows.size(), 40 * BATCH)));
      graph.score(40 * BATCH);
      int part = windows.size() / (ROUNDS * BATCH) * BATCH;
      for (int round = 0; round < ROUNDS; round++) {
        long start = System.nanoTime();
        score(detector, windows.subList(round * part, (round + 1) * part));
        long between = System.nanoTime();
        graph.score(part);
        whole += between - start;
        bare += System.nanoTime() - between;
      }
      double scored = (double) ROUNDS * part * 1e9;
      print("bare graph, batches of %d:    %,9.0f windows/s", BATCH, scored / bare);
      compare("scorer alone, in turn:", "the bare graph", scored / whole, scored / bare);
    }
  }

  /** Ours, theirs, ours. */
  private void besidePython(EmbeddedBroker broker) throws Exception {
    if (python.equals(NONE)) {
      print(
          "the same in Python:            not run; the second argument is a python for"
              + " docs/pipeline.py, which says what it needs");
      return;
    }
    double before = throughLoop(broker, "before", false);
    broker.createTopic("python", 1, Map.of());
    double theirs =
        new PipelineProcess(python, broker.bootstrapServers(), folder)
            .rate("readings", "python", readings.size());
    double ours = (before + throughLoop(broker, "after", false)) / 2;
    print(
        "the same in Python:            %,9.0f readings/s; ours %,.0f, %.1f ×",
        theirs, ours, ours / theirs);
  }

  private static void compare(String what, double rate, double alone) {
    compare(what, "the scorer alone", rate, alone);
  }

  private static void compare(String what, String whose, double rate, double of) {
    print("%-30s %,9.0f readings/s, %3.0f %% of %s", what, rate, 100 * rate / of, whose);
  }

  private List<Window> windows() {
    WindowSpec spec = EveryReading.judged(bundle.manifest().window());
    Windower<Void> windower = Windower.offline(spec);
    List<Window> windows = new ArrayList<>();
    for (Reading reading : readings) {
      var key = windower.add(reading);
      if (windower.cut() == Cut.COMPLETE) {
        windows.add(key.window());
      }
    }
    return windows;
  }

  private double scorerAlone() throws Exception {
    List<Window> windows = windows();
    try (Detector detector = bundle.open(options)) {
      int warm = Math.min(windows.size(), 40 * BATCH);
      score(detector, windows.subList(0, warm));
      long start = System.nanoTime();
      score(detector, windows);
      return windows.size() / seconds(start);
    }
  }

  private static void score(Detector detector, List<Window> windows) {
    for (int from = 0; from < windows.size(); from += BATCH) {
      detector.scorer().errors(windows.subList(from, Math.min(windows.size(), from + BATCH)));
    }
  }

  private void write(EmbeddedBroker broker) throws Exception {
    broker.createTopic("readings", 1, Map.of("retention.ms", "-1"));
    long start = System.nanoTime();
    try (ReadingWriter writer = new ReadingWriter(client(broker), "readings")) {
      for (Reading reading : readings) {
        writer.send(reading, Simulator.CHANNELS, true, ReadingWriter.Stamp.EVENT_TIME);
      }
      writer.flush();
    }
    print("written to the topic:          %,9.0f readings/s", readings.size() / seconds(start));
  }

  private static Map<String, String> client(EmbeddedBroker broker) {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }

  /** From the first commit to the last, so that joining the group does not count. */
  private double throughLoop(EmbeddedBroker broker, String name, boolean scores) throws Exception {
    long begun = System.nanoTime();
    Bundle loaded = Bundle.load(folder);
    DetectorSpec spec =
        new DetectorSpec(
            name,
            new DetectorSpec.Judge.Trained(loaded.folder(), Adapting.AS_TRAINED),
            new DetectorSpec.Input(
                "readings", InputSettings.DEFAULT, name, "bench", DetectorSpec.Start.EARLIEST),
            new DetectorSpec.Output(
                new DetectorSpec.Topics(
                    name + "-a", name + "-e", "b-states", scores ? name + "-s" : null, name + "-d"),
                true),
            new DetectorSpec.Limits(10_000, 1, Duration.ZERO),
            client(broker));
    try (WorkingModel model = WorkingModel.open(loaded, spec.input().records(), options);
        DetectorLoop loop = loop(spec, model)) {
      new Thread(loop, "bench").start();
      EveryReading.awaitCommitted(loop, 1);
      print(
          "%s: first commit after         %9.1f s (bundle, topics, group, first batch)",
          name, seconds(begun));
      long first = loop.counters().get(Count.RECEIVED);
      long start = System.nanoTime();
      EveryReading.awaitCommitted(loop, readings.size());
      double rate = (readings.size() - first) / seconds(start);
      LoopStatus status = loop.status();
      print(
          "%s: %d transactions, %d alerts, %d aborts",
          name, status.transactions(), loop.counters().get(Count.ALERTS), status.aborts());
      return rate;
    }
  }

  private static DetectorLoop loop(DetectorSpec spec, WorkingModel model) {
    FlowSpec asked = spec.flow(model);
    FlowParts parts = DetectorSpec.parts(model);
    return new DetectorLoop(spec, EveryReading.judged(asked), parts, Silent.INSTANCE);
  }

  private double forest() {
    Map<String, ThresholdedRandomCutForest> forests = new HashMap<>();
    int count = Math.min(readings.size(), 20_000);
    int warm = count / 2;
    long start = 0;
    for (int i = 0; i < count; i++) {
      start = i == warm ? System.nanoTime() : start;
      Reading reading = readings.get(i);
      forests
          .computeIfAbsent(reading.key(), key -> newForest())
          .process(reading.values(), reading.time());
    }
    return (count - warm) / seconds(start);
  }

  private static ThresholdedRandomCutForest newForest() {
    return ThresholdedRandomCutForest.builder()
        .dimensions(8 * 8)
        .shingleSize(8)
        .numberOfTrees(50)
        .sampleSize(256)
        .parallelExecutionEnabled(false)
        .randomSeed(1)
        .build();
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  /** Looks at nothing. */
  private enum Silent implements FlowListener {
    INSTANCE;

    @Override
    public void scored(ScoredWindow window) {}

    @Override
    public void alerted(Alert alert) {}
  }
}
