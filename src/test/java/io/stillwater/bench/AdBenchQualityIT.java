package io.stillwater.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.stillwater.benchmark.CsvTables;
import io.stillwater.benchmark.Trained;
import io.stillwater.evaluate.Archive;
import io.stillwater.evaluate.Collection;
import io.stillwater.evaluate.Evaluation;
import io.stillwater.evaluate.Figure;
import io.stillwater.evaluate.Outcome;
import io.stillwater.model.runtime.RuntimeOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdBenchQualityIT {
  private static final double PUBLISHED_NEIGHBOURS = 0.790;

  @Test
  void defaultDetector_ranksTableRowsBetterThanNearestNeighbours() throws Exception {
    Optional<Path> folder = PublicData.folder("adbench");
    assumeTrue(folder.isPresent(), PublicData.MISSING);
    List<String> tables = Collection.ADBENCH.cases(folder.get());
    List<Outcome> outcomes =
        new Evaluation(Collection.ADBENCH.in(folder.get(), CsvTables::read), Archive.NONE, false)
            .run(
                tables,
                List.of(Trained.defaults(RuntimeOptions.standard())),
                Evaluation.Listener.NONE);
    double auroc = Outcome.mean("mean", outcomes).get(Figure.AUROC);
    System.out.println("ADBench, " + outcomes.size() + " tables, mean AUROC: " + auroc);
    assertTrue(auroc > PUBLISHED_NEIGHBOURS + 0.02, "mean AUROC " + auroc);
  }
}
