package io.stillwater.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.stillwater.benchmark.CsvTables;
import io.stillwater.benchmark.Streaming;
import io.stillwater.evaluate.Case;
import io.stillwater.evaluate.Collection;
import io.stillwater.evaluate.Judgement;
import io.stillwater.evaluate.metric.NabCorpus;
import io.stillwater.evaluate.metric.NabProfile;
import io.stillwater.evaluate.metric.NabSeries;
import io.stillwater.evaluate.metric.Range;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class NabQualityIT {
  /** What the best simple baseline reaches: five nearest neighbours of the rows not judged. */
  private static final double BASELINE = 53.7;

  @Test
  void streaming_isAboveTheFloors_onBothHalvesOfTheFiles() throws Exception {
    Optional<Path> folder = PublicData.folder("nab");
    assumeTrue(folder.isPresent(), PublicData.MISSING);
    List<NabSeries> all = new ArrayList<>();
    List<List<NabSeries>> halves = List.of(new ArrayList<>(), new ArrayList<>());
    for (String name : Collection.NAB.cases(folder.get())) {
      NabSeries series = series(Collection.NAB.read(folder.get(), name, CsvTables::read));
      all.add(series);
      CRC32 hash = new CRC32();
      hash.update(name.getBytes(StandardCharsets.UTF_8));
      halves.get((int) (hash.getValue() % 2)).add(series);
    }
    assertEquals(58, all.size());
    double whole = standard(all);
    double first = standard(halves.get(0));
    double second = standard(halves.get(1));
    System.out.println("NAB, streaming: " + whole + ", halves " + first + " and " + second);
    assertTrue(whole > 74, "standard score " + whole);
    assertTrue(Math.min(first, second) > BASELINE + 5, first + " and " + second);
  }

  private static double standard(List<NabSeries> series) {
    return new NabCorpus(series).best(NabProfile.STANDARD).normalised();
  }

  private static NabSeries series(Case on) {
    int lead = on.training().rows().size();
    Judgement said = new Streaming().judge(on, 0);
    double[] told = new double[lead + said.scores().length];
    Arrays.fill(told, Double.NEGATIVE_INFINITY);
    for (int i = lead; i < told.length; i++) {
      told[i] = said.told()[i - lead] ? said.scores()[i - lead] : Double.NEGATIVE_INFINITY;
    }
    List<Range> windows =
        Range.runs(on.test().labels()).stream()
            .map(range -> new Range(lead + range.first(), lead + range.last()))
            .toList();
    return new NabSeries(on.name(), told, windows);
  }
}
