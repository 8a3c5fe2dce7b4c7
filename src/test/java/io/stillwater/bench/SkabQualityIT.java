package io.stillwater.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkabQualityIT {
  private static final double FLOOR = 0.799;

  @TempDir Path bundles;

  @Test
  void memoryDenoiser_ranksRowsBetterThanMeanDeviation() throws Exception {
    Optional<Path> folder = PublicData.folder("skab");
    assumeTrue(folder.isPresent(), PublicData.MISSING);
    Skab skab = new Skab(folder.get(), bundles);
    List<Skab.Rows> all = new ArrayList<>();
    for (Path file : skab.experiments()) {
      all.add(skab.run(file));
    }
    assertEquals(34, all.size());
    Skab.Rows pooled = Skab.pool(all);
    System.out.println(SkabBench.report(pooled));
    assertEquals(23_801, pooled.scores().length);
    for (double score : pooled.scores()) {
      assertFalse(Double.isNaN(score), "a row of the test has no score");
    }
    Ranking memory = new Ranking(pooled.scores(), pooled.labels());
    Ranking meanAbs = new Ranking(pooled.meanAbs(), pooled.labels());
    assertTrue(memory.auroc() > FLOOR, "AUROC " + memory.auroc());
    for (double falseAlarms : new double[] {0.29, 0.20}) {
      double ours = memory.f1(memory.limitAt(falseAlarms));
      double floor = meanAbs.f1(meanAbs.limitAt(falseAlarms));
      assertTrue(ours > floor, ours + " at " + falseAlarms + ", mean |z| has " + floor);
    }
  }
}
