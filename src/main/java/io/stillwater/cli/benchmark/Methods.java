package io.stillwater.cli.benchmark;

import io.stillwater.cli.UserError;
import io.stillwater.evaluate.Floors;
import io.stillwater.evaluate.Method;
import io.stillwater.model.RuntimeOptions;
import java.util.List;
import java.util.stream.Stream;

/** The methods there are, by name. */
public final class Methods {
  /** What runs where nothing is asked for: the default detector and the simple floors. */
  public static final String DEFAULT = "default,random,mean|z|,pca,knn";

  private Methods() {}

  /** All of them, in the order of the table. */
  static List<Method> all(RuntimeOptions runtime) {
    return Stream.concat(
            Stream.of(
                Trained.defaults(runtime),
                Trained.memory(runtime),
                Trained.network(runtime),
                Trained.both(runtime)),
            Floors.methods().stream())
        .toList();
  }

  /** Those of that name, in the order asked for. */
  public static List<Method> named(List<String> names, RuntimeOptions runtime) {
    List<Method> all = all(runtime);
    return names.stream()
        .distinct()
        .map(
            name ->
                all.stream()
                    .filter(method -> method.name().equals(name))
                    .findFirst()
                    .orElseThrow(
                        () ->
                            new UserError(
                                "there is no method "
                                    + name
                                    + ": expected some of "
                                    + String.join(", ", all.stream().map(Method::name).toList())
                                    + ".")))
        .toList();
  }
}
