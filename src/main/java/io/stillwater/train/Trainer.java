package io.stillwater.train;

import io.stillwater.console.Progress;
import io.stillwater.detect.FittedCalibration;
import io.stillwater.detect.Stillness;
import io.stillwater.detect.Threshold;
import io.stillwater.event.Readings;
import io.stillwater.model.Bundle;
import io.stillwater.model.BundlePages;
import io.stillwater.model.SeenWindows;
import io.stillwater.model.graph.DenoiserGraph;
import io.stillwater.model.graph.MemoryGraph;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.manifest.Channel;
import io.stillwater.model.manifest.Manifest;
import io.stillwater.model.manifest.ScoringShape;
import io.stillwater.model.manifest.Training;
import io.stillwater.train.data.Indices;
import io.stillwater.train.data.Samples;
import io.stillwater.train.data.Spacing;
import io.stillwater.train.data.TrainingException;
import io.stillwater.train.data.TrainingInput;
import io.stillwater.train.fit.HeldOut;
import io.stillwater.train.report.Card;
import io.stillwater.train.threshold.KeyRuns;
import io.stillwater.train.threshold.PromiseWarnings;
import io.stillwater.train.threshold.ThresholdFit;
import io.stillwater.window.Normalisation;
import io.stillwater.window.Window;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Makes a bundle of normal readings: denoisers fitted to their windows, calibrated on windows that
 * were held out.
 *
 * <p>Memory is bounded, whatever the length of the input: of many readings most lie in a temporary
 * file, which the plan's windows bound. The same readings, plan and machine give the same bytes.
 */
public final class Trainer {
  private static final int GOLDEN = 6;

  /** Values of all golden windows together at most, beyond the first of them. */
  private static final int GOLDEN_VALUES = 1 << 16;

  private final TrainingPlan plan;
  private final TrainingInput input;
  private final Trim trim;
  private final Fitting fitting;
  private final double[] days; // (keys) that were held out

  private final boolean promised; // whether it is windows that the promise is about

  private Trainer(TrainingPlan plan, Trim trim, Fitting fitting, boolean promised) {
    this.promised = promised;
    this.plan = plan;
    this.trim = trim;
    this.input = trim.input();
    this.fitting = fitting;
    this.days = input.days(fitting.heldOut()::has);
  }

  /**
   * Reads everything, trains, and writes the bundle to the plan's folder.
   *
   * @param data normal operation; read to its end, not closed
   * @throws TrainingException where the data do not suffice
   * @throws BundleException where the bundle cannot be made there
   * @throws IOException where it cannot be written
   */
  public static TrainingResult train(TrainingPlan plan, Readings data, Progress progress)
      throws TrainingException, BundleException, IOException {
    return train(plan, data, true, progress);
  }

  /** The same of pieces of files: nothing need be said of a promise, and none is known again. */
  public static TrainingResult unpromised(TrainingPlan plan, Readings data, Progress progress)
      throws TrainingException, BundleException, IOException {
    return train(plan, data, false, progress);
  }

  private static TrainingResult train(
      TrainingPlan plan, Readings data, boolean promised, Progress progress)
      throws TrainingException, BundleException, IOException {
    plan.units().requireKnown(data.channels());
    TrainingPlan named = plan.with(plan.units().or(data.units()));
    try (TrainingInput input = TrainingInput.read(named.input(), data, progress)) {
      TrainingPlan cut = cut(named, input, progress);
      Trim trim = Trim.of(cut, input, progress);
      Fitting fitting = Fitting.of(cut, trim.input(), progress);
      progress.step("Writing", 0, plan.out().toString());
      TrainingResult result = new Trainer(cut, trim, fitting, promised).write(progress);
      progress.step("Writing", 1, plan.out().toString());
      return result;
    }
  }

  /** With what the data decided. */
  private static TrainingPlan cut(TrainingPlan plan, TrainingInput input, Progress progress)
      throws TrainingException, BundleException {
    int length = input.spec().length();
    TrainingPlan cut = plan.with(plan.windows().cut(length));
    boolean found = length == 1 && plan.windows().least() > 1;
    return TableForm.of(found ? cut.asTable() : cut, input, progress);
  }

  private TrainingResult write(Progress progress) throws BundleException, IOException {
    ThresholdFit.Fitted fitted = threshold(fitting.heldOut().calibration());
    Manifest draft = manifest(fitted.calibration(), fitted.threshold());
    List<String> warnings = warnings(fitted.threshold());
    double keyDays = Arrays.stream(days).sum();
    byte[] graph = fitting.denoisers().graph();
    progress.step("Writing", 0.1, "report");
    Reporting reporting = new Reporting(input, fitting, draft, plan.runtime().threads());
    String report = reporting.report(graph, fitted.alarms(), warnings).html();
    progress.step("Writing", 0.5, "bundle, and scoring its golden windows");
    BundlePages pages = new BundlePages(Card.of(draft, keyDays, warnings), report);
    Bundle written = Bundle.write(plan.out(), draft, graph, pages, golden());
    Bundle bundle = promised ? written.with(seen(fitted)) : written;
    return new TrainingResult(bundle, fitting.heldOut().size(), keyDays, warnings);
  }

  /** All windows with what they scored while they were held out. */
  private SeenWindows seen(ThresholdFit.Fitted fitted) {
    HeldOut heldOut = fitting.heldOut();
    double[] scores = heldOut.scores(fitted.calibration(), fitted.threshold());
    Samples samples = input.samples();
    SeenWindows.Builder seen = new SeenWindows.Builder(samples.size());
    for (int window = 0; window < samples.size(); window++) {
      int place = heldOut.windows().placeOf(window);
      seen.add(samples.window(window), place < 0 ? Double.NaN : scores[place]);
    }
    return seen.build();
  }

  /**
   * By the budget where the data span a day, even if no more than a part of it was held out: the
   * tail of the peaks then says what a whole day would have held.
   */
  private ThresholdFit.Fitted threshold(FittedCalibration calibration) {
    List<KeyRuns> keys = fitting.heldOut().keys(calibration, days);
    ThresholdFit fit =
        new ThresholdFit(calibration, keys, plan.promise(), plan.windows().length(), plan.seed());
    return Arrays.stream(input.days(window -> true)).sum() < 1 ? fit.byLimit() : fit.byBudget();
  }

  private Manifest manifest(FittedCalibration calibration, Threshold threshold) {
    return new Manifest(
        Manifest.FORMAT,
        Manifest.SENSORS,
        plan.name(),
        "1",
        input.channels().stream().map(name -> new Channel(name, plan.units().of(name))).toList(),
        input.timed() ? input.spec().on(input.grid()) : input.spec(),
        fitting.denoisers().normalisation(),
        fitting.denoisers().infos(),
        calibration,
        newest(threshold),
        stillness(),
        threshold,
        plan.promise().policy(),
        Spacing.adaptation(input.spec(), input.timed()),
        provenance(),
        Map.of());
  }

  private List<FittedCalibration> newest(Threshold threshold) {
    ScoringShape shape =
        new ScoringShape(
            input.spec().length(), input.channels().size(), fitting.denoisers().infos());
    int[] levels = shape.newestLevels();
    return levels.length == 0 ? List.of() : List.of(fitting.heldOut().newest(levels, threshold));
  }

  /** Not of tables, whose windows are single readings, nor of pieces of files. */
  private List<Stillness> stillness() {
    boolean streams = promised && input.spec().length() > 1;
    return streams ? StillnessFit.of(input, plan.preprocessing().mode(), plan.seed()) : List.of();
  }

  private Training provenance() {
    int references = fitting.denoisers().graphs().stream().mapToInt(Trainer::remembered).sum();
    return new Training(
        plan.origin(),
        input.timed(),
        input.readings(),
        input.keys(),
        references,
        fitting.heldOut().size(),
        trim.windows(),
        plan.seed());
  }

  private static int remembered(DenoiserGraph graph) {
    return graph.inner() instanceof MemoryGraph memory ? memory.size() : 0;
  }

  private List<String> warnings(Threshold threshold) {
    List<String> warnings = new ArrayList<>(input.warnings());
    warnings.addAll(trim.warnings());
    Normalisation normalisation = fitting.denoisers().normalisation();
    List<String> still =
        IntStream.range(0, normalisation.channels())
            .filter(c -> normalisation.constant()[c])
            .mapToObj(input.channels()::get)
            .toList();
    if (!still.isEmpty()) {
      warnings.add(
          "channels with one value throughout: "
              + String.join(", ", still)
              + ". They will count when they move.");
    }
    HeldOut heldOut = fitting.heldOut();
    if (heldOut.size() < heldOut.available()) {
      warnings.add(
          TrainingInput.count(heldOut.available())
              + " windows were held out, and "
              + TrainingInput.count(heldOut.size())
              + " of them scored for the calibration, in blocks evenly chosen.");
    }
    if (promised) {
      warnings.addAll(
          threshold.budgeted()
              ? PromiseWarnings.ofBudget(threshold, days)
              : PromiseWarnings.ofLimit(
                  threshold, plan.promise().limit(), heldOut.size(), plan.costly()));
    }
    return warnings;
  }

  /** A few windows from all over the data. */
  private List<Window> golden() {
    Samples samples = input.samples();
    int values = Math.multiplyExact(input.spec().length(), input.channels().size());
    int most = Math.max(1, Math.min(GOLDEN, GOLDEN_VALUES / values));
    return List.copyOf(samples.windows(Indices.range(0, samples.size()).spread(most)));
  }
}
