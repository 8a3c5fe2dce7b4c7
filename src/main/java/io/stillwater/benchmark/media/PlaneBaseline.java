package io.stillwater.benchmark.media;

import io.stillwater.evaluate.MapBaseline;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.sound.WavDecoder;
import io.stillwater.event.sound.WavLimits;
import io.stillwater.model.cut.MediaCut;
import io.stillwater.model.cut.SoundRun;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.runtime.RuntimeOptions;
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
 * @param runtime of the spectrograms
 */
record PlaneBaseline(String name, LongFunction<MapBaseline> baseline, RuntimeOptions runtime)
    implements MediaMethod {
  @Override
  public Judge train(MediaCase on, Run run) throws UndecodableEvent, BundleException, IOException {
    MediaSource source = on.training();
    Planes planes = Planes.of(source, runtime);
    try {
      return train(planes, source.files(), run.seed());
    } catch (UndecodableEvent | IOException | RuntimeException e) {
      planes.close();
      throw e;
    }
  }

  private Judge train(Planes read, List<Path> files, long seed)
      throws UndecodableEvent, IOException {
    List<Plane> planes = new ArrayList<>();
    for (Path file : files) {
      planes.add(read.plane(file));
    }
    int rows = median(planes, Plane::height);
    int columns = median(planes, Plane::width);
    float[][] training = new float[planes.size()][];
    for (int i = 0; i < training.length; i++) {
      training[i] = Resampling.of(planes.get(i), rows, columns).values();
      planes.set(i, null); // makes room
    }
    return new Fitted(read, rows, columns, baseline.apply(seed).fit(training));
  }

  private static int median(List<Plane> planes, ToIntFunction<Plane> size) {
    int[] sizes = planes.stream().mapToInt(size).toArray();
    Arrays.sort(sizes);
    return sizes[sizes.length / 2];
  }

  /**
   * What was learned.
   *
   * @param read closed with this
   */
  private record Fitted(Planes read, int rows, int columns, MapBaseline.Fitted fitted)
      implements Judge {
    @Override
    public Judged judge(LabelledItem item, boolean map) throws UndecodableEvent, IOException {
      Plane plane = read.plane(item.file());
      float[] row = Resampling.of(plane, rows, columns).values().clone();
      Plane found = new Plane(rows, columns, fitted.map(row));
      double sum = 0;
      for (float value : found.values()) {
        sum += value;
      }
      return new Judged(
          sum / found.values().length,
          map ? Resampling.of(found, plane.height(), plane.width()) : null);
    }

    @Override
    public void close() {
      read.close();
    }
  }

  /**
   * From files to planes.
   *
   * @param sounds null for images
   */
  private record Planes(SoundRun sounds) {
    static Planes of(MediaSource source, RuntimeOptions runtime) throws BundleException {
      return new Planes(
          source.images() ? null : SoundRun.open(SoundRates.of(source).cut(), runtime));
    }

    Plane plane(Path file) throws UndecodableEvent, IOException {
      byte[] bytes = Files.readAllBytes(file);
      return sounds == null
          ? MediaCut.plane(bytes)
          : sounds.spectrogram(new WavDecoder(WavLimits.DEFAULT).decode(bytes));
    }

    void close() {
      if (sounds != null) {
        sounds.close();
      }
    }
  }
}
