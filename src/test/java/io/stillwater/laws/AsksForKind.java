package io.stillwater.laws;

import io.stillwater.model.Bundle;
import io.stillwater.model.cut.SoundCut;
import io.stillwater.model.manifest.BundleException;

/** Asks a bundle for its kind, for the law against it. */
public final class AsksForKind {
  private AsksForKind() {}

  /** In three ways. */
  public static boolean sounds(Bundle bundle) throws BundleException {
    return bundle.manifest().kind().equals("sounds")
        || bundle.media().cut() instanceof SoundCut
        || bundle.media().cut().family().word().equals("sounds");
  }
}
