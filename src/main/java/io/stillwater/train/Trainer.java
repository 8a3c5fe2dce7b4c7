package io.stillwater.train;

import io.stillwater.detect.FittedCalibration;
import io.stillwater.detect.Threshold;
import io.stillwater.event.Readings;
import io.stillwater.model.Bundle;
import io.stillwater.model.BundleException;
import io.stillwater.model.Channel;
import io.stillwater.model.Manifest;
import io.stillwater.model.Training;
import io.stillwater.window.Normalisation;
import io.stillwater.window.Window;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Makes a bundle of normal readings: the memory denoiser over a choice of their windows, calibrated
 * on blocks that were held out.
 *
 * <p>Memory is bounded by the plan's {@code maxWindows}, whatever the length of the input. The same
 * readings, plan and machine give the same bytes.
 */
public final class Trainer {
  private static final int GOLDEN = 6;

  private Trainer() {}

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
    TrainingInput input = TrainingInput.read(plan, data, progress);
    Normalisation normalisation = input.normalisation(plan.normalise());
    List<String> warnings = new ArrayList<>(input.warnings());
    warnings.addAll(constants(input, normalisation));
    ReferenceSet references = new ReferenceSet(plan.window(), normalisation);
    Samples samples = input.samples();
    HeldOut heldOut = HeldOut.score(plan, input, references, progress);
    FittedCalibration calibration = heldOut.calibration();
    Threshold threshold = threshold(plan, input, calibration, heldOut);
    progress.step("Writing", 0, plan.out().toString());
    int[] all = IntStream.range(0, samples.size()).toArray();
    float[][] chosen = references.choose(samples.windows(), all, plan.maxReference());
    Manifest draft =
        new Manifest(
            Manifest.FORMAT,
            Manifest.SENSORS,
            plan.name(),
            "1",
            input.channels().stream().map(name -> new Channel(name, "")).toList(),
            input.spec(),
            normalisation,
            Manifest.MEMORY,
            references.levels().sigmas(),
            calibration,
            threshold,
            plan.policy(),
            provenance(plan, input, chosen.length),
            Map.of());
    String card = Card.of(draft, input.keyDays(), warnings);
    Bundle bundle =
        Bundle.write(plan.out(), draft, references.graph(chosen), card, golden(samples));
    progress.step("Writing", 1, plan.out().toString());
    return new TrainingResult(bundle, samples.size(), input.keyDays(), warnings);
  }

  private static Training provenance(TrainingPlan plan, TrainingInput input, int references) {
    return new Training(
        plan.data(),
        input.timed(),
        input.readings(),
        input.keys(),
        references,
        input.samples().size(),
        plan.seed());
  }

  private static Threshold threshold(
      TrainingPlan plan, TrainingInput input, FittedCalibration calibration, HeldOut heldOut) {
    ThresholdFit fit =
        new ThresholdFit(calibration, heldOut.runs(calibration), plan.window(), plan.seed());
    double keyDays = input.keyDays();
    return keyDays < 1
        ? fit.byLimit(plan.limit())
        : fit.byBudget(plan.policy(), plan.budget(), keyDays);
  }

  private static List<String> constants(TrainingInput input, Normalisation normalisation) {
    List<String> still =
        IntStream.range(0, normalisation.channels())
            .filter(c -> normalisation.constant()[c])
            .mapToObj(input.channels()::get)
            .toList();
    return still.isEmpty()
        ? List.of()
        : List.of(
            "channels with one value throughout: "
                + String.join(", ", still)
                + ". They will count when they move.");
  }

  /** A few windows from all over the data. */
  private static List<Window> golden(Samples samples) {
    int count = Math.min(GOLDEN, samples.size());
    return IntStream.range(0, count)
        .map(i -> (int) ((2L * i + 1) * samples.size() / (2L * count)))
        .mapToObj(samples.windows()::get)
        .toList();
  }
}
