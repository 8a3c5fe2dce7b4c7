package io.stillwater.benchmark.media;

import io.stillwater.console.UserError;
import io.stillwater.evaluate.MapBaseline;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.train.media.ForeignBackbone;
import io.stillwater.train.threshold.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What can judge files, by name. */
public final class MediaMethods {
  /** What runs where nothing is asked for. */
  public static final String DEFAULT = "default,random,mean|z|,pca,1nn,tiles";

  private MediaMethods() {}

  /** The simple baselines. */
  public static List<MediaMethod> baselines(Promise promise, RuntimeOptions runtime) {
    return List.of(
        new PlaneBaseline("random", MapBaseline::random, runtime),
        new PlaneBaseline("mean|z|", seed -> MapBaseline.deviation(), runtime),
        new PlaneBaseline("pca", seed -> MapBaseline.principal(), runtime),
        new PlaneBaseline("1nn", seed -> MapBaseline.neighbour(), runtime),
        TrainedMedia.worstTile(promise, runtime));
  }

  /** Those that a foreign network is needed for: with what train learns beside, and alone. */
  private static List<MediaMethod> foreign(
      Optional<ForeignBackbone> backbone, Promise promise, RuntimeOptions runtime) {
    return backbone
        .map(
            given ->
                List.<MediaMethod>of(
                    TrainedMedia.foreign("features", given, promise, runtime),
                    TrainedMedia.foreign(
                        "features-alone",
                        new ForeignBackbone(given.onnx(), given.info(), true),
                        promise,
                        runtime)))
        .orElse(List.of());
  }

  /**
   * Those of that name, in the order asked for.
   *
   * @param backbone of those that need one
   */
  public static List<MediaMethod> named(
      List<String> names,
      Optional<ForeignBackbone> backbone,
      Promise promise,
      RuntimeOptions runtime) {
    List<MediaMethod> known = new ArrayList<>(List.of(TrainedMedia.product(promise, runtime)));
    known.addAll(foreign(backbone, promise, runtime));
    known.addAll(baselines(promise, runtime));
    List<MediaMethod> chosen = new ArrayList<>();
    for (String name : names.stream().distinct().toList()) {
      chosen.add(
          known.stream()
              .filter(method -> method.name().equals(name))
              .findFirst()
              .orElseThrow(() -> unknown(name, known)));
    }
    return chosen;
  }

  private static UserError unknown(String name, List<MediaMethod> known) {
    String names = String.join(", ", known.stream().map(MediaMethod::name).toList());
    return new UserError("there is no method " + name + ": expected some of " + names + ".");
  }
}
