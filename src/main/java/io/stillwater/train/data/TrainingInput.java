package io.stillwater.train.data;

import io.stillwater.console.Progress;
import io.stillwater.event.Grid;
import io.stillwater.event.Reading;
import io.stillwater.event.Readings;
import io.stillwater.window.Cut;
import io.stillwater.window.Normalisation;
import io.stillwater.window.Preprocessing;
import io.stillwater.window.Stride;
import io.stillwater.window.WindowSpec;
import io.stillwater.window.Windower;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * What came of reading the data; to be closed, for windows lie in a file where they are many.
 *
 * @param channels their names
 * @param timed whether readings have times
 * @param grid that they were put on; none where they came with all channels
 * @param spec how they were cut
 * @param rows where their readings lie
 * @param samples the windows that were kept
 * @param readings how many were read
 * @param keys how many keys they came from
 * @param warnings what the user should know
 */
public record TrainingInput(
    List<String> channels,
    boolean timed,
    Grid grid,
    WindowSpec spec,
    RowStore rows,
    Samples samples,
    long readings,
    int keys,
    List<String> warnings)
    implements Closeable {
  private static final int FIRST = 10_000;
  private static final int COSTLY = 4;
  private static final double MILLIS_PER_DAY = 86_400_000;

  public static TrainingInput read(InputPlan plan, Readings data, Progress progress)
      throws TrainingException {
    return read(plan, data, Room.standard(), progress);
  }

  public static TrainingInput read(InputPlan plan, Readings data, Room room, Progress progress)
      throws TrainingException {
    requireChannels(data);
    requireFitting(plan.windows().stride(), data.timed());
    List<Reading> first = new ArrayList<>();
    while (data.hasNext() && first.size() < FIRST) {
      first.add(data.next());
    }
    Optional<String> table = table(plan, first, data);
    WindowSpec spec =
        table.isPresent()
            ? Spacing.spec(1, plan.windows().stride(), false, 0)
            : spec(plan, first, data);
    RowStore rows = new RowStore(data.channels().size(), room);
    try {
      int most = plan.windows().kept();
      WindowCollector collector = new WindowCollector(rows, spec, most, plan.seed());
      long readings = collect(first, data, collector, progress);
      Samples samples = Samples.of(collector.blocks());
      requireEnough(spec.length(), readings, samples.size(), collector);
      int keys = collector.keys();
      List<String> channels = List.copyOf(data.channels());
      List<String> warnings = new ArrayList<>(lost(collector, data));
      table.ifPresent(warnings::add);
      return new TrainingInput(
          channels, data.timed(), data.grid(), spec, rows, samples, readings, keys, warnings);
    } catch (TrainingException | RuntimeException e) {
      close(rows, e);
      throw e;
    }
  }

  /** What to say where the rows are found to be a table; empty where they are not. */
  private static Optional<String> table(InputPlan plan, List<Reading> first, Readings data) {
    if (!plan.tables() || data.timed()) {
      return Optional.empty();
    }
    return Dependence.of(first, data.channels().size())
        .filter(dependence -> !dependence.holds())
        .map(dependence -> dependence.text(data.channels().get(dependence.channel())));
  }

  /** How to cut: shorter windows where these readings are all and would make too few. */
  private static WindowSpec spec(InputPlan plan, List<Reading> first, Readings data) {
    WindowPlan cut = plan.windows();
    long step = Spacing.medianMillis(first);
    WindowSpec wanted = Spacing.spec(cut.length(), cut.stride(), data.timed(), step);
    // What is fitted once learns from a part of the windows, without the neighbours of the rest.
    int needed = enough(cut.length()) * (plan.costly() ? COSTLY : 1);
    boolean few = !data.hasNext() && windows(first, wanted) < needed;
    return few ? Spacing.spec(cut.least(), cut.stride(), data.timed(), step) : wanted;
  }

  private static int windows(List<Reading> readings, WindowSpec spec) {
    Windower<Void> windower = Windower.offline(spec);
    int windows = 0;
    for (Reading reading : readings) {
      windower.add(reading);
      windows += windower.cut() == Cut.COMPLETE ? 1 : 0;
    }
    return windows;
  }

  private static void close(RowStore rows, Exception because) {
    try {
      rows.close();
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }

  /** Reads to the end; gives how many readings there were. */
  private static long collect(
      List<Reading> first, Readings data, WindowCollector collector, Progress progress)
      throws TrainingException {
    long readings = 0;
    for (Reading reading : first) {
      collector.add(reading);
      readings++;
    }
    while (data.hasNext()) {
      Reading reading = data.next();
      collector.add(reading);
      if (++readings % FIRST == 0) {
        progress.step("Reading", data.progress(), count(readings) + " readings");
      }
    }
    collector.end();
    progress.step("Reading", 1, count(readings) + " readings");
    return readings;
  }

  /** The same without some of the windows; their readings are shared. */
  public TrainingInput without(boolean[] gone) {
    return new TrainingInput(
        channels, timed, grid, spec, rows, samples.without(gone), readings, keys, warnings);
  }

  /** A stride in the unit that the data have. */
  private static void requireFitting(Stride stride, boolean timed) throws TrainingException {
    if (timed && !stride.timed() && stride.amount() > 1) {
      throw new TrainingException(
          "a stride of "
              + stride.amount()
              + " rows is for data without time, and these have times: give a duration, such as"
              + " --stride 10s.");
    }
    if (!timed && stride.timed()) {
      throw new TrainingException(
          "a stride of "
              + stride.amount()
              + " ms is for data with times, and these have none: give a number of rows, such as"
              + " --stride 4.");
    }
  }

  private static void requireChannels(Readings data) throws TrainingException {
    if (data.channels().isEmpty()) {
      throw new TrainingException(
          "there is no channel to train on: every column is a time, a key or left out. Keep at least"
              + " one column of numbers.");
    }
  }

  private static List<String> lost(WindowCollector collector, Readings data) {
    List<String> lost = new ArrayList<>(collector.cuts().sentences(data.timed(), "left out"));
    if (collector.cuts().count(Cut.MISSING) > 0) {
      lost.add(
          count(collector.cuts().count(Cut.MISSING))
              + " windows lack a value for longer than may be carried forward and were left out.");
    }
    if (collector.dropped() > 0) {
      lost.add(
          count(collector.dropped())
              + " windows beyond the room for them were left out, in blocks evenly chosen.");
    }
    return lost;
  }

  /** The windows that training needs at least. */
  public static int enough(int length) {
    return Math.max(20, 5 * length);
  }

  private static void requireEnough(
      int length, long readings, int windows, WindowCollector collector) throws TrainingException {
    int needed = enough(length);
    if (readings == 0) {
      throw new TrainingException(
          "there is nothing to train on: no reading came. Give a file with at least "
              + (length - 1 + needed)
              + " rows of normal operation.");
    }
    if (windows < needed) {
      throw new TrainingException(
          String.format(
              Locale.ROOT,
              "too little to train on: %d readings of %d keys make %d full windows of %d readings"
                  + " (%d lack values), needed are %d. Give at least %d readings in a row of one"
                  + " key, or shorter windows (--window).",
              readings,
              collector.keys(),
              windows,
              length,
              collector.cuts().count(Cut.MISSING),
              needed,
              length - 1 + needed));
    }
  }

  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Centre and scale of every channel; refused where nothing moves. */
  public Normalisation normalisation(Preprocessing how) throws TrainingException {
    Normalisation normalisation = normalisation(how, Indices.range(0, samples.size()));
    requireMoving(normalisation);
    return normalisation;
  }

  /** Centre and scale of every channel, over each reading of those windows once. */
  public Normalisation normalisation(Preprocessing how, Indices windows) {
    return LevelPass.of(how, samples, windows, spec, channels.size());
  }

  private void requireMoving(Normalisation normalisation) throws TrainingException {
    for (int c = 0; c < channels.size(); c++) {
      if (!normalisation.constant()[c]) {
        return;
      }
    }
    throw new TrainingException(
        "nothing moves in the data: each of the channels "
            + channels
            + " has one value throughout. Check the columns, or give a longer stretch of normal"
            + " operation.");
  }

  /**
   * How much time those windows of each key cover, in days; 0 where there is no time.
   *
   * @param counted which windows, by index
   * @return (keys) by the number of the key
   */
  public double[] days(IntPredicate counted) {
    double[] days = new double[keys];
    if (!timed) {
      return days;
    }
    boolean before = false; // whether the window before is counted
    long beforeTime = 0;
    for (int i = 0; i < samples.size(); i++) {
      boolean now = counted.test(i);
      long time = now ? samples.endTime(i) : 0;
      if (now && before && samples.follows(i)) {
        days[samples.key(i)] += Math.min(time - beforeTime, spec.gapMillis()) / MILLIS_PER_DAY;
      }
      before = now;
      beforeTime = time;
    }
    return days;
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
