package io.stillwater.model.runtime;

import io.stillwater.diffusion.NoiseLevels;
import io.stillwater.event.Reading;
import io.stillwater.model.graph.MemoryGraph;
import io.stillwater.model.graph.ScoringGraph;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.manifest.ScoringShape;
import io.stillwater.window.LevelFitter;
import io.stillwater.window.Normalisation;
import io.stillwater.window.Preprocessing;
import io.stillwater.window.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A small detector over made-up data: three channels that move together, one that stands still. */
public record Sample(
    Normalisation normalisation, NoiseLevels levels, List<Window> referenceWindows) {
  public static final int LENGTH = 6;
  public static final int CHANNELS = 4;

  public static Sample make() {
    Random random = new Random(1);
    LevelFitter fitter = new LevelFitter(Preprocessing.DEFAULT, CHANNELS);
    List<Window> windows = new ArrayList<>();
    for (int i = 0; i < 700; i++) {
      Window window = window("pump", i, 0, random);
      windows.add(window);
      fitter.add(window);
    }
    return new Sample(fitter.fit(), new NoiseLevels(0.1, 0.3, 1), windows);
  }

  private static Window window(String key, int start, double missing, Random random) {
    Reading[] rows = new Reading[LENGTH];
    for (int r = 0; r < LENGTH; r++) {
      double phase = 0.1 * (start + r) + 0.05 * random.nextGaussian();
      double[] values = {
        100 + 20 * Math.sin(phase), 0.02 * Math.cos(phase), -5 + random.nextGaussian(), 7
      };
      for (int c = 0; c < CHANNELS; c++) {
        values[c] = random.nextDouble() < missing ? Double.NaN : values[c];
      }
      rows[r] = Reading.ofRow(key, 100L * (start + r), values, start + r);
    }
    return new Window(rows, 0);
  }

  public List<Window> windows(int count, double missing, Random random) {
    List<Window> windows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      windows.add(window("pump", 3 * i, missing, random));
    }
    return windows;
  }

  Window withoutChannel(Window window, int channel) {
    Reading[] rows = new Reading[LENGTH];
    for (int r = 0; r < LENGTH; r++) {
      double[] values = Arrays.copyOf(window.row(r).values(), CHANNELS);
      values[channel] = Double.NaN;
      rows[r] = Reading.ofRow("pump", r, values, r);
    }
    return new Window(rows, 0);
  }

  Window withKey(Window window, String key) {
    Reading[] rows = new Reading[LENGTH];
    for (int r = 0; r < LENGTH; r++) {
      rows[r] = Reading.ofRow(key, r, window.row(r).values(), r);
    }
    return new Window(rows, 0);
  }

  public float[][] references() {
    return referenceWindows.stream().map(normalisation::normalise).toArray(float[][]::new);
  }

  public MemoryGraph memory() {
    return new MemoryGraph(references(), levels);
  }

  public byte[] model() {
    return ScoringGraph.carried(LENGTH, normalisation, List.of(memory()));
  }

  ScoringShape shape() {
    return new ScoringShape(LENGTH, CHANNELS, List.of(memory().info()));
  }

  public OnnxScorer open(RuntimeOptions options) throws BundleException {
    return OnnxScorer.open(model(), shape(), normalisation, options);
  }
}
