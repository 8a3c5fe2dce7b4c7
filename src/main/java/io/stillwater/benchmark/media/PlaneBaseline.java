package io.stillwater.benchmark.media;

import io.stillwater.evaluate.MapBaseline;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.sound.WavDecoder;
import io.stillwater.event.sound.WavLimits;
import io.stillwater.model.cut.MediaCut;
import io.stillwater.model.cut.SoundCut;
import io.stillwater.source.media.MediaSource;
import io.stillwater.source.media.SoundRates;
import io.stillwater.window.tile.Plane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.ToIntFunction;

/**
 * A baseline for files: images, or log-mel spectrograms of sounds, are brought to the median size
 * of the training ones and seen as one long row each.
 *
 * @param baseline by seed
 */
record PlaneBaseline(String name, LongFunction<MapBaseline> baseline) implements MediaMethod {
  @Override
  public Judge train(MediaCase on, Run run) throws UndecodableEvent, IOException {
    MediaSource source = on.training();
    SoundCut sounds = source.images() ? null : SoundRates.of(source).cut();
    List<Plane> planes = new ArrayList<>();
    for (Path file : source.files()) {
      planes.add(plane(sounds, file));
    }
    int rows = median(planes, Plane::height);
    int columns = median(planes, Plane::width);
    float[][] training = new float[planes.size()][];
    for (int i = 0; i < training.length; i++) {
      training[i] = Resampling.of(planes.get(i), rows, columns).values();
      planes.set(i, null); // makes room
    }
    MapBaseline.Fitted fitted = baseline.apply(run.seed()).fit(training);
    return (item, map) -> {
      Plane plane = plane(sounds, item.file());
      float[] row = Resampling.of(plane, rows, columns).values().clone();
      Plane found = new Plane(rows, columns, fitted.map(row));
      double sum = 0;
      for (float value : found.values()) {
        sum += value;
      }
      return new Judged(
          sum / found.values().length,
          map ? Resampling.of(found, plane.height(), plane.width()) : null);
    };
  }

  private static Plane plane(SoundCut sounds, Path file) throws UndecodableEvent, IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (sounds == null) {
      return MediaCut.plane(bytes);
    }
    return sounds.spectrogram(new WavDecoder(WavLimits.DEFAULT).decode(bytes));
  }

  private static int median(List<Plane> planes, ToIntFunction<Plane> size) {
    int[] sizes = planes.stream().mapToInt(size).toArray();
    Arrays.sort(sizes);
    return sizes[sizes.length / 2];
  }
}
