package io.stillwater.evaluate;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Where cases come from, and what belongs to all of them. */
public interface CaseSource {
  /** What is measured of all cases together, beside the means. */
  enum Whole {
    /** The rows of all cases as if they were one. */
    POOLED,
    /** The scores of NAB: one threshold for the corpus. */
    NAB
  }

  /** The names of its cases, in their order. */
  List<String> names() throws IOException;

  /** One of them. */
  Case read(String name) throws IOException;

  /** How often a method runs that draws random numbers: with the seeds 0, 1, … */
  int seeds();

  /** What is measured of all of them. */
  Set<Whole> whole();
}
