package io.stillwater.train;

import io.stillwater.event.Reading;
import io.stillwater.event.Readings;
import io.stillwater.window.Cut;
import io.stillwater.window.LevelFitter;
import io.stillwater.window.Normalisation;
import io.stillwater.window.Preprocessing;
import io.stillwater.window.Stride;
import io.stillwater.window.Window;
import io.stillwater.window.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What came of reading the data.
 *
 * @param channels their names
 * @param timed whether readings have times
 * @param spec how they were cut
 * @param samples the windows that were kept
 * @param readings how many were read
 * @param keys how many keys they came from
 * @param warnings what the user should know
 */
record TrainingInput(
    List<String> channels,
    boolean timed,
    WindowSpec spec,
    Samples samples,
    long readings,
    int keys,
    List<String> warnings) {
  private static final int FIRST = 10_000;
  private static final double MILLIS_PER_DAY = 86_400_000;

  static TrainingInput read(TrainingPlan plan, Readings data, Progress progress)
      throws TrainingException {
    requireChannels(data);
    requireFitting(plan.windows().stride(), data.timed());
    List<Reading> first = new ArrayList<>();
    while (data.hasNext() && first.size() < FIRST) {
      first.add(data.next());
    }
    WindowSpec spec =
        Spacing.spec(
            plan.windows().length(),
            plan.windows().stride(),
            data.timed(),
            Spacing.medianMillis(first));
    WindowCollector collector = new WindowCollector(spec, plan.windows().most(), plan.seed());
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
    progress.step("Reading", 1, count(readings) + " readings");
    List<String> warnings = lost(collector);
    Samples samples = Samples.of(collector.blocks());
    requireEnough(plan, readings, samples.size(), collector);
    return new TrainingInput(
        List.copyOf(data.channels()),
        data.timed(),
        spec,
        samples,
        readings,
        collector.keys(),
        warnings);
  }

  /** The same without some of the windows. */
  TrainingInput without(boolean[] gone) {
    return new TrainingInput(
        channels, timed, spec, samples.without(gone), readings, keys, warnings);
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

  private static List<String> lost(WindowCollector collector) {
    List<String> lost = new ArrayList<>();
    if (collector.count(Cut.LATE) > 0) {
      lost.add(
          count(collector.count(Cut.LATE))
              + " readings came after a later one of their key and were left out.");
    }
    if (collector.count(Cut.MISSING) > 0) {
      lost.add(
          count(collector.count(Cut.MISSING))
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
  static int enough(int length) {
    return Math.max(20, 5 * length);
  }

  private static void requireEnough(
      TrainingPlan plan, long readings, int windows, WindowCollector collector)
      throws TrainingException {
    int needed = enough(plan.windows().length());
    if (readings == 0) {
      throw new TrainingException(
          "there is nothing to train on: no reading came. Give a file with at least "
              + (plan.windows().length() - 1 + needed)
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
              plan.windows().length(),
              collector.count(Cut.MISSING),
              needed,
              plan.windows().length() - 1 + needed));
    }
  }

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Centre and scale of every channel; refused where nothing moves. */
  Normalisation normalisation(Preprocessing how) throws TrainingException {
    int[] all = IntStream.range(0, samples.size()).toArray();
    Normalisation normalisation = normalisation(how, all);
    requireMoving(normalisation);
    return normalisation;
  }

  /** Centre and scale of every channel, over each reading of those windows once. */
  Normalisation normalisation(Preprocessing how, int[] windows) {
    LevelFitter fitter = new LevelFitter(how, channels.size());
    double[] values = new double[spec.length() * channels.size()];
    float[] observed = new float[values.length];
    long next = 0; // place of the key's first reading that was not yet counted
    int key = -1;
    for (int i : windows) {
      next = samples.keys()[i] == key ? next : 0;
      key = samples.keys()[i];
      Window window = samples.windows().get(i);
      long oldest = samples.ends()[i] - spec.length() + 1;
      window.copyTo(values, 0, observed, 0);
      fitter.add(window.key(), values, observed, (int) Math.max(0, next - oldest));
      next = samples.ends()[i] + 1;
    }
    return fitter.fit();
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
  double[] days(IntPredicate counted) {
    double[] days = new double[keys];
    if (!timed) {
      return days;
    }
    for (int i = 1; i < samples.size(); i++) {
      if (samples.follows(i) && counted.test(i) && counted.test(i - 1)) {
        Window before = samples.windows().get(i - 1);
        long step = samples.windows().get(i).endTime() - before.endTime();
        days[samples.keys()[i]] += Math.min(step, spec.gapMillis()) / MILLIS_PER_DAY;
      }
    }
    return days;
  }
}
