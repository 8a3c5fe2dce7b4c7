package io.stillwater.evaluate;

import io.stillwater.event.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The files of a collection with nothing set apart for training: each case is one file, all of its
 * rows are judged, and what learns learns from the same rows without their labels. Of a collection
 * with files for training those are left out.
 *
 * @param cases the collection's own
 */
public record WholeFiles(CaseSource cases) implements CaseSource {
  @Override
  public List<String> names() throws IOException {
    return cases.names();
  }

  @Override
  public Case read(String name) throws IOException {
    Case on = cases.read(name);
    boolean apart = on.form() == Case.Form.APART;
    Table whole = apart ? on.test() : joined(on.training(), on.test());
    Case.Form form = on.form() == Case.Form.SAMPLES ? Case.Form.SAMPLES : Case.Form.APART;
    return new Case(on.name(), form, whole, whole);
  }

  private static Table joined(Table first, Table second) {
    List<Reading> rows = new ArrayList<>(first.rows());
    rows.addAll(second.rows());
    boolean[] labels = Arrays.copyOf(first.labels(), rows.size());
    System.arraycopy(second.labels(), 0, labels, first.labels().length, second.labels().length);
    return new Table(first.channels(), first.timed(), rows, labels);
  }

  @Override
  public int seeds() {
    return cases.seeds();
  }

  @Override
  public Set<Whole> whole() {
    Set<Whole> whole = new HashSet<>(cases.whole());
    whole.remove(Whole.NAB); // whose rules need rows that are not judged
    return whole;
  }
}
