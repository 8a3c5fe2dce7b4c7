package io.stillwater.benchmark.media;

import io.stillwater.console.UserError;
import io.stillwater.evaluate.MapFloor;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.train.threshold.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What can judge files, by name. */
public final class MediaMethods {
  /** What runs where nothing is asked for. */
  public static final String DEFAULT = "default,random,mean|z|,pca,1nn,tiles";

  private MediaMethods() {}

  /** The simple floors. */
  public static List<MediaMethod> floors(Promise promise, RuntimeOptions runtime) {
    return List.of(
        new PlaneFloor("random", MapFloor::random),
        new PlaneFloor("mean|z|", seed -> MapFloor.deviation()),
        new PlaneFloor("pca", seed -> MapFloor.principal()),
        new PlaneFloor("1nn", seed -> MapFloor.neighbour()),
        TrainedMedia.worstTile(promise, runtime));
  }

  /** Those of that name, in the order asked for. */
  public static List<MediaMethod> named(
      List<String> names, Promise promise, RuntimeOptions runtime) {
    List<MediaMethod> known =
        Stream.concat(
                Stream.of(TrainedMedia.product(promise, runtime)),
                floors(promise, runtime).stream())
            .toList();
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
