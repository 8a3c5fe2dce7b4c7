package io.stillwater.benchmark.media;

import io.stillwater.benchmark.Benchmark;
import io.stillwater.benchmark.BundleEvaluation;
import io.stillwater.console.Console;
import io.stillwater.model.Bundle;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.train.threshold.Promise;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Evaluates a bundle for images or sounds on labelled files.
 *
 * @param on the files, and normal ones that the simple baselines learn from; none for no baselines
 */
public record FolderEvaluation(Bundle bundle, RuntimeOptions runtime, MediaCase on)
    implements BundleEvaluation {
  /** The bundle as a method, which has learned already. */
  private record Loaded(Bundle bundle, double promised, RuntimeOptions runtime)
      implements MediaMethod {
    @Override
    public String name() {
      return bundle.manifest().name();
    }

    @Override
    public Judge train(MediaCase on, Run run) throws BundleException {
      return new BundleJudge(bundle, runtime);
    }
  }

  @Override
  public Results run(Console console, boolean quiet) throws Exception {
    double limit = bundle.media().files().limit();
    List<MediaMethod> methods = new ArrayList<>(List.of(new Loaded(bundle, limit, runtime)));
    if (on.training().files().isEmpty()) {
      console.err().println("Without simple baselines: they need normal files, by --train DIR.");
    } else {
      Promise promise = new Promise(Promise.DEFAULT.budget(), limit, Promise.DEFAULT.policy());
      methods.addAll(MediaMethods.baselines(promise, runtime));
    }
    MediaEvaluation.Results found = new MediaEvaluation(on, 0, console, quiet).run(methods);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("whole", Benchmark.json(found.outcomes()));
    json.put("promises", found.promises().stream().map(FilePromise::json).toList());
    return new Results(found.report(on.name()), json);
  }
}
