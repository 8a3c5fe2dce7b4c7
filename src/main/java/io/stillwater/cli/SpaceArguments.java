package io.stillwater.cli;

import io.stillwater.console.Progress;
import io.stillwater.console.UserError;
import io.stillwater.model.cut.MediaCut;
import io.stillwater.model.feature.FeatureExtractor;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.train.TrainingResult;
import io.stillwater.train.data.TrainingException;
import io.stillwater.train.fit.DenoiserFit;
import io.stillwater.train.media.ForeignBackbone;
import io.stillwater.train.media.MediaTraining;
import io.stillwater.train.media.Mounting;
import io.stillwater.window.tile.TileSpec;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Where the denoiser of images works. */
final class SpaceArguments {
  private static final int SIDE = 16;
  private static final int STRIDE = 8;

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
              + " unlikeness to normal at its place is joined with what is learned of the images"
              + " themselves; with --denoiser, its features are denoised instead; see"
              + " docs/backbone.md.")
  private Path features;

  @Option(
      names = "--features-info",
      paramLabel = "FILE.json",
      description =
          "With --features: mean, deviation, size, licence and more of the network (default: the"
              + " same name with .json, if there is one).")
  private Path info;

  @Option(
      names = "--features-alone",
      description =
          "With --features: learn nothing of the images themselves beside; faster, mostly worse.")
  private boolean alone;

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
        features != null || (info == null && !alone),
        "--features-info and --features-alone are for --features FILE.onnx.");
    require(
        !alone || !chosen, "--features-alone is without --denoiser, which learns nothing beside.");
    require(
        training.mounting() == Mounting.FOUND_OUT
            || (space == Space.CELLS && (features == null || !chosen)),
        "--fixed-mount is for what is learned of cells: leave --space out, and --denoiser.");
    if (images && space == Space.CELLS && features == null) {
      require(
          !chosen,
          "--denoiser is for sounds, --space tiles and --features: what cells look like is one"
              + " number, which the Gaussian denoises. Give --space tiles, or leave --denoiser out.");
      return training.run(progress);
    }
    if (features != null && !chosen) {
      TrainingResult result = training.run(ForeignBackbone.of(features, info, alone), progress);
      DenoiserArguments.forget(bundle);
      return result;
    }
    DenoiserFit[] fits = denoisers.fits(false, bundle, null);
    TrainingResult result =
        features == null
            ? training.run(images ? tiles() : training.sounds(), fits, progress)
            : ofFeatures(training, fits, progress);
    DenoiserArguments.forget(bundle);
    return result;
  }

  private TrainingResult ofFeatures(MediaTraining training, DenoiserFit[] fits, Progress progress)
      throws TrainingException, BundleException, IOException {
    ForeignBackbone given = ForeignBackbone.of(features, info, true);
    try (FeatureExtractor extractor =
        FeatureExtractor.of(given.onnx(), given.info(), training.runtime())) {
      return training.run(extractor, fits, progress);
    }
  }

  /** How images become readings. */
  private MediaCut tiles() {
    require(scale >= 1 && scale <= 64, "--tile-scale must be in 1..64: was " + scale + ".");
    return new MediaCut.Image(TileSpec.square(scale, SIDE, STRIDE));
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new UserError(message);
    }
  }
}
