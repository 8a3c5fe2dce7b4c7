package io.stillwater.train.sample;

import io.stillwater.model.Bundle;
import io.stillwater.model.cut.MediaCut;
import io.stillwater.model.cut.OpenMedia;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.manifest.Manifest;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.source.media.MediaReadings;
import io.stillwater.source.media.MediaSource;
import io.stillwater.window.Cut;
import io.stillwater.window.KeyWindow;
import io.stillwater.window.Window;
import io.stillwater.window.Windower;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Normal windows to compare drawn ones with, of a folder or of the bundle. */
final class PieceReader {
  private static final int MOST = 4000;

  private final Bundle bundle;
  private final RuntimeOptions runtime;
  private final Manifest manifest;
  private final Optional<MediaSource> normal;
  private final MediaCut cut;
  private final List<Window> golden;

  /**
   * @param normal files, of which the windows are taken; empty for the bundle's golden ones
   * @param runtime of what files become windows on
   */
  PieceReader(Bundle bundle, Optional<MediaSource> normal, RuntimeOptions runtime)
      throws BundleException {
    this.bundle = bundle;
    this.runtime = runtime;
    this.manifest = bundle.manifest();
    this.normal = normal;
    this.cut = bundle.media().cut();
    this.golden = bundle.normalWindows();
  }

  /** What they are. */
  String text() {
    return normal.isPresent()
        ? "a window of " + normal.get().folder()
        : "the few golden windows (give --" + cut.family().word() + " with the training files)";
  }

  /** A normalised window in the units of the cut. */
  double[] inUnits(float[] window) {
    return manifest.normalisation().inUnits(golden.get(0), window);
  }

  /** (windows)(length * channels), normalised, that share no readings. */
  List<float[]> windows() throws BundleException {
    if (normal.isEmpty()) {
      return golden.stream().map(manifest.normalisation()::normalise).toList();
    }
    try (OpenMedia open = bundle.openMedia(runtime)) {
      return windows(
          new MediaReadings(
              normal.get().folder(), normal.get().files(), open.cut(), (file, why) -> {}));
    }
  }

  private List<float[]> windows(MediaReadings readings) {
    List<float[]> all = new ArrayList<>();
    Windower<Void> windower = Windower.offline(manifest.window());
    // Windows of a sound begin at every column, tiles of an image follow each other.
    long each = Math.max(1, cut.length() / cut.stride().amount());
    long row = 0;
    while (readings.hasNext() && all.size() < MOST) {
      KeyWindow<Void> key = windower.add(readings.next());
      if (windower.cut() == Cut.COMPLETE && row++ % each == 0) {
        all.add(manifest.normalisation().normalise(key.window()));
      }
    }
    return all;
  }
}
