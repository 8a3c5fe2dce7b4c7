package io.stillwater.source.csv;

import io.stillwater.event.NamedUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The names of a file's columns, and their units, which stand below the names or in brackets behind
 * them.
 *
 * <pre>
 * Flow [m³/h]    Flow, m³/h
 * Temp (°C)      Temp, °C
 * Temp (inlet)   Temp (inlet), none
 * </pre>
 *
 * @param names of all columns, each once: {@code c0}, {@code c1}, … where there is none
 * @param written as in the file, the same where there is none
 * @param found (columns), their units; empty where there are none
 * @param named (columns), whether the file has a name
 * @param warnings what a person should look at
 */
record ColumnNames(
    List<String> names,
    List<String> written,
    List<String> found,
    List<Boolean> named,
    List<String> warnings) {
  /** Units below the names at most, in characters. */
  private static final int LONGEST = 20;

  static ColumnNames of(CsvSample sample) {
    List<String> names = new ArrayList<>();
    List<String> written = new ArrayList<>();
    List<String> units = new ArrayList<>();
    List<Boolean> named = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < sample.fields(); i++) {
      String name = i < sample.header().size() ? sample.header().get(i).strip() : "";
      named.add(!name.isEmpty());
      String unit = i < sample.units().size() ? sample.units().get(i).strip() : "";
      NamedUnit bracket = NamedUnit.of(name);
      String bare = bracket == null ? name : bracket.name();
      unit = unit.isEmpty() && bracket != null ? bracket.unit() : bare(unit);
      bare = bare.isEmpty() ? "c" + i : bare;
      String once = once(bare, seen);
      if (!once.equals(bare)) {
        warnings.add(
            "the column " + bare + " is there again as column " + (i + 1) + ", and called " + once);
      }
      names.add(once);
      written.add(name.isEmpty() || !once.equals(bare) ? once : name);
      units.add(unit.length() > LONGEST ? "" : unit);
    }
    return new ColumnNames(names, written, units, named, warnings);
  }

  /**
   * Names that stand in two lines, such as those of machines above those of what is measured.
   *
   * <pre>
   * time,Pump 1,Pump 1,Pump 2        time,Pump 1,,Pump 2
   * ,flow,pressure,flow              ,flow,pressure,flow
   * </pre>
   *
   * @return none where the second line makes no names of columns that have one name or none
   */
  static List<String> joined(List<String> header, List<String> below) {
    if (header.size() != below.size() || anyUnit(below)) {
      return List.of();
    }
    List<String> joined = new ArrayList<>();
    Set<String> above = new HashSet<>();
    boolean again = false;
    String name = "";
    for (int i = 0; i < header.size(); i++) {
      String own = header.get(i).strip();
      String second = below.get(i).strip();
      name = own.isEmpty() && !second.isEmpty() ? name : own;
      again |= !name.isEmpty() && !above.add(name) && !second.isEmpty();
      joined.add((name + " " + second).strip());
    }
    List<String> all = joined.stream().filter(text -> !text.isEmpty()).toList();
    boolean each = all.size() == Set.copyOf(all).size();
    return again && each ? joined : List.of();
  }

  /** Whether there is a unit among some words. */
  static boolean anyUnit(List<String> words) {
    return words.stream().map(String::strip).anyMatch(ColumnNames::unit);
  }

  /** Whether a word is a unit that people write. */
  static boolean unit(String word) {
    return NamedUnit.isUnit(bare(word));
  }

  /** A unit without brackets of its own. */
  private static String bare(String unit) {
    boolean bracketed =
        (unit.startsWith("[") && unit.endsWith("]"))
            || (unit.startsWith("(") && unit.endsWith(")"));
    return bracketed ? unit.substring(1, unit.length() - 1).strip() : unit;
  }

  /** The name, or with a number where it is there already. */
  private static String once(String name, Set<String> seen) {
    String once = name;
    for (int n = 2; !seen.add(once); n++) {
      once = name + "_" + n;
    }
    return once;
  }

  /** Whether the file has no name for the column. */
  boolean nameless(int column) {
    return !named.get(column);
  }

  /** The place of a column by its name, with or without its unit; -1 for none. */
  int place(String name) {
    int place = names.indexOf(name);
    return place >= 0 ? place : written.indexOf(name);
  }

  /** The units of some columns, by name, as far as there are any. */
  Map<String, String> units(List<Integer> columns) {
    Map<String, String> units = new HashMap<>();
    for (int column : columns) {
      if (!found.get(column).isEmpty()) {
        units.put(names.get(column), found.get(column));
      }
    }
    return Map.copyOf(units);
  }
}
