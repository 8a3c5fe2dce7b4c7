package io.stillwater.train;

import io.stillwater.console.Progress;
import io.stillwater.diffusion.Heun;
import io.stillwater.diffusion.Steps;
import io.stillwater.diffusion.Technique;
import io.stillwater.model.graph.DenoiserGraph;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.manifest.DenoiserInfo;
import io.stillwater.model.manifest.Manifest;
import io.stillwater.model.runtime.OnnxScorer;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.train.data.TrainingInput;
import io.stillwater.train.network.NetworkGraph;
import io.stillwater.train.network.TrainedNetwork;
import io.stillwater.train.report.Drawing;
import io.stillwater.train.report.Likeness;
import io.stillwater.train.report.Report;
import io.stillwater.train.report.WindowSet;
import io.stillwater.window.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Gathers what the report of a training shows: asks the denoisers that were made, on the CPU, for a
 * few windows.
 */
record Reporting(TrainingInput input, Fitting fitting, Manifest manifest, int threads) {
  private static final int PANELS = 2; // windows that are denoised
  private static final int LINES = 6; // windows that are drawn over each other
  private static final int COMPARED = 32; // drawn windows whose likeness is told
  private static final int REAL = 1000; // they are compared with
  private static final int MOST_VALUES = 1 << 16; // drawn at most
  private static final int REAL_VALUES = 1 << 23; // they are compared with at most
  private static final int STEPS = 32;
  private static final double CHURN = 40; // undoes errors of a network
  private static final double LOWEST = 0.002;
  private static final double HIGHEST = 80;

  Report report(byte[] graph, Report.Alarms alarms, List<String> warnings) throws BundleException {
    double[] scores = fitting.heldOut().scores(manifest.calibration(), manifest.threshold());
    List<TrainedNetwork> networks = networks();
    RuntimeOptions onCpu = new RuntimeOptions(COMPARED, threads);
    try (OnnxScorer scorer = fitting.denoisers().scorer(graph, onCpu)) {
      return new Report(
          manifest, alarms, scores, networks, drawn(scorer), denoised(scorer), warnings);
    }
  }

  private List<TrainedNetwork> networks() {
    return fitting.denoisers().graphs().stream()
        .map(DenoiserGraph::inner)
        .filter(NetworkGraph.class::isInstance)
        .map(graph -> ((NetworkGraph) graph).trained())
        .toList();
  }

  private Report.Denoised denoised(OnnxScorer scorer) {
    double[] levels = manifest.denoisers().get(0).levels();
    List<Window> real = heldOut(PANELS);
    return new Report.Denoised(
        levels[(levels.length - 1) / 2],
        real.stream().map(Reporting::values).map(this::seen).toList(),
        real.stream().map(scorer::expected).map(this::seen).toList());
  }

  /** The newest readings, as many as a denoiser sees: the others are as they were. */
  private double[] seen(double[] window) {
    int length = manifest.window().length();
    int seen =
        manifest.denoisers().stream().mapToInt(d -> d.view(length).readings()).max().orElse(length);
    int from = (length - seen) * manifest.channels().size();
    return Arrays.copyOfRange(window, from, window.length);
  }

  /** As they were, carried forward where a value was missing. */
  private static double[] values(Window window) {
    double[] values = new double[window.length() * window.channels()];
    window.copyTo(values, 0, new float[values.length], 0);
    for (int i = 0; i < values.length; i++) {
      values[i] = Double.isFinite(values[i]) ? values[i] : 0;
    }
    return values;
  }

  private Report.Drawn drawn(OnnxScorer scorer) {
    boolean learnt = !networks().isEmpty();
    int room = Math.max(LINES, MOST_VALUES / scorer.denoiser().dimension());
    int count = learnt ? Math.min(COMPARED, room) : LINES;
    int length = scorer.view().tokens();
    WindowSet made = drawing().draw(scorer.denoiser(), count, length, Progress.NONE);
    WindowSet real = WindowSet.of(heldOut(real()), manifest.normalisation()).seen(scorer.view());
    int beside = Math.min(LINES, real.size());
    int[] spread = IntStream.range(0, beside).map(i -> i * real.size() / beside).toArray();
    return new Report.Drawn(
        Arrays.stream(spread).mapToObj(real::window).toList(),
        IntStream.range(0, LINES).mapToObj(made::window).toList(),
        count > LINES && real.size() > 1 ? likeness(made, real) : List.of());
  }

  /** Fewer where windows are wide. */
  private int real() {
    int values = manifest.window().length() * manifest.channels().size();
    return Math.min(REAL, Math.max(LINES, REAL_VALUES / values));
  }

  private Drawing drawing() {
    Technique technique =
        manifest.denoisers().stream()
            .map(DenoiserInfo::inner)
            .filter(DenoiserInfo.Network.class::isInstance)
            .map(network -> Technique.of(((DenoiserInfo.Network) network).network().technique()))
            .findFirst()
            .orElse(Technique.EDM);
    double low = Math.max(LOWEST, technique.schedule().min());
    double high = Math.min(HIGHEST, technique.schedule().max());
    Heun sampler = new Heun(CHURN, 0, Double.POSITIVE_INFINITY, 1);
    return new Drawing(sampler, Steps.karras(low, high, STEPS), manifest.training().seed());
  }

  private List<Report.Likeness> likeness(WindowSet made, WindowSet real) {
    boolean steps = manifest.normalisation().how().difference();
    WindowSet data = steps ? real.later() : real;
    Likeness drawn = Likeness.of(steps ? made.later() : made, data);
    Likeness halves = Likeness.ofHalves(data);
    List<Report.Likeness> rows = new ArrayList<>();
    add(
        rows,
        "values, mean over the channels (Wasserstein, in deviations)",
        mean(drawn.wasserstein()),
        mean(halves.wasserstein()));
    add(
        rows,
        "values, worst channel (Kolmogorov–Smirnov, 0 to 1)",
        most(drawn.kolmogorov()),
        most(halves.kolmogorov()));
    add(
        rows,
        "spectra, mean over the channels (decibels)",
        mean(drawn.spectrum()),
        mean(halves.spectrum()));
    add(
        rows,
        "correlations between channels, mean difference",
        drawn.channels().mean(),
        halves.channels().mean());
    add(rows, "correlations in time, mean difference", drawn.lags().mean(), halves.lags().mean());
    return rows;
  }

  private static void add(List<Report.Likeness> rows, String what, double drawn, double halves) {
    rows.add(new Report.Likeness(what, drawn, halves));
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(0);
  }

  private static double most(double[] values) {
    return Arrays.stream(values).max().orElse(0);
  }

  /** At most that many of the windows that were held out, from all over the data. */
  private List<Window> heldOut(int most) {
    return List.copyOf(input.samples().windows(fitting.heldOut().windows().spread(most)));
  }
}
