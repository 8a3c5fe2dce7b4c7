package io.stillwater.benchmark;

import io.stillwater.console.UserError;
import io.stillwater.evaluate.Case;
import io.stillwater.evaluate.CaseSource;
import io.stillwater.evaluate.Table;
import io.stillwater.event.Reading;
import io.stillwater.source.csv.CsvOptions;
import io.stillwater.source.csv.CsvReadings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** The keys of labelled files as cases, in the order in which they come. */
public final class LabelledFile implements CaseSource {
  private static final int SEEDS = 1;

  private final Map<String, Table> tables; // by key
  private final Table training;
  private final Case.Form form;

  /**
   * @param all rows of all keys
   * @param training rows for the simple baselines; empty where there are none
   */
  public LabelledFile(Table all, Table training, Case.Form form) {
    this.tables = byKey(all);
    this.training = training;
    this.form = form;
  }

  /**
   * Reads files as the other commands do.
   *
   * @param channels to read, in that order; null for all columns but the label
   * @param label column that tells anomalous rows by a number above 0; null where all are normal
   */
  public static Table read(
      List<Path> files, CsvOptions options, List<String> channels, String label) {
    List<String> wanted = channels;
    if (channels != null && label != null) {
      if (channels.contains(label)) {
        throw new UserError(
            "--label "
                + label
                + " is a channel of the bundle: it must not have learnt the labels.");
      }
      wanted = new ArrayList<>(channels);
      wanted.add(label);
    }
    try (CsvReadings readings = CsvReadings.open(files, options.withChannels(wanted))) {
      return CsvTables.table(
          readings, files.toString(), label == null ? List.of() : List.of(label));
    }
  }

  private static Map<String, Table> byKey(Table all) {
    Map<String, List<Integer>> places = new LinkedHashMap<>();
    for (int i = 0; i < all.rows().size(); i++) {
      String key = all.rows().get(i).key();
      places.computeIfAbsent(key, k -> new ArrayList<>()).add(i);
    }
    Map<String, Table> tables = new LinkedHashMap<>();
    places.forEach(
        (key, rows) ->
            tables.put(key, all.pick(rows.stream().mapToInt(Integer::intValue).toArray())));
    return tables;
  }

  /**
   * The same with missing values filled, for methods that cannot do without: by the key's value
   * before, or 0 where there is none.
   */
  public static Table filled(Table table) {
    Map<String, double[]> before = new LinkedHashMap<>();
    List<Reading> rows = new ArrayList<>();
    for (Reading row : table.rows()) {
      double[] last = before.computeIfAbsent(row.key(), key -> new double[table.channels().size()]);
      double[] values =
          IntStream.range(0, last.length)
              .mapToDouble(c -> Double.isNaN(row.values()[c]) ? last[c] : row.values()[c])
              .toArray();
      before.put(row.key(), values);
      rows.add(new Reading(row.key(), row.time(), values, row.recordTime(), row.offset()));
    }
    return new Table(table.channels(), table.timed(), rows, table.labels());
  }

  @Override
  public List<String> names() {
    return List.copyOf(tables.keySet());
  }

  @Override
  public Case read(String name) {
    return new Case(name, form, training, tables.get(name));
  }

  @Override
  public int seeds() {
    return SEEDS;
  }

  @Override
  public Set<Whole> whole() {
    Set<Whole> whole = EnumSet.noneOf(Whole.class);
    if (tables.size() > 1) {
      whole.add(Whole.POOLED);
    }
    if (form != Case.Form.SAMPLES) {
      whole.add(Whole.NAB);
    }
    return whole;
  }
}
