package io.stillwater.model.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.stillwater.detect.WindowError;
import io.stillwater.model.manifest.ScoringShape;
import io.stillwater.window.Normalisation;
import io.stillwater.window.RawBatch;
import io.stillwater.window.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The tensors of one thread that runs a scoring graph, beside others that run the same session.
 *
 * <p>Batches have the sizes 4, 8, 16 … up to the limit, all run once when it is made; the rows that
 * a batch does not fill are scored along and dropped. Not thread-safe.
 */
final class Lane implements AutoCloseable {
  /** A sixteenth of a window's values of one channel may be missing without being filled in. */
  private static final int GAPS = 16;

  private final OrtSession session;
  private final ScoringShape shape;
  private final Normalisation normalisation;
  private final List<Binding> bindings = new ArrayList<>(); // by size, ascending
  private final RawBatch raw;
  private final boolean fills;

  /**
   * @param session stays its caller's to close
   * @param most windows in a run
   */
  Lane(OrtSession session, ScoringShape shape, Normalisation normalisation, int most)
      throws OrtException {
    this.session = session;
    this.shape = shape;
    this.normalisation = normalisation;
    try {
      fills = SessionCheck.fills(session);
      raw = bind(most);
    } catch (OrtException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Makes the tensors of all batch sizes and runs each once. */
  private RawBatch bind(int most) throws OrtException {
    int size = ScoringShape.MIN_BATCH;
    while (bindings.isEmpty() || bindings.get(bindings.size() - 1).size() < most) {
      bindings.add(new Binding(size, shape, SessionCheck.tellsNewest(session)));
      size *= 2;
    }
    for (Binding binding : bindings) {
      binding.run(session);
    }
    return new RawBatch(size / 2, shape.length(), shape.channels());
  }

  /** The errors of those windows, in their order. */
  List<WindowError> errors(List<Window> windows) {
    if (!fills || windows.stream().noneMatch(this::gappy)) {
      return whole(windows);
    }
    WindowError[] errors = new WindowError[windows.size()];
    List<Integer> whole = new ArrayList<>();
    List<Integer> gappy = new ArrayList<>();
    for (int i = 0; i < errors.length; i++) {
      (gappy(windows.get(i)) ? gappy : whole).add(i);
    }
    errors(windows, whole, false, errors);
    errors(windows, gappy, true, errors);
    return Arrays.asList(errors);
  }

  /** Where nothing is to be filled in. */
  private List<WindowError> whole(List<Window> windows) {
    List<WindowError> errors = new ArrayList<>(windows.size());
    int done = 0;
    while (done < windows.size()) {
      Binding binding = fitting(windows.size() - done);
      int count = Math.min(binding.size(), windows.size() - done);
      score(windows.subList(done, done + count), binding, false, errors);
      done += count;
    }
    return errors;
  }

  private void errors(List<Window> windows, List<Integer> which, boolean fill, WindowError[] into) {
    int done = 0;
    while (done < which.size()) {
      Binding binding = fitting(which.size() - done);
      int count = Math.min(binding.size(), which.size() - done);
      List<Integer> part = which.subList(done, done + count);
      List<WindowError> errors = new ArrayList<>(count);
      score(part.stream().map(windows::get).toList(), binding, fill, errors);
      for (int i = 0; i < count; i++) {
        into[part.get(i)] = errors.get(i);
      }
      done += count;
    }
  }

  /**
   * Whether a channel lacks so many values that those carried forward would mislead what is
   * expected of the others.
   */
  private boolean gappy(Window window) {
    int most = Math.max(1, shape.length() / GAPS);
    for (int c = 0; c < shape.channels(); c++) {
      int missing = 0;
      for (int r = 0; r < shape.length(); r++) {
        missing += Double.isNaN(window.row(r).values()[c]) ? 1 : 0;
      }
      if (missing > most) {
        return true;
      }
    }
    return false;
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

  private void score(
      List<Window> windows, Binding binding, boolean fill, List<WindowError> errors) {
    for (int row = 0; row < windows.size(); row++) {
      normalisation.write(windows.get(row), raw, row);
    }
    binding.write(raw, windows.size());
    try {
      if (fill) {
        fill(windows, binding);
      }
      binding.run(session);
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime could not score: " + e.getMessage(), e);
    } finally {
      if (fill) {
        binding.unfill(windows.size());
      }
    }
    for (int row = 0; row < windows.size(); row++) {
      errors.add(
          new WindowError(
              binding.logLevels(row), binding.channelErrors(row), binding.newestErrors(row)));
    }
  }

  private void fill(List<Window> windows, Binding binding) throws OrtException {
    int dimension = shape.dimension();
    float[] y = new float[windows.size() * dimension];
    float[] marks = new float[y.length];
    for (int row = 0; row < windows.size(); row++) {
      float[] one = new float[dimension];
      float[] observed = new float[dimension];
      normalisation.normalise(windows.get(row), one, observed, 0);
      System.arraycopy(one, 0, y, row * dimension, dimension);
      System.arraycopy(observed, 0, marks, row * dimension, dimension);
    }
    binding.fill(session, y, marks, windows.size());
  }

  /** (length · channels) what that window would have looked like clean, normalised. */
  float[] expected(Window window) {
    Binding binding = bindings.get(0);
    normalisation.write(window, raw, 0);
    binding.write(raw, 1);
    try {
      return binding.expected(session, normalisation.normalise(window));
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime could not denoise: " + e.getMessage(), e);
    }
  }

  /** As {@link OnnxScorer#denoise}. */
  float[] denoise(float[] x, int n, double[] sigmas) {
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

  @Override
  public void close() {
    bindings.forEach(Binding::close);
  }
}
