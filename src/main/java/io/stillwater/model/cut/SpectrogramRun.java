package io.stillwater.model.cut;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.stillwater.event.Waveform;
import io.stillwater.model.graph.SpectrogramGraph;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.runtime.OpenSession;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.window.sound.MelAnalysis;
import io.stillwater.window.sound.SpectrogramSpec;
import io.stillwater.window.tile.Plane;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * Log-mel spectrograms of sounds of one rate by {@link SpectrogramGraph}, a strip of columns at a
 * time, so that long sounds need no more memory than short ones. Safe for use by several threads;
 * nobody may run it while it is closed.
 */
final class SpectrogramRun implements AutoCloseable {
  /** Numbers of a strip, about: 8 MB. */
  private static final int STRIP = 1 << 20;

  private final MelAnalysis mel;
  private final SpectrogramGraph graph;
  private final int strip; // columns
  private final OpenSession open;

  private SpectrogramRun(
      MelAnalysis mel, SpectrogramGraph graph, int numbers, RuntimeOptions options)
      throws OrtException, BundleException {
    this.mel = mel;
    this.graph = graph;
    this.strip = (int) Math.max(1, numbers / graph.size());
    this.open = OpenSession.ofManySizes(graph.toBytes(), options);
  }

  /**
   * Opens the graph for sounds of that rate; the caller's to close.
   *
   * @throws IllegalArgumentException where a sound of that rate has no such spectrogram
   * @throws BundleException where it does not run, or a provider is required that does not work
   *     here
   */
  static SpectrogramRun open(SpectrogramSpec spec, int rate, RuntimeOptions options)
      throws BundleException {
    return open(spec, rate, STRIP, options);
  }

  /**
   * @param numbers of a strip, about, so that tests can ask for few
   */
  static SpectrogramRun open(SpectrogramSpec spec, int rate, int numbers, RuntimeOptions options)
      throws BundleException {
    MelAnalysis mel = new MelAnalysis(spec, rate);
    try {
      return new SpectrogramRun(mel, new SpectrogramGraph(mel), numbers, options);
    } catch (OrtException e) {
      throw new BundleException(
          "the graph of the spectrogram does not run: " + e.getMessage() + ". Train it again.", e);
    }
  }

  /** Samples a second of what it is for. */
  int rate() {
    return mel.rate();
  }

  /** (bands, columns) of a sound of that rate, the lowest band first, in bels. */
  Plane of(Waveform sound) throws OrtException {
    if (sound.rate() != rate()) {
      throw new IllegalArgumentException("expected " + rate() + " Hz: were " + sound.rate());
    }
    float[] samples = sound.samples();
    int columns = mel.columns(samples.length);
    int bands = mel.spec().bands();
    float[] out = new float[bands * columns];
    FloatBuffer room = CellRun.direct(Math.min(strip, columns) * graph.rows() * graph.row());
    for (int from = 0; from < columns; from += strip) {
      int count = Math.min(strip, columns - from);
      fill(room, samples, from, count);
      float[] bels = run(room, count);
      for (int i = 0; i < bels.length; i++) {
        out[i % bands * columns + from + i / bands] = bels[i];
      }
    }
    return new Plane(bands, columns, out);
  }

  /** (rows, columns, row) what those columns see, with silence behind the sound. */
  private void fill(FloatBuffer room, float[] samples, int from, int count) {
    int size = graph.row();
    float[] silence = new float[size];
    room.clear();
    for (int r = 0; r < graph.rows(); r++) {
      for (int c = from; c < from + count; c++) {
        int begin = Math.min(samples.length, mel.begin(c) + r * size);
        int there = Math.min(size, samples.length - begin);
        room.put(samples, begin, there).put(silence, 0, size - there);
      }
    }
    room.flip();
  }

  private float[] run(FloatBuffer room, int columns) throws OrtException {
    long[] shape = {graph.rows(), columns, graph.row()};
    try (OnnxTensor frames = OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), room, shape);
        OrtSession.Result result = open.session().run(Map.of(SpectrogramGraph.FRAMES, frames))) {
      return ((OnnxTensor) result.get(0)).getFloatBuffer().array();
    }
  }

  @Override
  public void close() {
    open.close();
  }
}
