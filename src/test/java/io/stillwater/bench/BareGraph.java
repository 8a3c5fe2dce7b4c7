package io.stillwater.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.stillwater.model.Bundle;
import io.stillwater.model.graph.ScoringGraph;
import io.stillwater.model.manifest.ScoringShape;
import io.stillwater.model.runtime.OpenSession;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.window.RawBatch;
import io.stillwater.window.Window;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A bundle's graph in a session as the scorer's, on tensors that lie ready, and nothing else: what
 * scoring would cost if cutting, normalising, copying and reading results were free.
 *
 * <p>Results go where the first ones went, as in the scorer. Not thread-safe.
 */
final class BareGraph implements AutoCloseable {
  private static final int READY = 16; // batches, taken in turn

  private final int batch;
  private final OpenSession open;
  private final List<Map<String, OnnxTensor>> inputs = new ArrayList<>();
  private final Map<String, OnnxTensor> outputs = new HashMap<>();

  /**
   * @param windows of which the first are taken, at least one batch
   * @param batch windows in a run
   */
  BareGraph(Bundle bundle, RuntimeOptions options, List<Window> windows, int batch)
      throws Exception {
    this.batch = batch;
    open = OpenSession.of(Files.readAllBytes(bundle.folder().resolve(Bundle.MODEL)), options);
    for (int i = 0; i < Math.min(READY, windows.size() / batch); i++) {
      inputs.add(ready(bundle, windows.subList(i * batch, (i + 1) * batch)));
    }
    ScoringShape shape = bundle.manifest().shape();
    outputs.put(
        ScoringGraph.LOG_LEVELS, floats(new float[batch * shape.levels()], batch, shape.levels()));
    for (String name : List.of(ScoringGraph.CHANNELS, ScoringGraph.NEWEST_CHANNELS)) {
      if (open.session().getOutputNames().contains(name)) {
        outputs.put(name, floats(new float[batch * shape.channels()], batch, shape.channels()));
      }
    }
  }

  private static Map<String, OnnxTensor> ready(Bundle bundle, List<Window> windows)
      throws OrtException {
    ScoringShape shape = bundle.manifest().shape();
    int n = windows.size();
    int length = shape.length();
    int channels = shape.channels();
    RawBatch raw = new RawBatch(n, length, channels);
    for (int row = 0; row < n; row++) {
      bundle.manifest().normalisation().write(windows.get(row), raw, row);
    }
    float[] sigmas = new float[shape.levels()];
    for (int k = 0; k < sigmas.length; k++) {
      sigmas[k] = (float) shape.sigmas()[k];
    }
    return Map.of(
        ScoringGraph.X, doubles(raw.values(), n, length, channels),
        ScoringGraph.OBSERVED, floats(raw.observed(), n, length, channels),
        ScoringGraph.CENTRE, doubles(raw.centre(), n, channels),
        ScoringGraph.SCALE, doubles(raw.scale(), n, channels),
        ScoringGraph.NOISE, floats(new float[n * length * channels], n, length, channels),
        ScoringGraph.SIGMAS, floats(sigmas, sigmas.length));
  }

  private static OnnxTensor doubles(double[] values, long... sizes) throws OrtException {
    DoubleBuffer buffer = direct(values.length * Double.BYTES).asDoubleBuffer().put(values).flip();
    return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), buffer, sizes);
  }

  private static OnnxTensor floats(float[] values, long... sizes) throws OrtException {
    FloatBuffer buffer = direct(values.length * Float.BYTES).asFloatBuffer().put(values).flip();
    return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), buffer, sizes);
  }

  private static ByteBuffer direct(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  /** So many windows, in whole batches. */
  void score(int windows) throws OrtException {
    for (int run = 0; run * batch < windows; run++) {
      open.session().run(inputs.get(run % inputs.size()), outputs).close();
    }
  }

  @Override
  public void close() {
    inputs.forEach(tensors -> tensors.values().forEach(OnnxTensor::close));
    outputs.values().forEach(OnnxTensor::close);
    open.close();
  }
}
