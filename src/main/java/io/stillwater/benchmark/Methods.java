package io.stillwater.benchmark;

import io.stillwater.console.UserError;
import io.stillwater.evaluate.Baselines;
import io.stillwater.evaluate.Method;
import io.stillwater.model.runtime.RuntimeOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The methods there are, by name. */
public final class Methods {
  /** What runs where nothing is asked for: the default detector and the simple baselines. */
  public static final String DEFAULT = "default,random,mean|z|,pca,knn,variance,difference,rcf";

  /** The same for streams that have no training of their own. */
  public static final String UNTRAINED = "streaming," + DEFAULT;

  /** The same where a file is judged as a whole, by itself. */
  public static final String WHOLE = "detect,random,mean|z|,pca,discords,rcf";

  private static final String FOREST = "rcf";

  private Methods() {}

  /**
   * Those of that name, in the order asked for. The random cut forest is left out, and that is
   * said, where its library is missing.
   */
  public static List<Method> named(List<String> names, RuntimeOptions runtime, PrintWriter err) {
    List<Method> known = new ArrayList<>(detectors(runtime));
    known.add(new Streaming());
    known.add(new Detecting(runtime));
    known.add(Baselines.discords());
    known.addAll(Baselines.methods());
    List<Method> chosen = new ArrayList<>();
    for (String name : names.stream().distinct().toList()) {
      if (name.equals(FOREST)) {
        forest(err).ifPresent(chosen::add);
      } else {
        chosen.add(
            known.stream()
                .filter(method -> method.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name, known)));
      }
    }
    return chosen;
  }

  /** The simple baselines, without the forest where its library is missing. */
  public static List<Method> baselines(PrintWriter err) {
    return Stream.concat(Baselines.methods().stream(), forest(err).stream()).toList();
  }

  private static List<Method> detectors(RuntimeOptions runtime) {
    return List.of(
        Trained.defaults(runtime),
        Trained.memory(runtime),
        Trained.gaussian(runtime),
        Trained.network(runtime),
        Trained.both(runtime));
  }

  private static Optional<Method> forest(PrintWriter err) {
    Optional<Method> forest =
        ForestLoader.load(Path.of(System.getProperty("stillwater.home", ".")));
    if (forest.isEmpty()) {
      err.println(
          "Warning: the random cut forest is left out: its library is not in target/forest, where"
              + " mvn package puts it.");
    }
    return forest;
  }

  private static UserError unknown(String name, List<Method> known) {
    String names = String.join(", ", known.stream().map(Method::name).toList());
    return new UserError(
        "there is no method " + name + ": expected some of " + names + ", " + FOREST + ".");
  }
}
