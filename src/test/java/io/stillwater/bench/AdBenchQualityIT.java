package io.stillwater.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdBenchQualityIT {
  private static final double PUBLISHED_NEIGHBOURS = 79.0;

  @Test
  void memoryDenoiser_ranksTableRowsBetterThanNearestNeighbours() throws Exception {
    Optional<Path> folder = PublicData.folder("adbench");
    assumeTrue(folder.isPresent(), PublicData.MISSING);
    double auroc = AdBench.run(folder.get(), false);
    System.out.println("ADBench, 12 tables, mean AUROC: " + auroc);
    assertTrue(auroc > PUBLISHED_NEIGHBOURS, "mean AUROC " + auroc);
  }
}
