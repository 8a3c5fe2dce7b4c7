package io.stillwater.train.media;

import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.train.network.ClassifierTrainer;
import io.stillwater.window.surface.CellNet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * Trains {@link CellNet}s side by side to tell cells with defects from others: for each view one of
 * all samples, and one for each part of the images that has not seen it, so that every image can be
 * judged as a new one would be.
 */
final class NetFit {
  /** Passes over the samples: so many at least, more where they are few. */
  private static final int EPOCHS = 5;

  private static final int EPOCHS_OF_FEW = 8;
  private static final int SEEN_IN_ALL = 1_000_000;

  private NetFit() {}

  /**
   * Trains.
   *
   * @param samples vectors, whether they are of defects, and of which part of the images
   * @param views the places that each network sees
   * @param parts of the images
   * @return the networks of all samples, then those without part 0, 1, …
   */
  static List<List<CellNet>> fit(
      CellSamples samples,
      int[][] views,
      int parts,
      long seed,
      RuntimeOptions options,
      DoubleConsumer progress)
      throws BundleException {
    List<ClassifierTrainer.Wanted> wanted = new ArrayList<>();
    for (int part = -1; part < parts; part++) {
      for (int[] view : views) {
        wanted.add(new ClassifierTrainer.Wanted(view, part));
      }
    }
    int epochs = Math.max(EPOCHS, Math.min(EPOCHS_OF_FEW, SEEN_IN_ALL / samples.count()));
    Standardised standardised = new Standardised(samples);
    List<ClassifierTrainer.Layers> layers =
        ClassifierTrainer.fit(standardised, wanted, epochs, seed, options, progress);
    List<List<CellNet>> nets = new ArrayList<>();
    for (int at = 0; at < wanted.size(); at += views.length) {
      List<CellNet> group = new ArrayList<>();
      for (int v = 0; v < views.length; v++) {
        group.add(standardised.net(views[v], layers.get(at + v)));
      }
      nets.add(List.copyOf(group));
    }
    return nets;
  }

  /** Samples in deviations of each input, bounded. */
  private static final class Standardised implements ClassifierTrainer.Samples {
    private final CellSamples samples;
    private final float[] means;
    private final float[] deviations;
    private final float[] vector;

    Standardised(CellSamples samples) {
      this.samples = samples;
      this.vector = new float[samples.size()];
      this.means = new float[vector.length];
      this.deviations = new float[vector.length];
      double[] sums = new double[vector.length];
      double[] squares = new double[vector.length];
      int n = samples.count();
      for (int s = 0; s < n; s++) {
        samples.read(s, vector);
        for (int i = 0; i < vector.length; i++) {
          sums[i] += vector[i] / (double) n;
          squares[i] += (double) vector[i] * vector[i] / n;
        }
      }
      for (int i = 0; i < vector.length; i++) {
        means[i] = (float) sums[i];
        deviations[i] = (float) Math.sqrt(Math.max(0, squares[i] - sums[i] * sums[i])) + 1e-3f;
      }
    }

    @Override
    public int count() {
      return samples.count();
    }

    @Override
    public int size() {
      return vector.length;
    }

    @Override
    public void read(int sample, float[] to, int at) {
      samples.read(sample, vector);
      for (int i = 0; i < vector.length; i++) {
        float z = (vector[i] - means[i]) / deviations[i];
        to[at + i] = Math.max(-CellNet.BOUND, Math.min(CellNet.BOUND, z));
      }
    }

    @Override
    public boolean odd(int sample) {
      return samples.odd(sample);
    }

    @Override
    public int group(int sample) {
      return samples.part(sample);
    }

    CellNet net(int[] seen, ClassifierTrainer.Layers layers) {
      float[] mean = new float[seen.length];
      float[] scale = new float[seen.length];
      for (int i = 0; i < seen.length; i++) {
        mean[i] = means[seen[i]];
        scale[i] = deviations[seen[i]];
      }
      return new CellNet(seen, mean, scale, layers.first(), layers.second(), layers.last());
    }
  }
}
