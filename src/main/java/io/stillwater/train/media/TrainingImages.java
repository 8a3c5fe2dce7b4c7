package io.stillwater.train.media;

import io.stillwater.console.Progress;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.model.cut.MediaCut;
import io.stillwater.source.media.MediaFiles;
import io.stillwater.source.media.MediaSource;
import io.stillwater.train.data.TrainingException;
import io.stillwater.window.tile.Plane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Normal images in memory.
 *
 * @param files what each was read from
 * @param images from 0 to 1
 * @param parts (images) the part of the images that each is of
 */
record TrainingImages(List<Path> files, List<Plane> images, int[] parts) {
  /** Fewer images than this say nothing. */
  private static final int LEAST = 5;

  List<Path> files(int part) {
    return IntStream.range(0, parts.length)
        .filter(i -> parts[i] == part)
        .mapToObj(files::get)
        .toList();
  }

  /** Those of other parts. */
  TrainingImages without(int part) {
    int[] left = IntStream.range(0, parts.length).filter(i -> parts[i] != part).toArray();
    return new TrainingImages(
        Arrays.stream(left).mapToObj(files::get).toList(),
        Arrays.stream(left).mapToObj(images::get).toList(),
        Arrays.stream(left).map(i -> parts[i]).toArray());
  }

  /**
   * Reads so many images at most, evenly chosen.
   *
   * @param parts of images, as {@link SimilarImages} divides them
   * @param refused told the key of each file that cannot be used, and why
   */
  static TrainingImages read(
      MediaSource source,
      int most,
      int parts,
      BiConsumer<String, String> refused,
      Progress progress)
      throws TrainingException, IOException {
    int count = Math.min(most, source.files().size());
    List<Path> files = new ArrayList<>();
    List<Plane> planes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      progress.step("Reading", (double) i / count, (i + 1) + " images");
      Path file = source.files().get((int) ((long) i * source.files().size() / count));
      try {
        planes.add(MediaCut.plane(Files.readAllBytes(file)));
        files.add(file);
      } catch (UndecodableEvent e) {
        refused.accept(MediaFiles.key(source.folder(), file), e.getMessage());
      }
    }
    if (planes.size() < LEAST) {
      throw new TrainingException(
          "only " + planes.size() + " images can be read; give at least 20.");
    }
    return new TrainingImages(files, planes, SimilarImages.parts(planes, parts));
  }

  /** Refuses images of several sizes. */
  void requireOneSize() throws TrainingException {
    Map<String, Long> sizes =
        images.stream()
            .collect(
                Collectors.groupingBy(
                    plane -> plane.width() + " x " + plane.height(), Collectors.counting()));
    if (sizes.size() > 1) {
      String most =
          sizes.entrySet().stream()
              .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
              .limit(3)
              .map(size -> size.getKey() + " pixels: " + size.getValue())
              .collect(Collectors.joining(", "));
      throw new TrainingException(
          "--fixed-mount needs images of one size, since it compares each place with itself: there"
              + " are "
              + (sizes.size() + " sizes (" + most + "). Cut the images alike, or leave it out."));
    }
  }
}
