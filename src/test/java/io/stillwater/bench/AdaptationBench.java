package io.stillwater.bench;

import io.stillwater.alert.Alert;
import io.stillwater.alert.Message;
import io.stillwater.alert.Peak;
import io.stillwater.bench.ChangingKey.Fault;
import io.stillwater.bench.ChangingKey.Way;
import io.stillwater.detect.Detector;
import io.stillwater.detect.Verdict;
import io.stillwater.detect.recent.Adaptation;
import io.stillwater.detect.recent.Adapting;
import io.stillwater.event.Reading;
import io.stillwater.event.media.UnreachableObject;
import io.stillwater.model.Bundle;
import io.stillwater.model.Manifest;
import io.stillwater.model.RuntimeOptions;
import io.stillwater.stream.Checkpoint;
import io.stillwater.stream.Flow;
import io.stillwater.stream.FlowOutput;
import io.stillwater.stream.FlowParts;
import io.stillwater.stream.FlowSpec;
import io.stillwater.stream.RawRecord;
import io.stillwater.stream.RecordDecoder;
import io.stillwater.train.ListReadings;
import io.stillwater.train.Progress;
import io.stillwater.train.Trainer;
import io.stillwater.train.TrainingPlan;
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
      for (Adaptation.Mode mode : Adaptation.Mode.values()) {
        try (Detector detector = bundle.open(RuntimeOptions.standard())) {
          run(bundle, detector, mode, keys, days);
        }
      }
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  static Bundle train(Path to) throws Exception {
    return Trainer.train(
            TrainingPlan.of("adaptation", to),
            new ListReadings(List.of("a", "b", "c", "d", "e", "f"), true, training()),
            Progress.NONE)
        .bundle();
  }

  static List<Reading> training() {
    List<Reading> training = new ArrayList<>();
    for (int key = 0; key < TRAINED_KEYS; key++) {
      training.addAll(
          new ChangingKey(key, Way.AS_TRAINED, TRAINED_DAYS, -TRAINED_DAYS).readings(List.of()));
    }
    return training;
  }

  static void run(
      Bundle bundle, Detector detector, Adaptation.Mode mode, int keys, int days)
      throws Exception {
    Map<Way, AdaptationCount> counts = new EnumMap<>(Way.class);
    long bytes = 0;
    long begun = System.nanoTime();
    for (int key = 0; key < keys; key++) {
      Way way = Way.values()[key % Way.values().length];
      ChangingKey one = new ChangingKey(1000 + key, way, days, 0);
      List<Fault> faults = one.faults();
      List<Message> messages = new ArrayList<>();
      bytes += flow(bundle, detector, mode, one.readings(faults), messages);
      counts
          .computeIfAbsent(way, w -> new AdaptationCount())
          .add(way, messages, faults, days * ChangingKey.DAY);
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    print(mode.toString(), counts);
    System.out.printf(
        Locale.ROOT,
        "%s: %,.0f readings a second through the flow, %d bytes of state a key%n%n",
        mode,
        (long) keys * days * ChangingKey.DAY / seconds,
        bytes / keys);
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
    RecordDecoder decoder = record -> readings.get((int) record.offset());
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

  private static void print(String name, Map<Way, AdaptationCount> counts) {
    System.out.printf("%-18s %s%n", name, AdaptationCount.HEAD);
    AdaptationCount all = new AdaptationCount();
    counts.forEach(
        (way, count) -> {
          System.out.println(count.line(way.toString().toLowerCase(Locale.ROOT)));
          all.add(count);
        });
    System.out.println(all.line("all"));
  }
}
