package io.stillwater.model.graph;

import io.stillwater.diffusion.DenoisingError;
import io.stillwater.diffusion.Parameterisation;
import io.stillwater.model.manifest.View;
import io.stillwater.onnx.ElementType;
import io.stillwater.onnx.Graph;
import io.stillwater.onnx.Shape;
import io.stillwater.onnx.Tensor;
import io.stillwater.window.Compression;
import io.stillwater.window.Normalisation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * From raw windows to denoising errors in one graph: normalisation and compression, the denoisers
 * at all their levels one behind the other, weighted errors over the observed values that a level
 * {@link View sees}, sums by level and by channel. A view is never lifted to the whole window: an
 * error of a mean is that of all its readings.
 *
 * <p>What the denoisers see is the normalised window plus {@code noise}: zeros for scoring without
 * noise; and a window that is noisy already comes in as the noise of a window of zeros, past all
 * normalisation, so that one session also serves samplers.
 *
 * <table>
 * <caption>what goes in and comes out</caption>
 * <tr><th>name</th><th>type</th><th>shape</th></tr>
 * <tr><td>x</td><td>double</td><td>(batch, length, channels)</td></tr>
 * <tr><td>observed</td><td>float</td><td>(batch, length, channels)</td></tr>
 * <tr><td>centre, scale</td><td>double</td><td>(batch, channels)</td></tr>
 * <tr><td>noise</td><td>float</td><td>(batch, length, channels)</td></tr>
 * <tr><td>sigmas</td><td>float</td><td>(levels)</td></tr>
 * <tr><td>log_levels</td><td>float</td><td>(batch, levels)</td></tr>
 * <tr><td>channels</td><td>float</td><td>(batch, channels)</td></tr>
 * <tr><td>newest_channels</td><td>float</td><td>(batch, channels), where levels see the newest
 * readings only</td></tr>
 * <tr><td>clean</td><td>float</td><td>(batch, seen), level by level what is expected of what the
 * level's denoiser sees, normalised</td></tr>
 * </table>
 */
public final class ScoringGraph {
  public static final String X = "x";
  public static final String OBSERVED = "observed";

  /**
   * The name of graphs whose windows are scored with what is missing filled in; older ones are
   * scored with what is carried forward.
   */
  public static final String FILLED = "scoring-filled";

  public static final String CENTRE = "centre";
  public static final String SCALE = "scale";
  public static final String NOISE = "noise";
  public static final String SIGMAS = "sigmas";
  public static final String LOG_LEVELS = "log_levels";
  public static final String CHANNELS = "channels";
  public static final String NEWEST_CHANNELS = "newest_channels";
  public static final String CLEAN = "clean";

  private final Graph graph;
  private final int length;
  private final int channels;
  private final List<? extends DenoiserGraph> denoisers;
  private final int levels;

  private ScoringGraph(
      String name, int length, int channels, List<? extends DenoiserGraph> denoisers) {
    graph = new Graph(name);
    if (denoisers.isEmpty()) {
      throw new IllegalArgumentException("at least one denoiser is needed: there was none");
    }
    this.length = length;
    this.channels = channels;
    this.denoisers = denoisers;
    levels = denoisers.stream().mapToInt(denoiser -> denoiser.levels().count()).sum();
  }

  /**
   * The ONNX file for windows of that length.
   *
   * @param denoisers at least one; their levels follow each other in that order: memory at 0.5 and
   *     1 with a network at 0.1 and 0.4 has the levels 0.5, 1, 0.1, 0.4
   */
  public static byte[] build(
      int length, Normalisation normalisation, List<? extends DenoiserGraph> denoisers) {
    return build(FILLED, length, normalisation, denoisers);
  }

  /** The same for windows that are scored with what is carried forward, as bundles once were. */
  public static byte[] carried(
      int length, Normalisation normalisation, List<? extends DenoiserGraph> denoisers) {
    return build("stillwater", length, normalisation, denoisers);
  }

  private static byte[] build(
      String name,
      int length,
      Normalisation normalisation,
      List<? extends DenoiserGraph> denoisers) {
    ScoringGraph scoring = new ScoringGraph(name, length, normalisation.channels(), denoisers);
    scoring.write(normalisation);
    return scoring.graph.toBytes();
  }

  private void write(Normalisation normalisation) {
    Shape window = Shape.batch(length, channels);
    Tensor x = graph.input(X, ElementType.DOUBLE, window);
    Tensor observed = graph.input(OBSERVED, ElementType.FLOAT, window);
    Tensor deviations = x.subtract(level(CENTRE)).divide(level(SCALE));
    Tensor noise = graph.input(NOISE, ElementType.FLOAT, window).cast(ElementType.DOUBLE);
    Tensor sigmas = graph.input(SIGMAS, ElementType.FLOAT, Shape.of(levels));
    Tensor y = normalise(deviations, normalisation).add(noise);
    List<Errors> all = new ArrayList<>();
    Map<View, Seen> views = new HashMap<>();
    int from = 0;
    for (DenoiserGraph denoiser : denoisers) {
      int to = from + denoiser.levels().count();
      View view = denoiser.info().view(length);
      Seen seen = views.computeIfAbsent(view, v -> new Seen(v, v.of(y), v.sums(observed)));
      Tensor own = denoisers.size() == 1 ? sigmas : sigmas.slice(0, from, to);
      all.add(errors(seen, denoiser.denoise(seen.values(), own), own));
      from = to;
    }
    tell(all);
  }

  /**
   * What a view sees of the windows.
   *
   * @param values (batch, tokens · channels) double
   * @param marks (batch, tokens · channels) float: how many readings of a token were observed
   */
  private record Seen(View view, Tensor values, Tensor marks) {}

  /**
   * Of one denoiser.
   *
   * @param view what it sees
   * @param logLevels (batch, levels)
   * @param channels (batch, channels)
   * @param clean (batch, levels · tokens · channels)
   */
  private record Errors(View view, Tensor logLevels, Tensor channels, Tensor clean) {}

  private Tensor level(String name) {
    return graph
        .input(name, ElementType.DOUBLE, Shape.batch(channels))
        .reshape(Shape.batch(1, channels));
  }

  private Tensor normalise(Tensor deviations, Normalisation normalisation) {
    double[] clip = new double[channels];
    for (int c = 0; c < channels; c++) {
      clip[c] = normalisation.clip(c);
    }
    if (Arrays.stream(clip).allMatch(bound -> bound == clip[0])) {
      return compress(deviations.clip(-clip[0], clip[0]));
    }
    Tensor bound = graph.constant(clip, channels);
    return compress(deviations.min(bound).max(bound.negate()));
  }

  /**
   * As {@link Compression}: x within the bound b, ±b·(1 + ln(|x|/b)) beyond it, both being what is
   * clipped times 1 + ln(max(1, |x|/b)).
   */
  private Tensor compress(Tensor deviations) {
    Tensor inner = deviations.clip(-Compression.BOUND, Compression.BOUND);
    Tensor bound = graph.scalar(ElementType.DOUBLE, Compression.BOUND);
    Tensor size = deviations.max(deviations.negate()).divide(bound).clip(1, Double.MAX_VALUE);
    return inner.add(inner.multiply(size.log()));
  }

  /**
   * @param clean (batch, levels, tokens · channels) what it expects
   * @param sigmas (levels) its own
   */
  private Errors errors(Seen seen, Tensor clean, Tensor sigmas) {
    long count = clean.shape().dim(1).size();
    long values = clean.shape().dim(2).size();
    Shape flat = Shape.batch(1, values);
    Tensor difference = seen.values().cast(ElementType.FLOAT).reshape(flat).subtract(clean);
    Tensor squares = difference.square().multiply(seen.marks().reshape(flat));
    Tensor weights = Parameterisation.EDM.weight(new TensorAlgebra(graph), sigmas);
    Tensor observed = seen.marks().reshape(flat).sum(2); // (batch, 1)
    Tensor means = squares.sum(2).divide(observed.max(graph.scalar(ElementType.FLOAT, 1)));
    Tensor floor = graph.scalar(ElementType.FLOAT, DenoisingError.FLOOR);
    Tensor byValue = squares.multiply(weights.reshape(Shape.of(count, 1))).sum(1);
    return new Errors(
        seen.view(),
        means.add(floor).multiply(weights).log(),
        byValue.reshape(Shape.batch(seen.view().tokens(), channels)).sum(1),
        clean.reshape(Shape.batch(count * values)));
  }

  /** The outputs; errors by channel of all levels, and of those that see the newest readings. */
  private void tell(List<Errors> all) {
    graph.output(LOG_LEVELS, behindEachOther(all.stream().map(Errors::logLevels).toList()));
    graph.output(CHANNELS, sum(all));
    List<Errors> newest = all.stream().filter(of -> of.view().isNewest(length)).toList();
    if (!newest.isEmpty()) {
      graph.output(NEWEST_CHANNELS, sum(newest));
    }
    graph.output(CLEAN, behindEachOther(all.stream().map(Errors::clean).toList()));
  }

  private static Tensor behindEachOther(List<Tensor> parts) {
    return parts.size() == 1 ? parts.get(0) : Tensor.concat(1, parts);
  }

  private static Tensor sum(List<Errors> some) {
    return some.stream().map(Errors::channels).reduce(Tensor::add).orElseThrow();
  }
}
