package io.stillwater.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.stillwater.alert.Alert;
import io.stillwater.detect.Detector;
import io.stillwater.detect.WindowError;
import io.stillwater.detect.WindowScorer;
import io.stillwater.detect.recent.Adapting;
import io.stillwater.event.Reading;
import io.stillwater.kafka.DetectorLoop;
import io.stillwater.kafka.DetectorSpec;
import io.stillwater.kafka.ReadingWriter;
import io.stillwater.kafka.broker.EmbeddedBroker;
import io.stillwater.model.Bundle;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.model.work.InputSettings;
import io.stillwater.model.work.WorkingModel;
import io.stillwater.source.SimulatedReadings;
import io.stillwater.source.Simulator;
import io.stillwater.stream.output.Count;
import io.stillwater.stream.output.FlowListener;
import io.stillwater.stream.output.ScoredWindow;
import io.stillwater.window.Cut;
import io.stillwater.window.KeyWindow;
import io.stillwater.window.Window;
import io.stillwater.window.Windower;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where the processor time of a reading goes between a topic and committed alerts, by kind of
 * thread: what does not depend on how busy the machine is. Beside it the same of the scorer alone;
 * the quotient of the two is what the loop keeps of the scorer where all processors are busy.
 *
 * <p>Arguments: how many readings (100000), how many rounds of alerts only and of every score (2),
 * the bundle (models/pump), and {@code none} to leave the model's runs out: every window is then
 * given the errors of the first.
 */
public final class LoopBench {
  private static final int PUMPS = 50;
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final int count;
  private final Path folder;
  private final boolean scored;
  private final AtomicLong inScorer = new AtomicLong(); // ns of the loop's thread

  private LoopBench(int count, Path folder, boolean scored) {
    this.count = count;
    this.folder = folder;
    this.scored = scored;
  }

  public static void main(String[] args) throws Exception {
    int count = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 2;
    Path folder = Path.of(args.length > 2 ? args[2] : "models/pump");
    new LoopBench(count, folder, args.length < 4 || !args[3].equals("none")).run(rounds);
  }

  private void run(int rounds) throws Exception {
    print("%,d readings of %d keys, %s, %s", count, PUMPS, folder, scored ? "scored" : "no model");
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      write(broker);
      throughLoop(broker, "warm-up", true);
      for (int round = 1; round <= rounds; round++) {
        scorerAlone();
        throughLoop(broker, "alerts" + round, false);
        throughLoop(broker, "scores" + round, true);
      }
    }
  }

  private void write(EmbeddedBroker broker) throws Exception {
    broker.createTopic("readings", 1, Map.of("retention.ms", "-1"));
    try (ReadingWriter writer = new ReadingWriter(client(broker), "readings");
        SimulatedReadings source = source()) {
      while (source.hasNext()) {
        Reading reading = source.next();
        writer.send(reading, Simulator.CHANNELS, true, ReadingWriter.Stamp.EVENT_TIME);
      }
      writer.flush();
    }
  }

  private SimulatedReadings source() {
    long steps = count / PUMPS;
    return SimulatedReadings.healthy(PUMPS, 7, Duration.ofMillis(steps * Simulator.STEP_MILLIS));
  }

  private static Map<String, String> client(EmbeddedBroker broker) {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }

  private void throughLoop(EmbeddedBroker broker, String name, boolean scores) throws Exception {
    Bundle bundle = Bundle.load(folder);
    DetectorSpec spec =
        new DetectorSpec(
            name,
            new DetectorSpec.Judge.Trained(bundle.folder(), Adapting.AS_TRAINED),
            new DetectorSpec.Input(
                "readings", InputSettings.DEFAULT, name, "bench", DetectorSpec.Start.EARLIEST),
            new DetectorSpec.Output(
                new DetectorSpec.Topics(
                    name + "-a", name + "-e", "b-states", scores ? name + "-s" : null, name + "-d"),
                true),
            new DetectorSpec.Limits(10_000, 1, Duration.ZERO),
            client(broker));
    RuntimeOptions options = RuntimeOptions.standard();
    try (WorkingModel model =
            WorkingModel.open(bundle, spec.input().records(), options, this::watched);
        DetectorLoop loop =
            new DetectorLoop(
                spec,
                EveryReading.judged(spec.flow(model)),
                DetectorSpec.parts(model),
                new Silent())) {
      Thread thread = new Thread(loop, "loop");
      thread.start();
      EveryReading.awaitCommitted(loop, 1);
      long first = loop.counters().get(Count.RECEIVED);
      long transactions = loop.status().transactions();
      long allocated = THREADS.getThreadAllocatedBytes(thread.getId());
      Map<String, Long> before = processor();
      long start = System.nanoTime();
      EveryReading.awaitCommitted(loop, count);
      double wall = System.nanoTime() - start;
      Map<String, Long> spent = processor();
      before.forEach((what, nanos) -> spent.merge(what, -nanos, Long::sum));
      allocated = THREADS.getThreadAllocatedBytes(thread.getId()) - allocated;
      spent.put("(bytes in the loop)", allocated * 1000);
      tell(name, spent, wall, count - first, loop.status().transactions() - transactions);
    }
  }

  /** What the model itself takes, in batches as the loop gives them. */
  private void scorerAlone() throws Exception {
    if (!scored) {
      return;
    }
    Bundle bundle = Bundle.load(folder);
    Windower<Void> windower = Windower.offline(EveryReading.judged(bundle.manifest().window()));
    List<Window> windows = new ArrayList<>();
    try (SimulatedReadings source = source()) {
      while (source.hasNext()) {
        KeyWindow<Void> key = windower.add(source.next());
        if (windower.cut() == Cut.COMPLETE) {
          windows.add(key.window());
        }
      }
    }
    RuntimeOptions options = RuntimeOptions.standard();
    try (Detector detector = bundle.open(options)) {
      Map<String, Long> before = processor();
      long start = System.nanoTime();
      for (int from = 0; from < windows.size(); from += options.maxBatch()) {
        int to = Math.min(windows.size(), from + options.maxBatch());
        detector.scorer().errors(windows.subList(from, to));
      }
      double wall = System.nanoTime() - start;
      Map<String, Long> spent = processor();
      before.forEach((what, nanos) -> spent.merge(what, -nanos, Long::sum));
      tell("scorer", spent, wall, windows.size(), 0);
    }
  }

  private static void tell(
      String name, Map<String, Long> spent, double wall, long readings, long transactions) {
    StringBuilder text = new StringBuilder();
    spent.forEach(
        (what, nanos) ->
            text.append(String.format(Locale.ROOT, "  %s %.1f", what, nanos / 1e3 / readings)));
    print(
        "%-9s %,7.0f readings/s in %d transactions; µs a reading: wall %.1f, processor%s",
        name, readings / wall * 1e9, transactions, wall / 1e3 / readings, text);
  }

  /** Nanoseconds so far, by kind. */
  private Map<String, Long> processor() {
    Map<String, Long> kinds = new TreeMap<>();
    long known = 0;
    for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
      long nanos = thread == null ? 0 : Math.max(0, THREADS.getThreadCpuTime(thread.getThreadId()));
      known += nanos;
      if (thread != null) {
        kinds.merge(kind(thread.getThreadName()), nanos, Long::sum);
      }
    }
    kinds.merge("loop", -inScorer.get(), Long::sum);
    kinds.put("loop in scorer", inScorer.get());
    kinds.put("all", SYSTEM.getProcessCpuTime());
    kinds.put("runtime", SYSTEM.getProcessCpuTime() - known);
    return kinds;
  }

  /** Native threads, those of the model included, are the rest: {@code runtime}. */
  private static String kind(String thread) {
    return thread.equals("loop")
        ? "loop"
        : thread.startsWith("kafka-producer") || thread.startsWith("kafka-coordinator-heartbeat")
            ? "clients"
            : thread.equals("main") ? "main" : "broker";
  }

  private WindowScorer watched(WindowScorer scorer) {
    return new Watched(scorer);
  }

  /** Counts the time of its thread, and gives the first window's errors to all if asked to. */
  private final class Watched implements WindowScorer {
    private final WindowScorer scorer;
    private WindowError first;

    Watched(WindowScorer scorer) {
      this.scorer = scorer;
    }

    @Override
    public int length() {
      return scorer.length();
    }

    @Override
    public int channels() {
      return scorer.channels();
    }

    @Override
    public List<WindowError> errors(List<Window> windows) {
      long start = THREADS.getCurrentThreadCpuTime();
      try {
        if (scored || windows.isEmpty()) {
          return scorer.errors(windows);
        }
        first = first == null ? scorer.errors(windows.subList(0, 1)).get(0) : first;
        return Collections.nCopies(windows.size(), first);
      } finally {
        inScorer.addAndGet(THREADS.getCurrentThreadCpuTime() - start);
      }
    }

    @Override
    public double[] expected(Window window) {
      return scorer.expected(window);
    }

    @Override
    public void close() {
      scorer.close();
    }
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  /** Looks at nothing. */
  private static final class Silent implements FlowListener {
    @Override
    public void scored(ScoredWindow window) {}

    @Override
    public void alerted(Alert alert) {}
  }
}
