package io.stillwater.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.stillwater.evaluate.Collection;
import io.stillwater.evaluate.Evaluation;
import io.stillwater.evaluate.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdBenchQualityIT {
  private static final double PUBLISHED_NEIGHBOURS = 0.790;

  @Test
  void memoryDenoiser_ranksTableRowsBetterThanNearestNeighbours() throws Exception {
    Optional<Path> folder = PublicData.folder("adbench");
    assumeTrue(folder.isPresent(), PublicData.MISSING);
    List<Outcome> outcomes =
        new Evaluation(Collection.ADBENCH, folder.get(), CsvTables::read)
            .run(List.of(Trained.memory()), outcome -> {});
    double auroc = QualityBench.mean(outcomes, Outcome::auroc);
    System.out.println("ADBench, " + outcomes.size() + " tables, mean AUROC: " + auroc);
    assertTrue(auroc > PUBLISHED_NEIGHBOURS, "mean AUROC " + auroc);
  }
}
