package io.stillwater.benchmark.media;

import io.stillwater.model.cut.MediaCut;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.train.fit.MemoryFit;
import io.stillwater.train.media.ForeignBackbone;
import io.stillwater.train.media.MediaTraining;
import io.stillwater.train.media.Mounting;
import io.stillwater.train.media.UnkeptBundle;
import io.stillwater.train.threshold.Promise;
import java.util.List;

/**
 * A bundle that {@code train} makes of normal files, judged as {@code score} does.
 *
 * @param maker of it
 */
record TrainedMedia(String name, UnkeptBundle.Maker maker, Promise promise, RuntimeOptions runtime)
    implements MediaMethod {
  /** So small a share that it is one tile. */
  private static final double WORST = 1e-9;

  /** What {@code train} makes without options. */
  static TrainedMedia product(Promise promise, RuntimeOptions runtime) {
    return new TrainedMedia("default", MediaTraining::run, promise, runtime);
  }

  /** What {@code train --features} makes. */
  static TrainedMedia foreign(
      String name, ForeignBackbone backbone, Promise promise, RuntimeOptions runtime) {
    return new TrainedMedia(
        name, (training, progress) -> training.run(backbone, progress), promise, runtime);
  }

  /**
   * A memory of grey tiles of 32 × 32 pixels, every 16 (of sounds: of 8 columns), by the file's
   * worst one.
   */
  static TrainedMedia worstTile(Promise promise, RuntimeOptions runtime) {
    return new TrainedMedia(
        "tiles",
        (training, progress) ->
            training.run(
                training.source().images() ? MediaCut.Image.DEFAULT : training.sounds(),
                MemoryFit.DEFAULT,
                List.of(WORST),
                progress),
        promise,
        runtime);
  }

  @Override
  public double promised() {
    return promise.limit();
  }

  @Override
  public Judge train(MediaCase on, Run run) throws Exception {
    UnkeptBundle bundle =
        new UnkeptBundle(on.training(), promise, run.seed(), Mounting.FOUND_OUT, runtime);
    return new BundleJudge(bundle.open(maker, run.progress()));
  }
}
