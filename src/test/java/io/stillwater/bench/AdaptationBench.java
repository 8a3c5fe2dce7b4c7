package io.stillwater.bench;

import io.stillwater.alert.Alert;
import io.stillwater.alert.AlertState;
import io.stillwater.alert.KeyMove;
import io.stillwater.alert.Message;
import io.stillwater.alert.Peak;
import io.stillwater.detect.Detector;
import io.stillwater.detect.PoissonInterval;
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
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Keys whose normal changes after training, through the whole flow, with limits that follow them
 * and without: false episodes a day, time in alarm, faults found, moves told, bytes of state, time.
 *
 * <p>Six channels follow a load with a daily course, a reading every ten minutes. One bundle is
 * trained on two weeks of eight keys. Then each key goes one of the ways of {@link Way}; every six
 * days or so a fault of half an hour to four hours moves one or two channels.
 *
 * <p>Arguments: keys (16), days (60).
 */
public final class AdaptationBench {
  private static final long STEP = 600_000;
  private static final int DAY = 144;
  private static final int CHANNELS = 6;
  private static final long BEGIN = 1_767_225_600_000L;
  private static final double[] GAIN = {1, 0.8, -0.6, 0.5, 1.2, -0.9};

  private AdaptationBench() {}

  /** What a key does after training. */
  private enum Way {
    AS_TRAINED,
    LEVEL_SHIFT,
    SLOW_DRIFT,
    OPERATING_POINT,
    WIDER_SEASON,
    MOVES_AND_RETURNS,
    DAILY_BURSTS,
    DYING_SENSOR
  }

  /** A fault of a key. */
  private record Fault(int from, int to, int channel, double size) {}

  /** What one setting came to for one way. */
  private static final class Count {
    private int keys;
    private int falseEpisodes;
    private long inAlarm;
    private long normal;
    private int found;
    private int faults;
    private int moves;
    private double worst;
  }

  public static void main(String[] args) throws Exception {
    int keys = args.length > 0 ? Integer.parseInt(args[0]) : 16;
    int days = args.length > 1 ? Integer.parseInt(args[1]) : 60;
    Path folder = Files.createTempDirectory("stillwater-adaptation");
    try {
      List<Reading> training = new ArrayList<>();
      for (int key = 0; key < 8; key++) {
        training.addAll(new Key(key, Way.AS_TRAINED, 14, -14).readings(List.of()));
      }
      Bundle bundle =
          Trainer.train(
                  TrainingPlan.of("adaptation", folder.resolve("bundle")),
                  new ListReadings(List.of("a", "b", "c", "d", "e", "f"), true, training),
                  Progress.NONE)
              .bundle();
      System.out.println("Promised: " + bundle.manifest().threshold().promise());
      for (Adaptation.Mode mode : Adaptation.Mode.values()) {
        run(bundle, mode, keys, days);
      }
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static void run(Bundle bundle, Adaptation.Mode mode, int keys, int days)
      throws Exception {
    Map<Way, Count> counts = new EnumMap<>(Way.class);
    long bytes = 0;
    long begun = System.nanoTime();
    long windows = 0;
    try (Detector detector = bundle.open(RuntimeOptions.standard())) {
      for (int key = 0; key < keys; key++) {
        Way way = Way.values()[key % Way.values().length];
        Key one = new Key(1000 + key, way, days, 0);
        List<Fault> faults = one.faults();
        List<Message> messages = new ArrayList<>();
        bytes += flow(bundle, detector, mode, one.readings(faults), messages);
        judge(counts.computeIfAbsent(way, w -> new Count()), messages, faults, days * DAY);
        windows += (long) days * DAY;
      }
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    print(mode, counts, days);
    System.out.printf(
        Locale.ROOT,
        "%s: %,.0f readings a second through the flow, %d bytes of state a key%n%n",
        mode,
        windows / seconds,
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

  private static void judge(Count count, List<Message> messages, List<Fault> faults, int rows) {
    boolean[] faulty = new boolean[rows];
    boolean[] near = new boolean[rows]; // a window after a fault still holds it
    for (Fault fault : faults) {
      for (int i = fault.from; i < Math.min(rows, fault.to + 64); i++) {
        near[i] = true;
        faulty[i] |= i < fault.to;
      }
    }
    boolean[] found = new boolean[faults.size()];
    int open = -1;
    int episodes = 0;
    for (Message message : messages) {
      if (message instanceof KeyMove move) {
        count.moves += move.began() ? 1 : 0;
      }
      if (!(message instanceof Alert alert)) {
        continue;
      }
      int row = (int) ((alert.time() - BEGIN) / STEP);
      boolean news = alert.state() != AlertState.RESOLVED && !"still".equals(alert.reason());
      for (int f = 0; f < found.length && news; f++) {
        found[f] |= row >= faults.get(f).from && row < faults.get(f).to + 4;
      }
      if (alert.state() == AlertState.OPENED) {
        open = row;
      } else if (alert.state() == AlertState.RESOLVED) {
        episodes += close(count, open, row, near, faulty);
        open = -1;
      }
    }
    episodes += open < 0 ? 0 : close(count, open, rows, near, faulty);
    count.keys++;
    count.falseEpisodes += episodes;
    count.worst = Math.max(count.worst, episodes / (rows / (double) DAY));
    for (int i = 0; i < rows; i++) {
      count.normal += faulty[i] ? 0 : 1;
    }
    for (boolean one : found) {
      count.faults++;
      count.found += one ? 1 : 0;
    }
  }

  /** Counts an episode's normal rows; gives 1 if it overlaps no fault. */
  private static int close(Count count, int from, int to, boolean[] near, boolean[] faulty) {
    boolean overlaps = false;
    for (int i = from; i < Math.min(to, near.length); i++) {
      overlaps |= near[i];
      count.inAlarm += faulty[i] ? 0 : 1;
    }
    return overlaps ? 0 : 1;
  }

  private static void print(Adaptation.Mode mode, Map<Way, Count> counts, int days) {
    System.out.printf(
        "%-18s false a key and day (90 %% interval)  worst key  in alarm  faults found  moves told%n",
        mode);
    Count all = new Count();
    counts.forEach(
        (way, count) -> {
          line(way.toString(), count, days);
          all.keys += count.keys;
          all.falseEpisodes += count.falseEpisodes;
          all.inAlarm += count.inAlarm;
          all.normal += count.normal;
          all.found += count.found;
          all.faults += count.faults;
          all.moves += count.moves;
          all.worst = Math.max(all.worst, count.worst);
        });
    line("all", all, days);
  }

  private static void line(String name, Count count, int days) {
    double keyDays = count.keys * (double) days;
    PoissonInterval interval = PoissonInterval.of(count.falseEpisodes).per(keyDays);
    System.out.printf(
        Locale.ROOT,
        "%-18s %.3f (%.3f to %.3f)                   %.2f       %6.2f %%  %4d of %4d  %d of %d keys%n",
        name.toLowerCase(Locale.ROOT),
        count.falseEpisodes / keyDays,
        interval.low(),
        interval.high(),
        count.worst,
        100.0 * count.inAlarm / count.normal,
        count.found,
        count.faults,
        count.moves,
        count.keys);
  }

  /** One key's readings. */
  private record Key(int seed, Way way, int days, int firstDay) {
    List<Fault> faults() {
      SplittableRandom random = new SplittableRandom(seed * 31L + 7);
      List<Fault> faults = new ArrayList<>();
      for (int day = 2 + random.nextInt(5); day < days; day += 4 + random.nextInt(5)) {
        int from = day * DAY + random.nextInt(DAY);
        double size = (random.nextBoolean() ? 1 : -1) * (2.5 + 3 * random.nextDouble());
        faults.add(new Fault(from, from + 3 + random.nextInt(22), random.nextInt(CHANNELS), size));
      }
      faults.removeIf(fault -> fault.to >= days * DAY);
      return faults;
    }

    List<Reading> readings(List<Fault> faults) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Reading> readings = new ArrayList<>();
      double wander = 0;
      for (int i = 0; i < days * DAY; i++) {
        wander = 0.995 * wander + 0.1 * random.nextGaussian() * Math.sqrt(1 - 0.995 * 0.995) * 10;
        double season = Math.sin(2 * Math.PI * (i % DAY) / DAY);
        double load = 3 * season * (way == Way.WIDER_SEASON && i > 15 * DAY ? 1.8 : 1) + wander;
        load += way == Way.OPERATING_POINT && i > 25 * DAY ? 6 : 0;
        double[] values = new double[CHANNELS];
        for (int c = 0; c < CHANNELS; c++) {
          values[c] = 20 + 5 * c + GAIN[c] * load + 0.3 * random.nextGaussian();
        }
        change(values, i, random);
        for (Fault fault : faults) {
          if (i >= fault.from && i < fault.to) {
            values[fault.channel] += fault.size;
          }
        }
        long time = BEGIN + (firstDay * (long) DAY + i) * STEP;
        readings.add(new Reading("k" + seed, time, values, time, i));
      }
      return readings;
    }

    private void change(double[] values, int i, SplittableRandom random) {
      double noise = random.nextGaussian();
      double day = i / (double) DAY;
      switch (way) {
        case LEVEL_SHIFT -> values[1] += day > 20 ? 2 : 0;
        case SLOW_DRIFT -> values[2] += 2 * Math.max(0, Math.min(1, (day - 10) / 20));
        case MOVES_AND_RETURNS -> values[3] += day > 15 && day < 35 ? 2 : 0;
        case DAILY_BURSTS -> values[4] += i % DAY >= 40 && i % DAY < 46 && day > 10 ? 3 : 0;
        case DYING_SENSOR -> values[5] += day > 40 ? 0.15 * (day - 40) * noise : 0;
        default -> {}
      }
    }
  }
}
