package io.stillwater.model.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.stillwater.detect.WindowError;
import io.stillwater.detect.WindowScorer;
import io.stillwater.diffusion.Denoiser;
import io.stillwater.diffusion.Noise;
import io.stillwater.diffusion.Reconstruction;
import io.stillwater.model.graph.ScoringGraph;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.manifest.ScoringShape;
import io.stillwater.model.manifest.View;
import io.stillwater.window.Normalisation;
import io.stillwater.window.RawBatch;
import io.stillwater.window.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Scores and denoises windows with a {@link ScoringGraph} in ONNX Runtime.
 *
 * <p>Batches have the sizes 4, 8, 16 … up to the limit, all run once when it is opened; the rows
 * that a batch does not fill are scored along and dropped. One run at a time: several threads may
 * call, and wait for each other. Scoring allocates nothing but its results.
 */
public final class OnnxScorer implements WindowScorer {
  private final ScoringShape shape;
  private final Normalisation normalisation;
  private final OpenSession open;
  private final OrtSession session;
  private final List<Binding> bindings = new ArrayList<>(); // by size, ascending
  private final RawBatch raw;
  private boolean closed;

  private OnnxScorer(
      OpenSession open, ScoringShape shape, Normalisation normalisation, int maxBatch)
      throws OrtException {
    this.open = open;
    this.session = open.session();
    this.shape = shape;
    this.normalisation = normalisation;
    try {
      raw = bind(maxBatch);
    } catch (OrtException | RuntimeException e) {
      bindings.forEach(Binding::close);
      throw e;
    }
  }

  /** Makes the tensors of all batch sizes and runs each once. */
  private RawBatch bind(int maxBatch) throws OrtException {
    int size = ScoringShape.MIN_BATCH;
    while (bindings.isEmpty() || bindings.get(bindings.size() - 1).size() < maxBatch) {
      bindings.add(new Binding(size, shape, SessionCheck.tellsNewest(session)));
      size *= 2;
    }
    for (Binding binding : bindings) {
      binding.run(session);
    }
    return new RawBatch(size / 2, shape.length(), shape.channels());
  }

  /**
   * Opens a scoring graph and runs every batch size once.
   *
   * @param model the ONNX file
   * @throws BundleException where the runtime cannot read it, or its inputs and outputs are not
   *     those of a scoring graph of that shape
   */
  public static OnnxScorer open(
      byte[] model, ScoringShape shape, Normalisation normalisation, RuntimeOptions options)
      throws BundleException {
    SessionCheck.requireComplete(model);
    OpenSession open = null;
    try {
      open = OpenSession.of(model, options);
      SessionCheck.check(open.session(), shape);
      return new OnnxScorer(open, shape, normalisation, shape.batch(options.maxBatch()));
    } catch (OrtException e) {
      boolean gpu = open != null && open.provider().provider().gpu();
      close(open);
      throw new BundleException(
          "ONNX Runtime refuses the model: "
              + (e.getMessage() + ". ")
              + (gpu ? "Give it more memory of the GPU, or the provider cpu." : "Train it again."),
          e);
    } catch (BundleException e) {
      close(open);
      throw e;
    }
  }

  private static void close(OpenSession open) {
    if (open != null) {
      open.close();
    }
  }

  /** What it runs on. */
  public ProviderUsed provider() {
    return open.provider();
  }

  @Override
  public int length() {
    return shape.length();
  }

  @Override
  public int channels() {
    return shape.channels();
  }

  @Override
  public synchronized List<WindowError> errors(List<Window> windows) {
    requireOpen();
    List<WindowError> errors = new ArrayList<>(windows.size());
    int done = 0;
    while (done < windows.size()) {
      Binding binding = fitting(windows.size() - done);
      int count = Math.min(binding.size(), windows.size() - done);
      score(windows.subList(done, done + count), binding, errors);
      done += count;
    }
    return errors;
  }

  /** The size that pads least: up while more than three quarters are filled, otherwise down. */
  private Binding fitting(int windows) {
    Binding chosen = bindings.get(0);
    for (Binding binding : bindings) {
      if (windows > 0.75 * binding.size()) {
        chosen = binding;
      }
    }
    return chosen;
  }

  private void score(List<Window> windows, Binding binding, List<WindowError> errors) {
    for (int row = 0; row < windows.size(); row++) {
      normalisation.write(windows.get(row), raw, row);
    }
    binding.write(raw, windows.size());
    try {
      binding.run(session);
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime could not score: " + e.getMessage(), e);
    }
    for (int row = 0; row < windows.size(); row++) {
      errors.add(
          new WindowError(
              binding.logLevels(row), binding.channelErrors(row), binding.newestErrors(row)));
    }
  }

  /**
   * By the network, if there is one, as {@link Reconstruction}; what it does not see, and
   * everything where there is none, by another denoiser at once.
   */
  @Override
  public synchronized double[] expected(Window window) {
    requireOpen();
    boolean rest = !shape.hasNetwork() || !view().isWhole(shape.length());
    float[] clean = rest ? denoised(window) : new float[shape.dimension()];
    if (shape.hasNetwork()) {
      reconstruct(window, clean);
    }
    return normalisation.inUnits(window, clean);
  }

  /** Writes what the network expects, where it sees something. */
  private void reconstruct(Window window, float[] into) {
    float[] values = new float[shape.dimension()];
    float[] marks = new float[values.length];
    normalisation.normalise(window, values, marks, 0);
    float[] y = view().of(values, shape.channels());
    float[] observed = view().of(marks, shape.channels());
    Noise noise = Noise.of(window.key(), window.endTime());
    double[] clean = new Reconstruction(shape.channels()).of(denoiser(), y, observed, noise);
    float[] corrections = new float[y.length];
    for (int i = 0; i < y.length; i++) {
      corrections[i] = (float) (clean[i] - y[i]);
    }
    float[] lifted = view().window(corrections, shape.length(), shape.channels());
    int first = (shape.length() - view().readings()) * shape.channels();
    for (int i = first; i < into.length; i++) {
      into[i] = values[i] + lifted[i];
    }
  }

  private float[] denoised(Window window) {
    Binding binding = bindings.get(0);
    normalisation.write(window, raw, 0);
    binding.write(raw, 1);
    try {
      return binding.expected(session, normalisation.normalise(window));
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime could not denoise: " + e.getMessage(), e);
    }
  }

  /**
   * D(x; σ) of windows that are normalised already, at any noise levels.
   *
   * @param x (n · dimension) noisy windows, in standard deviations of the data
   * @param n how many
   * @param sigmas (levels) σ for each level of {@link ScoringShape#sigmas}, in the same places
   * @return (n · seen) window by window, level by level what is expected of what the level sees
   */
  public synchronized float[] denoise(float[] x, int n, double[] sigmas) {
    requireOpen();
    int dimension = shape.dimension();
    require(n >= 1, "at least 1 window is needed: was " + n);
    require(
        x.length == Math.multiplyExact(n, dimension),
        n + " windows of " + dimension + " values are needed: were " + x.length + " values");
    require(
        sigmas.length == shape.levels() && Arrays.stream(sigmas).allMatch(s -> s > 0),
        "a σ above 0 is needed for each of "
            + (shape.levels() + " levels: were " + Arrays.toString(sigmas)));
    float[] clean = new float[Math.multiplyExact(n, shape.seenFrom()[shape.levels()])];
    try {
      for (int done = 0; done < n; ) {
        Binding binding = fitting(n - done);
        int count = Math.min(binding.size(), n - done);
        binding.denoise(session, x, done, count, sigmas, clean);
        done += count;
      }
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime could not denoise: " + e.getMessage(), e);
    }
    return clean;
  }

  /** What {@link #denoiser} sees of a window, and therefore draws. */
  public View view() {
    return shape.denoiserView();
  }

  /** The network as a denoiser, or the first where there is none; good until this is closed. */
  public Denoiser denoiser() {
    return new ModelDenoiser(this, shape, shape.denoiserLevel(), shape.denoiserView());
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the scorer is closed: it cannot score any more");
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      bindings.forEach(Binding::close);
      open.close();
    }
  }
}
