package io.stillwater.train.data;

import io.stillwater.window.Normalisation;
import io.stillwater.window.WindowSpec;

/**
 * Holds out windows once, for denoisers that are too costly to be made five times: two tenths for
 * the calibration, one tenth to see by when training is enough, the rest to learn from.
 *
 * <p>Each key is cut into stretches of time, by tens: of each ten two are held out and one is for
 * validation, another place in each ten, so that no hour of the day is left out of any part. A key
 * has up to {@value #TENS} tens, none with stretches shorter than {@value #LEAST} window lengths;
 * one that is too short for that holds out its end (every other key its beginning) in one piece.
 * Windows that share readings with those held out are for nothing, nor are those to learn from that
 * share readings with the validation: a stretch loses at most a window length on either side.
 *
 * <p>Where keys are many and short whole keys are dealt out, by tens as well; and so are the rows
 * of a table.
 *
 * <table>
 * <caption>what a place is for (t: training, v: validation, c: calibration)</caption>
 * <tr><th>long key, first ten</th><td>t t c t v t t c t t</td></tr>
 * <tr><th>second ten</th><td>t v t t c t t t t c</td></tr>
 * <tr><th>short key</th><td>t t t t t t t v c c</td></tr>
 * </table>
 */
public final class Stretches {
  private static final int TENS = 10;
  private static final int LEAST = 8;
  private static final String LONG = "ttctvttctt";
  private static final String SHORT = "tttttttvcc";

  private final Samples samples;
  private final WindowSpec spec;
  private final boolean table;
  private final boolean manyKeys;
  private final byte[] parts; // (windows) a letter each

  private Stretches(Samples samples, WindowSpec spec, boolean timed, Normalisation.Mode mode) {
    this.samples = samples;
    this.spec = spec;
    this.table = spec.length() == 1 && !timed;
    this.manyKeys = samples.keyCount() >= Folds.COUNT && mode == Normalisation.Mode.GLOBAL;
    this.parts = new byte[samples.size()];
  }

  public static Split of(Samples samples, WindowSpec spec, boolean timed, Normalisation.Mode mode) {
    Stretches stretches = new Stretches(samples, spec, timed, mode);
    int number = 0;
    for (int from = 0; from < samples.size(); from = samples.endOfKey(from)) {
      stretches.assign(from, samples.endOfKey(from), number++);
    }
    return stretches.split();
  }

  private void assign(int from, int to, int number) {
    long readings = samples.end(to - 1) - samples.end(from) + 1;
    int tens = (int) Math.min(TENS, readings / (10L * LEAST * spec.length()));
    for (int i = from; i < to; i++) {
      if (table) {
        parts[i] = dealt(i);
      } else if (tens > 0) {
        parts[i] = dealt(10 * number + (int) ((long) (i - from) * 10 * tens / (to - from)));
      } else {
        parts[i] =
            manyKeys ? dealt(number) : ofShort((int) (10L * (i - from) / (to - from)), number);
      }
    }
  }

  private static byte dealt(int i) {
    return (byte) LONG.charAt((i % 10 + 3 * (i / 10)) % 10);
  }

  private static byte ofShort(int tenth, int number) {
    return (byte) SHORT.charAt(number % 2 == 0 ? tenth : 9 - tenth);
  }

  private Split split() {
    int reach = spec.length() == 1 ? 0 : spec.length() + spec.carry();
    boolean[] nearHeld = Overlap.with(samples, reach, marked('c'));
    boolean[] nearValidation = Overlap.with(samples, reach, marked('v'));
    return new Split(
        Indices.where(parts.length, i -> parts[i] == 't' && !nearHeld[i] && !nearValidation[i]),
        Indices.where(parts.length, i -> parts[i] == 'v' && !nearHeld[i]),
        Indices.where(parts.length, i -> parts[i] == 'c'));
  }

  private boolean[] marked(char part) {
    boolean[] marked = new boolean[parts.length];
    for (int i = 0; i < parts.length; i++) {
      marked[i] = parts[i] == part;
    }
    return marked;
  }
}
