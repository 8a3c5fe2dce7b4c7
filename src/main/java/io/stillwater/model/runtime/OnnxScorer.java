package io.stillwater.model.runtime;

import ai.onnxruntime.OrtException;
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
import io.stillwater.window.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Scores and denoises windows with a {@link ScoringGraph} in ONNX Runtime.
 *
 * <p>On a CPU each thread is a {@link Lane}: it runs whole batches by itself, so that every
 * operation is parallel and none is waited for. On a GPU there is one lane. Large batches are
 * shared out among the lanes, small ones go to the first. One call at a time: several threads may
 * call, and wait for each other. Scoring allocates nothing but its results, and what gaps of
 * windows are filled in with.
 */
public final class OnnxScorer implements WindowScorer {
  /** Fewer windows than that are not worth another thread. */
  private static final int SHARE = 16;

  private final ScoringShape shape;
  private final Normalisation normalisation;
  private final OpenSession open;
  private final List<Lane> lanes = new ArrayList<>();
  private final ExecutorService helpers; // of all lanes but the first; null for none
  private boolean closed;

  private OnnxScorer(
      OpenSession open, ScoringShape shape, Normalisation normalisation, RuntimeOptions options)
      throws OrtException {
    this.open = open;
    this.shape = shape;
    this.normalisation = normalisation;
    int most = shape.batch(options.maxBatch());
    int wanted = open.provider().provider().gpu() ? 1 : Math.min(options.threads(), most / SHARE);
    int count = Math.max(1, wanted);
    try {
      while (lanes.size() < count) {
        lanes.add(new Lane(open.session(), shape, normalisation, (most + count - 1) / count));
      }
    } catch (OrtException | RuntimeException e) {
      lanes.forEach(Lane::close);
      throw e;
    }
    helpers = count == 1 ? null : Executors.newFixedThreadPool(count - 1, OnnxScorer::helper);
  }

  private static Thread helper(Runnable work) {
    Thread thread = new Thread(work, "scorer");
    thread.setDaemon(true);
    return thread;
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
      open = OpenSession.shared(model, options);
      SessionCheck.check(open.session(), shape);
      return new OnnxScorer(open, shape, normalisation, options);
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
    int used = Math.max(1, Math.min(lanes.size(), windows.size() / SHARE));
    List<CompletableFuture<List<WindowError>>> parts = new ArrayList<>();
    for (int i = 1; i < used; i++) {
      Lane lane = lanes.get(i);
      List<Window> part = part(windows, i, used);
      parts.add(CompletableFuture.supplyAsync(() -> lane.errors(part), helpers));
    }
    List<WindowError> errors = new ArrayList<>(windows.size());
    try {
      errors.addAll(lanes.get(0).errors(part(windows, 0, used)));
    } finally { // whatever went wrong: when this returns, no lane runs, and all can be closed
      parts.forEach(part -> part.handle((done, fault) -> done).join());
    }
    parts.forEach(part -> errors.addAll(result(part)));
    return errors;
  }

  private static List<Window> part(List<Window> windows, int part, int of) {
    int size = windows.size();
    return windows.subList((int) ((long) size * part / of), (int) ((long) size * (part + 1) / of));
  }

  /** What a lane gave, or threw. */
  private static List<WindowError> result(CompletableFuture<List<WindowError>> part) {
    try {
      return part.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException fault ? fault : e;
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
    float[] clean = rest ? lanes.get(0).expected(window) : new float[shape.dimension()];
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
    return lanes.get(0).denoise(x, n, sigmas);
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
      if (helpers != null) {
        helpers.shutdown();
      }
      lanes.forEach(Lane::close);
      open.close();
    }
  }
}
