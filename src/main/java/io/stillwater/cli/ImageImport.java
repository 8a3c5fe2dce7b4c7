package io.stillwater.cli;

import io.stillwater.console.Progress;
import io.stillwater.console.UserError;
import io.stillwater.model.cut.GreyCut;
import io.stillwater.model.foreign.ForeignModel;
import io.stillwater.model.foreign.ForeignSchedule;
import io.stillwater.model.foreign.ImportedGraph;
import io.stillwater.model.foreign.Trial;
import io.stillwater.model.foreign.WindowLayout;
import io.stillwater.model.foreign.WindowOrder;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.onnx.Port;
import io.stillwater.train.TrainingResult;
import io.stillwater.train.data.TrainingException;
import io.stillwater.train.fit.ImportedFit;
import io.stillwater.train.media.MediaTraining;
import io.stillwater.window.Normalisation.Level;
import io.stillwater.window.tile.TileSpec;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * {@code import --images}: a denoiser of grey tiles that was trained elsewhere.
 *
 * @param scale pixels on a side of what is one pixel of a tile
 */
record ImageImport(ForeignArguments foreign, int scale) {
  private static final int LARGEST = 256;

  TrainingResult run(
      ForeignModel model, ForeignSchedule schedule, MediaTraining training, Progress progress)
      throws TrainingException, BundleException, IOException {
    int[] sides = sides(model.sample());
    try {
      TileSpec tile =
          new TileSpec(
              scale, sides[0], sides[1], Math.max(1, sides[0] / 2), Math.max(1, sides[1] / 2));
      WindowLayout layout = WindowLayout.of(model.sample(), sides[1], WindowOrder.IMAGE, sides[0]);
      ImportedGraph graph = ImportedGraph.of(model, schedule, layout, foreign.levels());
      progress.step("Trying", Double.NaN, model.sample().toString());
      Trial.run(graph);
      ImportedFit fit = new ImportedFit(graph, level(sides[1]));
      return training.run(new GreyCut(tile), fit, foreign.preprocessing(), progress);
    } catch (IllegalArgumentException e) {
      throw new UserError(e.getMessage() + ".", e);
    }
  }

  /** Height and width of the tiles. */
  private static int[] sides(Port sample) {
    List<Long> sizes = sample.sizes().orElseThrow();
    boolean tiles = sizes.size() == 4 && sizes.get(1) == 1;
    boolean known = tiles && sizes.get(2) > 0 && sizes.get(3) > 0;
    if (!known || sizes.get(2) > LARGEST || sizes.get(3) > LARGEST) {
      throw new UserError(
          "the model takes "
              + sample
              + ": expected grey tiles (?, 1, height, width) of a fixed size up to 256 x 256. Export"
              + " it with one channel, and only the batch dynamic.");
    }
    return new int[] {(int) (long) sizes.get(2), (int) (long) sizes.get(3)};
  }

  /** One mean and one scale, for all columns of a tile. */
  private Optional<Level> level(int width) throws IOException {
    return foreign
        .level(1)
        .map(grey -> new Level(all(grey.centre()[0], width), all(grey.scale()[0], width)));
  }

  private static double[] all(double value, int count) {
    double[] values = new double[count];
    Arrays.fill(values, value);
    return values;
  }
}
