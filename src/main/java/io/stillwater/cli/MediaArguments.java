package io.stillwater.cli;

import io.stillwater.console.UserError;
import io.stillwater.model.manifest.Manifest;
import io.stillwater.source.media.MediaFiles;
import io.stillwater.source.media.MediaSource;
import java.nio.file.Path;
import java.util.List;
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

  /** Whether it is one of images. */
  boolean ofImages() {
    return images != null;
  }

  /** The folder, where one was given. */
  Path folder() {
    if (images != null && sounds != null) {
      throw new UserError("--images and --sounds were both given; give one of them.");
    }
    return images != null ? images : sounds;
  }

  /** The kind of bundle. */
  String kind() {
    return images != null ? Manifest.IMAGES : Manifest.SOUNDS;
  }

  /** The files of the folder, in the order of their names. */
  List<Path> files() {
    return MediaFiles.list(folder(), images != null ? MediaFiles.IMAGES : MediaFiles.SOUNDS);
  }

  /** The same with what they are. */
  MediaSource source() {
    return new MediaSource(kind(), folder(), files());
  }
}
