package io.stillwater.bench;

import com.sun.management.OperatingSystemMXBean;
import io.stillwater.alert.Alert;
import io.stillwater.alert.Message;
import io.stillwater.alert.Peak;
import io.stillwater.bench.ChangingKey.Fault;
import io.stillwater.bench.ChangingKey.Way;
import io.stillwater.console.Progress;
import io.stillwater.detect.Detector;
import io.stillwater.detect.Verdict;
import io.stillwater.detect.recent.Adaptation;
import io.stillwater.detect.recent.Adapting;
import io.stillwater.event.RawRecord;
import io.stillwater.event.Reading;
import io.stillwater.event.RecordDecoder;
import io.stillwater.event.UnreachableObject;
import io.stillwater.model.Bundle;
import io.stillwater.model.manifest.Manifest;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.stream.Flow;
import io.stillwater.stream.FlowParts;
import io.stillwater.stream.FlowSpec;
import io.stillwater.stream.output.Checkpoint;
import io.stillwater.stream.output.FlowOutput;
import io.stillwater.train.ListReadings;
import io.stillwater.train.Trainer;
import io.stillwater.train.TrainingPlan;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Keys whose normal changes after training ({@link ChangingKey}), through the whole flow, with
 * limits that follow them and without: false episodes a day, time in alarm, faults found before and
 * after the change, delay, moves told, bytes of state, time. One bundle is trained on two weeks of
 * eight keys; then each key goes one of the ways.
 *
 * <p>Arguments: keys (22), days (60).
 */
public final class AdaptationBench {
  private static final int TRAINED_KEYS = 8;
  private static final int TRAINED_DAYS = 14;

  private AdaptationBench() {}

  public static void main(String[] args) throws Exception {
    int keys = args.length > 0 ? Integer.parseInt(args[0]) : 22;
    int days = args.length > 1 ? Integer.parseInt(args[1]) : 60;
    Path folder = Files.createTempDirectory("stillwater-adaptation");
    try {
      Bundle bundle = train(folder.resolve("bundle"));
      System.out.println("Promised: " + bundle.manifest().threshold().promise());
      Map<Adaptation.Mode, Came> came = new EnumMap<>(Adaptation.Mode.class);
      try (Detector detector = bundle.open(RuntimeOptions.standard())) {
        for (int key = 0; key < keys; key++) {
          run(bundle, detector, key, days, came);
        }
      }
      came.forEach((mode, what) -> print(mode, what, keys, days));
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static Bundle train(Path to) throws Exception {
    return Trainer.train(
            TrainingPlan.of("adaptation", to),
            new ListReadings(List.of("a", "b", "c", "d", "e", "f"), true, training()),
            Progress.NONE)
        .bundle();
  }

  private static List<Reading> training() {
    List<Reading> training = new ArrayList<>();
    for (int key = 0; key < TRAINED_KEYS; key++) {
      training.addAll(
          new ChangingKey(key, Way.AS_TRAINED, TRAINED_DAYS, -TRAINED_DAYS).readings(List.of()));
    }
    return training;
  }

  /** One key in all modes, one after the other, so that what else runs slows all of them. */
  private static void run(
      Bundle bundle, Detector detector, int key, int days, Map<Adaptation.Mode, Came> came)
      throws UnreachableObject {
    List<Way> ways = List.of(Way.values());
    Way way = ways.get(key % ways.size());
    ChangingKey one = new ChangingKey(1000 + key, way, days, 0);
    List<Fault> faults = one.faults();
    List<Reading> readings = one.readings(faults);
    for (Adaptation.Mode mode : Adaptation.Mode.values()) {
      Came to = came.computeIfAbsent(mode, m -> new Came());
      List<Message> messages = new ArrayList<>();
      long begun = processorNanos();
      to.bytes += flow(bundle, detector, mode, readings, messages);
      to.nanos += processorNanos() - begun;
      to.counts
          .computeIfAbsent(way, w -> new AdaptationCount())
          .add(way, messages, faults, readings.size());
    }
  }

  /** What one mode came to. */
  private static final class Came {
    private final Map<Way, AdaptationCount> counts = new EnumMap<>(Way.class);
    private long bytes;
    private long nanos;
  }

  private static long processorNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** Runs one key; gives the bytes of its newest state. */
  private static long flow(
      Bundle bundle,
      Detector detector,
      Adaptation.Mode mode,
      List<Reading> readings,
      List<Message> messages)
      throws UnreachableObject {
    Manifest manifest = bundle.manifest();
    FlowSpec spec =
        new FlowSpec(
            "d",
            "t",
            new Alert.Model("m", "1", "d"),
            manifest.window(),
            manifest.policy(),
            Adapting.in(mode).of(manifest.adaptation()),
            10,
            256);
    RecordDecoder decoder = record -> List.of(readings.get((int) record.offset()));
    Flow flow =
        new Flow(
            spec, new FlowParts(decoder, detector, AdaptationBench::bare, manifest.channelNames()));
    flow.restore(0, Checkpoint.cold(0), List.of(), List.of());
    long bytes = 0;
    for (int i = 0; i < readings.size(); i++) {
      flow.add(new RawRecord(0, i, readings.get(i).recordTime(), null, null, List.of()));
      if (i % 500 == 499 || i == readings.size() - 1) {
        FlowOutput output = flow.drain();
        flow.committed(output);
        messages.addAll(output.messages());
        bytes =
            output.states().values().stream()
                .flatMap(state -> state.stream())
                .mapToLong(state -> state.state().length)
                .findFirst()
                .orElse(bytes);
      }
    }
    return bytes;
  }

  private static Peak bare(Verdict verdict) {
    return new Peak(
        verdict.score(),
        verdict.pValue().value(),
        verdict.recent(),
        false,
        0,
        0,
        0,
        0,
        List.of(),
        List.of());
  }

  private static void print(Adaptation.Mode mode, Came came, int keys, int days) {
    System.out.printf("%-18s %s%n", mode, AdaptationCount.HEAD);
    AdaptationCount all = new AdaptationCount();
    came.counts.forEach(
        (way, count) -> {
          System.out.println(count.line(way.toString().toLowerCase(Locale.ROOT)));
          all.add(count);
        });
    System.out.println(all.line("all"));
    System.out.printf(
        Locale.ROOT,
        "%s: %.1f µs of processor time a reading through the flow, %d bytes of state a key%n%n",
        mode,
        came.nanos / 1e3 / ((long) keys * days * ChangingKey.DAY),
        came.bytes / keys);
  }
}
