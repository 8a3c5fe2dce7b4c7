package io.stillwater.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Public collections with their protocols: what is training, what is test, how often those methods
 * run that draw random numbers. One configuration for all cases; no label of a test row is looked
 * at before the ranking; nothing is adjusted to labelled ranges.
 */
public enum Collection {
  /** A water loop: 34 experiments, of each the first 400 rows are training and lead the test in. */
  SKAB(1) {
    @Override
    Set<CaseSource.Whole> together() {
      return Set.of(CaseSource.Whole.POOLED);
    }

    @Override
    List<String> parts(Path root) {
      return List.of("valve1/", "valve2/", "other/");
    }

    private static final int TRAINING = 400;

    @Override
    Case split(Path file, String name, TableReader reader) throws IOException {
      Table all = reader.read(file, List.of("anomaly", "changepoint"), true);
      return new Case(
          name,
          Case.Form.CONTINUED,
          all.between(0, TRAINING),
          all.between(TRAINING, all.rows().size()));
    }
  },
  /**
   * A Mars rover: 27 channels with their commands, each with a training and a test file. TSB-AD's
   * list for evaluation holds 14 of them, found by the lengths and first anomalies in its names.
   */
  MSL(1) {
    @Override
    public Map<String, List<String>> subsets() {
      return Map.of(
          TSB_AD,
          List.of(
              "D-14", "F-4", "F-5", "F-7", "M-5", "M-6", "M-7", "P-11", "P-14", "P-15", "S-2",
              "T-4", "T-5", "T-9"));
    }

    @Override
    Case split(Path file, String name, TableReader reader) throws IOException {
      return pair(file, name, reader);
    }
  },
  /** Server metrics: four machines, each with a training and a test file. */
  SMD(1) {
    @Override
    public Map<String, List<String>> subsets() {
      return Map.of(TSB_AD, List.of("machine-1-7", "machine-2-1"));
    }

    @Override
    Case split(Path file, String name, TableReader reader) throws IOException {
      return pair(file, name, reader);
    }
  },
  /**
   * 58 series of one channel: a stream without a training file, which warms up from its own
   * beginning. The rows that are not judged, the first 15 % and at most 750, are its training.
   */
  NAB(1) {
    @Override
    Set<CaseSource.Whole> together() {
      return Set.of(CaseSource.Whole.NAB);
    }

    @Override
    Path root(Path folder) {
      return folder.resolve("data");
    }

    @Override
    List<String> parts(Path root) throws IOException {
      try (Stream<Path> found = Files.list(root)) {
        return found.map(part -> part.getFileName() + "/").sorted().toList();
      }
    }

    @Override
    Case split(Path file, String name, TableReader reader) throws IOException {
      Path windows = file.getParent().getParent().resolveSibling("combined_windows.json");
      Table all = NabWindows.read(windows).label(reader.read(file, List.of(), true), name);
      int training = Math.min((int) Math.floor(0.15 * all.rows().size()), 750);
      return new Case(
          name,
          Case.Form.CONTINUED,
          all.between(0, training),
          all.between(training, all.rows().size()));
    }
  },
  /**
   * Twelve tables of samples: the first half of the normal rows in file order is training, all
   * other rows are test.
   */
  ADBENCH(5) {
    @Override
    Case split(Path file, String name, TableReader reader) throws IOException {
      Table all = reader.read(file, List.of("label"), false);
      boolean[] labels = all.labels();
      int[] normal = IntStream.range(0, labels.length).filter(i -> !labels[i]).toArray();
      int half = normal.length / 2;
      int after = normal[half]; // the first normal row of the test
      int[] training = IntStream.range(0, after).filter(i -> !labels[i]).toArray();
      int[] test = IntStream.range(0, labels.length).filter(i -> i >= after || labels[i]).toArray();
      return new Case(name, Case.Form.SAMPLES, all.pick(training), all.pick(test));
    }
  };

  private static final String TSB_AD = "TSB-AD";
  private static final String TEST = "_test";
  private static final String TRAIN = "_train";
  private static final String CSV = ".csv.gz";

  private final int seeds;

  Collection(int seeds) {
    this.seeds = seeds;
  }

  /** The folder that names of cases begin in. */
  Path root(Path folder) {
    return folder;
  }

  /** Where its files lie below that, each with a slash at its end. */
  List<String> parts(Path root) throws IOException {
    return List.of("");
  }

  abstract Case split(Path file, String name, TableReader reader) throws IOException;

  /**
   * Its cases.
   *
   * @param folder of this collection
   */
  public CaseSource in(Path folder, TableReader reader) {
    return new CaseSource() {
      @Override
      public List<String> names() throws IOException {
        return cases(folder);
      }

      @Override
      public Case read(String name) throws IOException {
        return Collection.this.read(folder, name, reader);
      }

      @Override
      public int seeds() {
        return seeds;
      }

      @Override
      public Set<Whole> whole() {
        return together();
      }
    };
  }

  /** What is measured of all cases together, beside the means. */
  Set<CaseSource.Whole> together() {
    return Set.of();
  }

  /** Cases with published figures of their own, by the name of the choice. */
  public Map<String, List<String>> subsets() {
    return Map.of();
  }

  /** The name of its folder. */
  public String folder() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The names of its cases, in the order of names.
   *
   * @param folder of this collection
   */
  public List<String> cases(Path folder) throws IOException {
    Path root = root(folder);
    List<String> names = new ArrayList<>();
    for (String part : parts(root)) {
      try (Stream<Path> found = Files.list(root.resolve(part))) {
        found
            .map(file -> part + file.getFileName())
            .filter(name -> name.endsWith(CSV) && !name.endsWith(TRAIN + CSV))
            .map(name -> name.substring(0, name.length() - CSV.length()).replace(TEST, ""))
            .sorted()
            .forEach(names::add);
      }
    }
    return List.copyOf(names);
  }

  /**
   * Reads a case.
   *
   * @param folder of this collection
   * @param name one of {@link #cases}
   */
  public Case read(Path folder, String name, TableReader reader) throws IOException {
    Path single = root(folder).resolve(name + CSV);
    Path file = Files.exists(single) ? single : root(folder).resolve(name + TEST + CSV);
    return split(file, name, reader);
  }

  private static Case pair(Path test, String name, TableReader reader) throws IOException {
    Path training = test.resolveSibling(test.getFileName().toString().replace(TEST, TRAIN));
    List<String> labels = List.of("label");
    return new Case(
        name,
        Case.Form.APART,
        reader.read(training, labels, false),
        reader.read(test, labels, false));
  }
}
