package io.stillwater.cli;

import io.stillwater.console.Console;
import io.stillwater.console.UserError;
import io.stillwater.event.media.MediaFamily;
import io.stillwater.model.Bundle;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.source.media.MediaSource;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** A folder of images, or one of sounds. */
final class MediaArguments {
  @Option(
      names = "--images",
      paramLabel = "DIR",
      description =
          "Folder of images (PNG, JPEG, BMP, TIFF), with all its folders, instead of --data.")
  private Path images;

  @Option(
      names = "--sounds",
      paramLabel = "DIR",
      description = "Folder of sounds (WAV), with all its folders, instead of --data.")
  private Path sounds;

  /** Whether one was given. */
  boolean given() {
    return images != null || sounds != null;
  }

  /** The folder, where one was given. */
  Path folder() {
    if (images != null && sounds != null) {
      throw new UserError("--images and --sounds were both given; give one of them.");
    }
    return images != null ? images : sounds;
  }

  /** What is in it. */
  MediaFamily family() {
    return images != null ? MediaFamily.IMAGES : MediaFamily.SOUNDS;
  }

  /**
   * Its files, in the order of their names, for a bundle to judge.
   *
   * @throws BundleException where the bundle is one for others
   */
  MediaSource sourceFor(Bundle bundle, Console console) throws BundleException {
    bundle.media(family());
    return source(console);
  }

  /** Its files, in the order of their names; names those of other formats, which are not read. */
  MediaSource source(Console console) {
    MediaSource source = MediaSource.of(family(), folder());
    String others = source.passedOver();
    if (!others.isEmpty()) {
      console.err().println("Warning: " + others);
    }
    return source;
  }
}
