package io.stillwater.train;

import io.stillwater.bench.PublicData;
import io.stillwater.benchmark.CsvTables;
import io.stillwater.console.Progress;
import io.stillwater.detect.Stillness;
import io.stillwater.evaluate.Case;
import io.stillwater.evaluate.CaseSource;
import io.stillwater.evaluate.Collection;
import io.stillwater.event.Reading;
import io.stillwater.train.data.TrainingException;
import io.stillwater.train.data.TrainingInput;
import io.stillwater.window.Cut;
import io.stillwater.window.KeyWindow;
import io.stillwater.window.Windower;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How often rows of public collections complete a window that is still, among normal rows and among
 * labelled ones: no other score of a collection can be another than without stillness. Takes no
 * model, so it is soon done. Not a test.
 *
 * <p>Arguments: collections (skab, smd, msl, nab).
 */
public final class StillnessStudy {
  private StillnessStudy() {}

  public static void main(String[] args) throws Exception {
    for (String name : args) {
      Path data = PublicData.folder(name).orElseThrow(() -> new Exception(PublicData.MISSING));
      CaseSource source =
          Collection.valueOf(name.toUpperCase(Locale.ROOT)).in(data, CsvTables::read);
      int[] all = new int[5]; // normal, labelled, still of each, channels
      for (String each : source.names()) {
        int[] found = judge(source.read(each));
        if (found[2] + found[3] > 0) {
          print(each, found);
        }
        for (int i = 0; i < all.length; i++) {
          all[i] += found[i];
        }
      }
      print(name, all);
    }
  }

  private static void print(String name, int[] found) {
    System.out.printf(
        "%-48s %d channels may be still; still are %d of %d normal rows, %d of %d labelled ones%n",
        name, found[4], found[2], found[0], found[3], found[1]);
  }

  private static int[] judge(Case on) throws Exception {
    TrainingPlan plan = TrainingPlan.of("study", Path.of("unused"));
    int[] found = new int[5];
    ListReadings data =
        new ListReadings(on.training().channels(), on.training().timed(), on.training().rows());
    try (TrainingInput input = TrainingInput.read(plan.input(), data, Progress.NONE)) {
      List<Stillness> channels =
          input.spec().length() == 1
              ? List.of()
              : StillnessFit.of(input, plan.preprocessing().mode(), plan.seed());
      found[4] = channels.size();
      List<Reading> rows = new ArrayList<>();
      if (on.form() == Case.Form.CONTINUED) {
        rows.addAll(on.training().rows());
      }
      int lead = rows.size();
      rows.addAll(on.test().rows());
      Windower<Void> windower = Windower.offline(input.spec());
      for (int i = 0; i < rows.size(); i++) {
        KeyWindow<Void> key = windower.add(rows.get(i));
        if (i >= lead) {
          int label = on.test().labels()[i - lead] ? 1 : 0;
          found[label]++;
          boolean complete = windower.cut() == Cut.COMPLETE;
          found[2 + label] +=
              complete && channels.stream().anyMatch(still -> still.still(key.window())) ? 1 : 0;
        }
      }
    } catch (TrainingException e) {
      System.out.println(on.name() + ": " + e.getMessage());
    }
    return found;
  }
}
