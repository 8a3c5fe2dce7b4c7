package io.stillwater.cli;

import io.stillwater.console.Progress;
import io.stillwater.console.UserError;
import io.stillwater.model.feature.FeatureExtractor;
import io.stillwater.model.cut.MediaCut;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.train.TrainingResult;
import io.stillwater.train.data.TrainingException;
import io.stillwater.train.fit.DenoiserFit;
import io.stillwater.train.media.MediaTraining;
import io.stillwater.window.tile.TileSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Where the denoiser of images works. */
final class SpaceArguments {
  private static final int SIDE = 16;
  private static final int STRIDE = 8;
  private static final long LARGEST = 512L << 20;

  /** Where. */
  enum Space {
    CELLS,
    TILES
  }

  @Option(
      names = "--space",
      paramLabel = "cells|tiles",
      defaultValue = "cells",
      description =
          "With --images: what is denoised. cells: how unlike normal ones the cells of an image"
              + " look, which networks learn first from made-up defects; tiles: grey tiles of 16 by"
              + " 16, every 8, by any --denoiser (default: ${DEFAULT-VALUE}).")
  private Space space;

  @Option(
      names = "--tile-scale",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "With --space tiles: means of N by N pixels become a tile's pixel (default:"
              + " ${DEFAULT-VALUE}).")
  private int scale;

  @Option(
      names = "--features",
      paramLabel = "FILE.onnx",
      description =
          "With --images: a network that was trained elsewhere and says what cells look like; its"
              + " features are denoised; see docs/import.md.")
  private Path features;

  /** Trains as was said; nothing said is the product's default. */
  TrainingResult train(
      MediaTraining training,
      DenoiserArguments denoisers,
      CommandSpec spec,
      Path bundle,
      Progress progress)
      throws TrainingException, BundleException, IOException {
    boolean chosen = spec.commandLine().getParseResult().hasMatchedOption("--denoiser");
    boolean images = training.source().images();
    require(images || space == Space.CELLS, "--space is for --images: sounds have one space.");
    require(images || features == null, "--features is for --images.");
    require(
        features == null || space == Space.CELLS,
        "--features are of cells: leave --space tiles out.");
    require(
        !training.fixedMount() || (space == Space.CELLS && features == null),
        "--fixed-mount is for what is learned of cells: leave --space and --features out.");
    if (images && space == Space.CELLS && features == null) {
      require(
          !chosen,
          "--denoiser is for sounds, --space tiles and --features: what cells look like is one"
              + " number, which the Gaussian denoises. Give --space tiles, or leave --denoiser out.");
      return training.run(progress);
    }
    DenoiserFit[] fits = denoisers.fits(false, bundle, null);
    TrainingResult result =
        features == null
            ? training.run(cut(images), fits, progress)
            : ofFeatures(training, fits, progress);
    DenoiserArguments.forget(bundle);
    return result;
  }

  private TrainingResult ofFeatures(MediaTraining training, DenoiserFit[] fits, Progress progress)
      throws TrainingException, BundleException, IOException {
    require(
        Files.size(features) <= LARGEST,
        features + " is too large: at most " + LARGEST + " bytes are accepted.");
    byte[] network = Files.readAllBytes(features);
    try (FeatureExtractor extractor = FeatureExtractor.of(network, training.runtime())) {
      return training.run(extractor, fits, progress);
    }
  }

  /** How files become readings. */
  private MediaCut cut(boolean images) {
    if (!images) {
      return MediaCut.Sound.DEFAULT;
    }
    require(scale >= 1 && scale <= 64, "--tile-scale must be in 1..64: was " + scale + ".");
    return new MediaCut.Image(TileSpec.square(scale, SIDE, STRIDE));
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new UserError(message);
    }
  }
}
