package io.stillwater.train.sample;

import io.stillwater.diffusion.Denoiser;
import io.stillwater.window.tile.OverlapAverage;
import io.stillwater.window.tile.Plane;
import io.stillwater.window.tile.Tiling;

/**
 * A denoiser of tiles as one of planes of any size: the mean over overlapping tiles of what it
 * makes of each (as in Bar-Tal et al. 2023, "MultiDiffusion", equation 5). So samplers draw planes
 * whose tiles fit each other, though it has seen tiles only.
 */
public final class OverlapDenoiser implements Denoiser {
  private final Denoiser tiles;
  private final Tiling tiling;
  private final int tile;

  /**
   * @param tiles a denoiser of the tiling's tiles
   * @param tiling of planes at least as large as a tile
   */
  public OverlapDenoiser(Denoiser tiles, Tiling tiling) {
    this.tiles = tiles;
    this.tiling = tiling;
    this.tile = tiling.spec().height() * tiling.spec().width();
    if (tiles.dimension() != tile) {
      throw new IllegalArgumentException(
          "the denoiser is one of " + tiles.dimension() + " values: expected tiles of " + tile);
    }
  }

  @Override
  public int dimension() {
    return tiling.rows() * tiling.columns();
  }

  @Override
  public double[] denoise(double[] x, double sigma) {
    return denoiseAll(x, sigma);
  }

  @Override
  public double[] denoiseAll(double[] x, double sigma) {
    int planes = x.length / dimension();
    int each = tiling.count();
    double[] noisy = new double[planes * each * tile];
    float[] cut = new float[tile];
    for (int p = 0; p < planes; p++) {
      Plane plane = plane(x, p);
      for (int t = 0; t < each; t++) {
        tiling.cut(plane, t, cut, 0);
        for (int i = 0; i < tile; i++) {
          noisy[(p * each + t) * tile + i] = cut[i];
        }
      }
    }
    double[] clean = tiles.denoiseAll(noisy, sigma);
    double[] out = new double[x.length];
    for (int p = 0; p < planes; p++) {
      OverlapAverage average = new OverlapAverage(tiling);
      for (int t = 0; t < each; t++) {
        for (int i = 0; i < tile; i++) {
          cut[i] = (float) clean[(p * each + t) * tile + i];
        }
        average.add(t, cut, 0);
      }
      float[] values = average.finish().values();
      for (int i = 0; i < values.length; i++) {
        out[p * dimension() + i] = values[i];
      }
    }
    return out;
  }

  private Plane plane(double[] x, int index) {
    float[] values = new float[dimension()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) x[index * values.length + i];
    }
    return new Plane(tiling.rows(), tiling.columns(), values);
  }
}
