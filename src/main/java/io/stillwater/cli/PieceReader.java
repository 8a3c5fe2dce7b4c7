package io.stillwater.cli;

import io.stillwater.console.UserError;
import io.stillwater.model.Bundle;
import io.stillwater.model.cut.MediaCut;
import io.stillwater.model.cut.OpenMedia;
import io.stillwater.model.cut.SoundCut;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.manifest.Manifest;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.source.media.MediaReadings;
import io.stillwater.window.Cut;
import io.stillwater.window.KeyWindow;
import io.stillwater.window.Window;
import io.stillwater.window.Windower;
import java.util.ArrayList;
import java.util.List;

/** Normal windows to compare drawn ones with, of a folder or of the bundle. */
final class PieceReader {
  private static final int MOST = 4000;

  private final Bundle bundle;
  private final RuntimeOptions runtime;
  private final Manifest manifest;
  private final MediaArguments media;
  private final MediaCut cut;
  private final List<Window> golden;

  /**
   * @param runtime of what files become windows on
   */
  PieceReader(Bundle bundle, MediaArguments media, RuntimeOptions runtime) throws BundleException {
    this.bundle = bundle;
    this.runtime = runtime;
    this.manifest = bundle.manifest();
    this.media = media;
    this.cut = bundle.media().cut();
    this.golden = bundle.normalWindows();
    if (media.given() && !media.kind().equals(cut.kind())) {
      throw new UserError(
          bundle.folder() + " is a bundle for " + cut.kind() + ": give --" + cut.kind());
    }
  }

  /** What they are. */
  String text() {
    return media.given()
        ? "a window of " + media.folder()
        : "the few golden windows (give --" + cut.kind() + " with the training files)";
  }

  /** A normalised window in the units of the cut. */
  double[] inUnits(float[] window) {
    return manifest.normalisation().inUnits(golden.get(0), window);
  }

  /** (windows)(length * channels), normalised, that share no readings. */
  List<float[]> windows() throws BundleException {
    if (!media.given()) {
      return golden.stream().map(manifest.normalisation()::normalise).toList();
    }
    try (OpenMedia open = bundle.openMedia(runtime)) {
      return windows(
          new MediaReadings(media.folder(), media.files(), open.cut(), (file, why) -> {}));
    }
  }

  private List<float[]> windows(MediaReadings readings) {
    List<float[]> all = new ArrayList<>();
    Windower<Void> windower = Windower.offline(manifest.window());
    // Windows of a sound begin at every column, tiles of an image follow each other.
    int each = cut instanceof SoundCut ? cut.length() : 1;
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
