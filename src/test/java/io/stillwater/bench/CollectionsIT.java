package io.stillwater.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.stillwater.benchmark.CsvTables;
import io.stillwater.evaluate.Case;
import io.stillwater.evaluate.Collection;
import io.stillwater.evaluate.metric.Range;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The public files say what the protocols believe of them. */
class CollectionsIT {
  @Test
  void nab_hasItsWindows_noneOfThemInTheTrainingRows() throws Exception {
    Optional<Path> folder = PublicData.folder("nab");
    assumeTrue(folder.isPresent(), PublicData.MISSING);
    int windows = 0;
    int rows = 0;
    for (String name : Collection.NAB.cases(folder.get())) {
      Case on = Collection.NAB.read(folder.get(), name, CsvTables::read);
      assertEquals(Case.Form.CONTINUED, on.form());
      assertTrue(Range.runs(on.training().labels()).isEmpty(), name);
      assertTrue(on.training().rows().size() <= 750, name);
      windows += Range.runs(on.test().labels()).size();
      rows += on.training().rows().size() + on.test().rows().size();
    }
    assertEquals(58, Collection.NAB.cases(folder.get()).size());
    assertEquals(116, windows);
    assertEquals(365_558, rows);
  }

  @Test
  void choicesWithPublishedFigures_areAmongTheCases() throws Exception {
    for (Collection collection : new Collection[] {Collection.MSL, Collection.SMD}) {
      Optional<Path> folder = PublicData.folder(collection.folder());
      assumeTrue(folder.isPresent(), PublicData.MISSING);
      List<String> cases = collection.cases(folder.get());
      collection
          .subsets()
          .forEach((name, subset) -> assertTrue(cases.containsAll(subset), name + " " + cases));
    }
    assertEquals(14, Collection.MSL.subsets().get("TSB-AD").size());
  }

  @Test
  void mslChoice_isTheOneWhoseFirstAnomaliesTsbAdNames() throws Exception {
    Optional<Path> folder = PublicData.folder("msl");
    assumeTrue(folder.isPresent(), PublicData.MISSING);
    // As the names of its files have them, in the order of our list.
    int[] first = {1630, 2700, 3550, 1250, 1250, 1850, 940, 1238, 4575, 1390, 900, 1172, 1200, 780};
    int at = 0;
    for (String name : Collection.MSL.subsets().get("TSB-AD")) {
      boolean[] labels = Collection.MSL.read(folder.get(), name, CsvTables::read).test().labels();
      assertEquals(first[at++], Range.runs(labels).get(0).first(), name);
    }
    assertFalse(Collection.MSL.subsets().get("TSB-AD").contains("C-1"));
  }
}
