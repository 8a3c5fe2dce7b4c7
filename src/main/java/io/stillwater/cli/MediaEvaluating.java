package io.stillwater.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwater.benchmark.Benchmark;
import io.stillwater.benchmark.media.BundleJudge;
import io.stillwater.benchmark.media.FilePromise;
import io.stillwater.benchmark.media.LabelFile;
import io.stillwater.benchmark.media.MediaCase;
import io.stillwater.benchmark.media.MediaEvaluation;
import io.stillwater.benchmark.media.MediaMethod;
import io.stillwater.benchmark.media.MediaMethods;
import io.stillwater.console.Console;
import io.stillwater.console.UserError;
import io.stillwater.model.Bundle;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.source.media.MediaSource;
import io.stillwater.train.threshold.Promise;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code evaluate --images} and {@code evaluate --sounds}: how well a bundle finds labelled files.
 *
 * @param labels of the files
 * @param normal folders of normal files that the simple floors learn from; none for no floors
 * @param page where a page is written; null for none
 */
record MediaEvaluating(
    Bundle bundle,
    MediaArguments media,
    Path labels,
    List<Path> normal,
    Path page,
    RuntimeOptions runtime) {
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

  int call(Console console, boolean json) throws Exception {
    double limit = bundle.media(media.family()).files().limit();
    if (labels == null) {
      throw new UserError(
          "--"
              + media.family().word()
              + " needs --labels FILE.csv with the columns file,label and, for images, mask.");
    }
    List<MediaMethod> methods = new ArrayList<>(List.of(new Loaded(bundle, limit, runtime)));
    MediaSource source = new MediaSource(media.family(), media.folder(), List.of());
    if (normal.isEmpty()) {
      console.err().println("Without simple floors: they need normal files, by --train DIR.");
    } else {
      source = MediaSource.of(media.family(), only(normal));
      Promise promise = new Promise(Promise.DEFAULT.budget(), limit, Promise.DEFAULT.policy());
      methods.addAll(MediaMethods.floors(promise, runtime));
    }
    MediaCase on =
        new MediaCase(bundle.manifest().name(), source, LabelFile.read(labels, media.folder()));
    MediaEvaluation.Results found = new MediaEvaluation(on, 0, console, json).run(methods);
    if (page != null) {
      Files.writeString(page, found.report(on.name()).html());
    }
    if (json) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("bundle", bundle.folder().toString());
      object.put("whole", Benchmark.json(found.outcomes()));
      object.put("promises", found.promises().stream().map(FilePromise::json).toList());
      console.out().println(new ObjectMapper().writeValueAsString(object));
    }
    return Failures.OK;
  }

  private static Path only(List<Path> folders) {
    if (folders.size() != 1) {
      throw new UserError("--train takes one folder of normal files: were " + folders + ".");
    }
    return folders.get(0);
  }
}
