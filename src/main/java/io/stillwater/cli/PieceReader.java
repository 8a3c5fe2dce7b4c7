package io.stillwater.cli;

import io.stillwater.model.Bundle;
import io.stillwater.model.cut.MediaCut;
import io.stillwater.model.cut.SoundCut;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.manifest.Manifest;
import io.stillwater.source.media.MediaReadings;
import io.stillwater.window.Cut;
import io.stillwater.window.KeyWindow;
import io.stillwater.window.Normalisation;
import io.stillwater.window.Window;
import io.stillwater.window.Windower;
import java.util.ArrayList;
import java.util.List;

/** Normal windows to compare drawn ones with, of a folder or of the bundle. */
final class PieceReader {
  private static final int MOST = 4000;

  private final Manifest manifest;
  private final MediaArguments media;
  private final MediaCut cut;
  private final List<Window> golden;

  PieceReader(Bundle bundle, MediaArguments media) throws BundleException {
    this.manifest = bundle.manifest();
    this.media = media;
    this.cut = (media.given() ? bundle.media(media.family()) : bundle.media()).cut();
    this.golden = bundle.normalWindows();
  }

  /** What they are. */
  String text() {
    return media.given()
        ? "a window of " + media.folder()
        : "the few golden windows (give --" + cut.family().word() + " with the training files)";
  }

  /** A normalised window in the units of the cut. */
  double[] inUnits(float[] window) {
    return manifest.normalisation().inUnits(golden.get(0), window);
  }

  /** (windows)(length * channels), normalised, that share no readings. */
  List<float[]> windows() {
    Normalisation normalisation = manifest.normalisation();
    List<float[]> all = new ArrayList<>();
    if (!media.given()) {
      golden.forEach(window -> all.add(normalisation.normalise(window)));
      return all;
    }
    MediaReadings readings =
        new MediaReadings(media.folder(), media.source().files(), cut, (file, why) -> {});
    Windower<Void> windower = Windower.offline(manifest.window());
    // Windows of a sound begin at every column, tiles of an image follow each other.
    int each = cut instanceof SoundCut ? cut.length() : 1;
    long row = 0;
    while (readings.hasNext() && all.size() < MOST) {
      KeyWindow<Void> key = windower.add(readings.next());
      if (windower.cut() == Cut.COMPLETE && row++ % each == 0) {
        all.add(normalisation.normalise(key.window()));
      }
    }
    return all;
  }
}
