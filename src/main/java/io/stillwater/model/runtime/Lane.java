package io.stillwater.model.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.stillwater.detect.WindowError;
import io.stillwater.model.manifest.ScoringShape;
import io.stillwater.window.Normalisation;
import io.stillwater.window.RawBatch;
import io.stillwater.window.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * The tensors of one thread that runs a scoring graph, beside others that run the same session.
 *
 * <p>Batches have the sizes 4, 8, 16 … up to the limit, all run once when it is made; the rows that
 * a batch does not fill are scored along and dropped. Not thread-safe.
 */
final class Lane implements AutoCloseable {
  private final OrtSession session;
  private final ScoringShape shape;
  private final Normalisation normalisation;
  private final List<Binding> bindings = new ArrayList<>(); // by size, ascending
  private final RawBatch raw;

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
