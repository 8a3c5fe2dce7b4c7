package io.stillwater.cli;

import io.stillwater.model.MediaCut;
import io.stillwater.window.tile.TileSpec;
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

  /** Whether what is denoised is the file as it came, by the denoisers that were asked for. */
  boolean isPlain(MediaArguments media, CommandSpec spec) {
    boolean chosen = spec.commandLine().getParseResult().hasMatchedOption("--denoiser");
    if (!media.ofImages()) {
      require(space == Space.CELLS, "--space is for --images: sounds have one space.");
      return true;
    }
    require(
        space == Space.TILES || !chosen,
        "--denoiser is for sounds and for --space tiles: what cells look like is one number, which"
            + " the Gaussian denoises. Give --space tiles, or leave --denoiser out.");
    return space == Space.TILES;
  }

  /** How files become readings. */
  MediaCut cut(MediaArguments media) {
    if (!media.ofImages()) {
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
