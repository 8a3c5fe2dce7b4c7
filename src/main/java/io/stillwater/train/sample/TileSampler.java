package io.stillwater.train.sample;

import io.stillwater.console.Progress;
import io.stillwater.detect.picture.Restoration;
import io.stillwater.detect.picture.TileMemory;
import io.stillwater.diffusion.MaskedMemory;
import io.stillwater.diffusion.Noise;
import io.stillwater.diffusion.Sampler;
import io.stillwater.diffusion.Steps;
import io.stillwater.train.media.TileMemoryFit;
import io.stillwater.window.tile.Plane;
import io.stillwater.window.tile.TileSpec;
import io.stillwater.window.tile.Tiling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Draws new normal tiles from a {@link TileMemory}, from the coarsest scale to the finest: the
 * coarsest from noise, each finer one by partial diffusion of the coarser, whose shapes it keeps
 * and whose detail it adds.
 *
 * @param steps at each scale
 */
public record TileSampler(TileMemory memory, Sampler sampler, int steps, long seed) {
  private static final double LOW = 0.02;
  private static final double HIGH = 10;

  /** σ up to which a coarser scale is forgotten: its pixels are smooth, so their detail is free. */
  private static final double DETAIL = 1;

  private static final int STRIDE = 6;

  /** Pixels on a side of what is drawn: one tile of the coarsest scale. */
  public int side() {
    return memory.side() * memory.scales().get(0).factor();
  }

  /** New tiles, from 0 to 1, each in the mean light of the training. */
  public List<Plane> draw(int count, Progress progress) {
    List<Plane> drawn = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      progress.step("Drawing", (double) i / count, i + " tiles");
      drawn.add(grey(draw(i)));
    }
    progress.step("Drawing", 1, count + " tiles");
    return drawn;
  }

  /** One tile in logarithms of light, with a mean of 0. */
  private Plane draw(int number) {
    Plane plane = null;
    int coarser = 0;
    for (TileMemory.Scale scale : memory.scales()) {
      int side = side() / scale.factor();
      Noise noise = Noise.seeded(seed + scale.factor(), number);
      Tiling tiling = new Tiling(TileSpec.square(1, memory.side(), STRIDE), side, side);
      OverlapDenoiser denoiser = new OverlapDenoiser(new MaskedMemory(scale.tiles()), tiling);
      double[] x;
      if (plane == null) {
        x = sampler.draw(denoiser, 1, Steps.karras(LOW, HIGH, steps), noise);
      } else {
        Plane start = plane.enlarged(coarser / scale.factor(), side, side);
        double[] y = new double[side * side];
        Arrays.setAll(y, i -> start.values()[i] / scale.deviation());
        x = sampler.partial(denoiser, y, Steps.karras(LOW, DETAIL, steps), noise);
      }
      plane = centred(x, side, scale.deviation());
      coarser = scale.factor();
    }
    return plane;
  }

  private static Plane centred(double[] x, int side, double deviation) {
    double mean = Arrays.stream(x).average().orElse(0);
    float[] values = new float[x.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * (x[i] - mean));
    }
    return new Plane(side, side, values);
  }

  /** Whether the tiles of the finest scale in what was drawn are new, in deviations. */
  public Copies copies(List<Plane> drawn) {
    TileMemory.Scale finest = memory.scales().get(memory.scales().size() - 1);
    List<float[]> pieces = new ArrayList<>();
    for (Plane plane : drawn) {
      Plane light = Restoration.light(plane).averaged(finest.factor());
      Tiling tiling =
          new Tiling(
              TileSpec.square(1, memory.side(), memory.side()), light.height(), light.width());
      for (int t = 0; t < tiling.count(); t++) {
        float[] piece = new float[memory.side() * memory.side()];
        tiling.cut(light, t, piece, 0);
        TileMemoryFit.centred(piece);
        for (int j = 0; j < piece.length; j++) {
          piece[j] /= finest.deviation();
        }
        pieces.add(piece);
      }
    }
    return Copies.of(pieces, List.of(finest.tiles()));
  }

  private Plane grey(Plane light) {
    float[] values = new float[light.values().length];
    for (int i = 0; i < values.length; i++) {
      double grey = (Math.exp(memory.light() + light.values()[i]) - 8) / 255;
      values[i] = (float) Math.max(0, Math.min(1, grey));
    }
    return new Plane(light.height(), light.width(), values);
  }
}
