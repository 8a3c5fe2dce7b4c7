package io.stillwater.model.manifest;

import io.stillwater.alert.PolicySpec;
import io.stillwater.detect.Estimate;
import io.stillwater.detect.FittedCalibration;
import io.stillwater.detect.Outlook;
import io.stillwater.detect.ScoreLevel;
import io.stillwater.detect.Stillness;
import io.stillwater.detect.Tail;
import io.stillwater.detect.Threshold;
import io.stillwater.detect.recent.Adaptation;
import io.stillwater.model.Bundle;
import io.stillwater.model.runtime.Sample;
import io.stillwater.window.Curve;
import io.stillwater.window.Normalisation;
import io.stillwater.window.Normalisation.Level;
import io.stillwater.window.Preprocessing;
import io.stillwater.window.Scaling;
import io.stillwater.window.Stride;
import io.stillwater.window.WindowSpec;
import java.util.List;
import java.util.Map;

/** Manifests for tests. */
public final class Manifests {
  private static final List<Channel> PRESSURE_AND_VALVE =
      List.of(new Channel("pressure", "bar"), new Channel("valve", ""));

  private static final Map<String, String> FILES =
      Map.of(
          Bundle.MODEL,
          "1".repeat(64),
          Bundle.GOLDEN,
          "2".repeat(64),
          Bundle.CARD,
          "3".repeat(64),
          Bundle.REPORT,
          "4".repeat(64));

  private Manifests() {}

  /** Of the sample detector; its files are still to be filled in. */
  public static Manifest of(Sample sample) {
    List<Channel> channels =
        List.of(
            new Channel("pressure", "bar"),
            new Channel("flow", "l/min"),
            new Channel("current", "A"),
            new Channel("valve", ""));
    return of(channels, Sample.LENGTH, sample.normalisation(), List.of(sample.memory().info()));
  }

  /** Numbers chosen by hand, so that it is the same everywhere. */
  static Manifest worked() {
    Normalisation normalisation =
        new Normalisation(
            new Preprocessing(Normalisation.Mode.KEY, Scaling.AUTO, 1e4, false),
            new Level(new double[] {20, 50}, new double[] {2, 0.05}),
            new boolean[] {false, true},
            Map.of(
                "pump-2", new Level(new double[] {21.5, 50}, new double[] {1.9, 0.05}),
                "pump-1", new Level(new double[] {18.5, 50}, new double[] {2.1e-7, 0.05})));
    return of(
            PRESSURE_AND_VALVE,
            16,
            normalisation,
            List.of(
                new DenoiserInfo.Memory(new double[] {0.1, 0.3}),
                new DenoiserInfo.Network(
                    new double[] {0.25},
                    new NetworkInfo("small", 64, 2, 8, 2, "tokens", "edm", 44_032, 620_000))))
        .with(FILES);
  }

  /** The same with ranks, and with two closed forms that see a long window as means. */
  static Manifest ranked() {
    Normalisation normalisation =
        new Normalisation(
            new Preprocessing(Normalisation.Mode.GLOBAL, Scaling.RANK, 1e4, false),
            new Level(new double[2], new double[] {1, 1}),
            new boolean[] {false, true},
            Map.of(),
            List.of(
                new Curve(new double[] {1, 2, 10}, new double[] {-1.25, 0, 1.25}, 4),
                new Curve(new double[] {50}, new double[] {0}, 0.05)));
    View means = new View(16, 4);
    return of(
            PRESSURE_AND_VALVE,
            64,
            normalisation,
            List.of(
                new DenoiserInfo.Viewed(means, new DenoiserInfo.Memory(new double[] {0.1, 0.3})),
                new DenoiserInfo.Viewed(means, new DenoiserInfo.Gaussian(new double[] {1}, 32))))
        .with(FILES);
  }

  /** The same as {@link #worked}, with a budget and what came of it. */
  static Manifest foreseen() {
    Outlook outlook =
        new Outlook(
            Outlook.Side.TIME,
            0.01,
            new Estimate(0.25, 0.0625, 0.75),
            new Estimate(0.01, 0.0025, 0.0375));
    return changed(List.of(), new Threshold(3.25, 0.002, 1, 0.0625, 0.75, Map.of(), outlook));
  }

  /** The same as {@link #worked}, with a channel that may be too calm. */
  static Manifest still() {
    return changed(List.of(new Stillness(0, 0.0625, 0.5, 12)), worked().threshold());
  }

  private static Manifest changed(List<Stillness> stillness, Threshold threshold) {
    Manifest as = worked();
    return new Manifest(
        as.format(),
        as.kind(),
        as.name(),
        as.version(),
        as.channels(),
        as.window(),
        as.normalisation(),
        as.denoisers(),
        as.calibration(),
        as.newest(),
        stillness,
        threshold,
        as.policy(),
        as.adaptation(),
        as.training(),
        as.files());
  }

  /** Of three levels, calibrated and limited by made-up numbers. */
  public static Manifest of(
      List<Channel> channels,
      int length,
      Normalisation normalisation,
      List<DenoiserInfo> denoisers) {
    FittedCalibration calibration =
        new FittedCalibration(
            new double[] {-4.5, -2, 0.25},
            new double[] {0.5, 0.75, 1},
            4,
            new double[] {-1.5, -0.5, 0.25, 1.75},
            new int[] {0, 1, 2, 3},
            new Tail(1.75, 0.5, 0.1));
    return new Manifest(
        Manifest.FORMAT,
        Manifest.SENSORS,
        "pump",
        "1",
        channels,
        new WindowSpec(length, Stride.millis(1000), 8, 5000, 120_000),
        normalisation,
        denoisers,
        calibration,
        List.of(),
        List.of(),
        new Threshold(
            3.25,
            0.001,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Map.of("pump-2", new ScoreLevel(0.5, 2), "pump-1", new ScoreLevel(-0.25, 0.75))),
        PolicySpec.DEFAULT,
        Adaptation.DEFAULT,
        new Training("four pumps, simulated", true, 4200, 2, 700, 4, 31, 42),
        Map.of());
  }
}
