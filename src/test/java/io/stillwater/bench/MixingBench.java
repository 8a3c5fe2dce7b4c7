package io.stillwater.bench;

import io.stillwater.benchmark.CsvTables;
import io.stillwater.evaluate.Case;
import io.stillwater.evaluate.Collection;
import io.stillwater.event.Reading;
import io.stillwater.train.fit.NetworkFit;
import io.stillwater.train.network.Mixing;
import io.stillwater.train.network.NetworkSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Ways of mixing between tokens at equal cost, and hidden patches, by how well the network detects:
 * every second experiment of SKAB, every fourth channel of MSL, and one machine of SMD, all with
 * the same number of steps. Each width is the one whose operations for a window come nearest to
 * those of the small network that mixes tokens.
 */
public final class MixingBench {
  private static final int STEPS = 600;
  private static final int LENGTH = 16;

  private MixingBench() {}

  /** What is compared. */
  private record Way(Mixing mixing, double masked) {
    NetworkFit fit(int channels) {
      return NetworkFit.DEFAULT.with(
          new NetworkFit.Form(width(mixing, channels), NetworkSpec.Size.SMALL.blocks(), mixing),
          Sparse.plan(STEPS, 1, masked),
          NetworkFit.DEFAULT.augmentation());
    }

    @Override
    public String toString() {
      return mixing.name().toLowerCase(Locale.ROOT) + (masked > 0 ? ", masked " + masked : "");
    }
  }

  private static final List<Way> WAYS =
      List.of(
          new Way(Mixing.TOKENS, 0),
          new Way(Mixing.ATTENTION, 0),
          new Way(Mixing.CONVOLUTION, 0),
          new Way(Mixing.TOKENS, 0.25),
          new Way(Mixing.TOKENS, 0.5));

  /** Argument: the name of a collection, for that one alone. */
  public static void main(String[] args) throws Exception {
    System.out.println(
        "collection  way                    width     AUROC AUPR  seconds of training");
    String only = args.length == 0 ? "" : args[0];
    if (only.isEmpty() || only.equals("skab")) {
      measure(Collection.SKAB, 0, 2, new Sparse(1));
    }
    if (only.isEmpty() || only.equals("msl")) {
      measure(Collection.MSL, 1, 4, new Sparse(2));
    }
    if (only.isEmpty() || only.equals("smd")) {
      measure(Collection.SMD, 2, 4, new Sparse(5));
    }
  }

  /**
   * @param first of the cases, in the order of names
   * @param step from each to the next
   */
  private static void measure(Collection collection, int first, int step, Sparse sparse)
      throws Exception {
    Path folder = PublicData.folder(collection.folder()).orElse(null);
    if (folder == null) {
      System.out.println(PublicData.MISSING);
      return;
    }
    Map<Way, List<Sparse.Figures>> figures = new LinkedHashMap<>();
    int channels = 0;
    List<String> names = collection.cases(folder);
    for (int i = first; i < names.size(); i += step) {
      Case on = collection.read(folder, names.get(i), CsvTables::read);
      boolean continued = on.form() == Case.Form.CONTINUED;
      List<Reading> lead = continued ? on.training().rows() : List.of();
      channels = on.training().channels().size();
      for (Way way : WAYS) {
        Sparse.Figures one = sparse.of(on.training(), lead, on.test(), way.fit(channels));
        figures.computeIfAbsent(way, w -> new ArrayList<>()).add(one);
      }
    }
    for (Way way : WAYS) {
      System.out.printf(
          Locale.ROOT,
          "%-4s %3d    %-22s %6d     %s%n",
          collection.folder(),
          figures.get(way).size(),
          way,
          width(way.mixing(), channels),
          Sparse.Figures.mean(figures.get(way)));
    }
  }

  /** The width at which that way of mixing costs as much as the small network's. */
  static int width(Mixing mixing, int channels) {
    NetworkSpec.Size small = NetworkSpec.Size.SMALL;
    long wanted = NetworkSpec.of(LENGTH, channels, small, Mixing.TOKENS).operations();
    int best = 4;
    for (int width = 4; width <= 2 * small.width(); width += 4) {
      long cost = NetworkSpec.of(LENGTH, channels, width, small.blocks(), mixing).operations();
      long least = NetworkSpec.of(LENGTH, channels, best, small.blocks(), mixing).operations();
      best = Math.abs(cost - wanted) < Math.abs(least - wanted) ? width : best;
    }
    return best;
  }
}
