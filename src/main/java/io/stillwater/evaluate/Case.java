package io.stillwater.evaluate;

import java.util.stream.DoubleStream;

/**
 * One training and one test of a collection.
 *
 * @param name of the file, or what stands for it
 * @param form how test and training lie to each other
 * @param training normal rows
 * @param test rows to be judged; the same ones for every method
 */
public record Case(String name, Form form, Table training, Table test) {
  /** How test and training lie to each other. */
  public enum Form {
    /** The test goes on where the training ends: its first windows reach back into the training. */
    CONTINUED,
    /** The test is a series of its own, and begins without a window. */
    APART,
    /** A row is a sample of its own and has no neighbours: windows of one row. */
    SAMPLES
  }

  /** (rows) the first channel of the series that the test is a part of, from its beginning. */
  double[] series() {
    DoubleStream rest = test.rows().stream().mapToDouble(row -> row.values()[0]);
    return form == Form.CONTINUED
        ? DoubleStream.concat(training.rows().stream().mapToDouble(row -> row.values()[0]), rest)
            .toArray()
        : rest.toArray();
  }
}
