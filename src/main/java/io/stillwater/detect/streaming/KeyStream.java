package io.stillwater.detect.streaming;

import io.stillwater.detect.PValue;
import io.stillwater.detect.Threshold;
import io.stillwater.detect.Verdict;
import io.stillwater.detect.WindowError;
import io.stillwater.event.Reading;
import io.stillwater.window.Window;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * The verdicts on one key's readings by its own past alone, from the first reading on.
 *
 * <p>The score is that of {@link StreamingDetector}, its p-value that among the stream's own past
 * scores since it was warm ({@link PastScores}). A burst that is told, is beyond {@link
 * StreamingScore#LIMIT}, has a p-value of at most {@value #RARE} and is within the budget ({@link
 * AlarmBudget}) is an alarm. Readings after it are beyond the threshold too while their error is at
 * least half of what it began with, or a standard deviation, and until {@value #OVER} in a row are
 * not; where it began with a strange reading, and not with a strange mean, the readings alone
 * count, so that it ends with them.
 *
 * <p>The same readings give the same verdicts. Not thread-safe.
 */
public final class KeyStream {
  /** Readings in a row that end a burst; by then what has come to stay is known. */
  public static final int OVER = StreamingDetector.DELAY;

  /** The p-value of an alarm at most. */
  static final double RARE = 0.01;

  private static final int FORMAT = 1;

  private final StreamingDetector detector = new StreamingDetector();
  private final PastScores past = new PastScores();
  private final AlarmBudget budget;
  private double burst; // the least error of the present burst's readings; 0 outside of any
  private boolean byReadings; // whether that is of readings alone
  private int calm; // readings in a row below it

  /**
   * A key that was never seen.
   *
   * @param budget alarms allowed for a day of event time; infinite where there is no time
   */
  public KeyStream(double budget) {
    this.budget = new AlarmBudget(budget);
  }

  /** Where an anomaly begins, for keys with that budget. */
  public static Threshold threshold(double budget) {
    return new Threshold(StreamingScore.LIMIT, RARE, budget, Double.NaN, Double.NaN, Map.of());
  }

  /**
   * Judges the newest reading of a window, and learns it. Every reading of the key is to be given
   * once, in the order of time.
   *
   * @return with a single level, the logarithm of the error; null before any channel had a value
   */
  public Verdict next(Window window) {
    Reading reading = window.last();
    StreamingScore said = detector.next(reading.values());
    if (Double.isNaN(said.score())) {
      return null;
    }
    budget.passing(reading.time());
    double pValue = detector.warming() ? 1 : past.next(said.score());
    double[] errors = detector.errors();
    double largest = 0;
    for (int c = 0; c < errors.length; c++) {
      largest = Math.max(largest, errors[c]);
      errors[c] *= errors[c];
    }
    boolean alarm = said.alarm() && pValue <= RARE && budget.allows(reading.time(), said.score());
    double[] expected = alarm || burst > 0 ? detector.expected() : null;
    boolean beyond = burst(alarm, largest);
    return new Verdict(
        window,
        new WindowError(new double[] {Math.log(largest)}, errors, null, expected),
        said.score(),
        new PValue(pValue, false),
        beyond,
        null);
  }

  /** Whether the newest reading belongs to a burst that is an alarm. */
  private boolean burst(boolean alarm, double error) {
    double ofReading = detector.newestError();
    if (alarm) {
      byReadings = ofReading >= error / 2;
      burst = Math.min(1, (byReadings ? ofReading : error) / 2);
      calm = 0;
      return true;
    }
    if (burst == 0) {
      return false;
    }
    boolean beyond = (byReadings ? ofReading : error) >= burst;
    calm = beyond ? 0 : calm + 1;
    burst = calm == OVER ? 0 : burst;
    return beyond;
  }

  /** Whether the last reading was among the first, where everything is new and nothing is told. */
  public boolean warming() {
    return detector.warming();
  }

  /**
   * Writes all that is known of the key.
   *
   * @param names of the channels, in the order of the values
   */
  public void write(DataOutput out, List<String> names) throws IOException {
    out.writeByte(FORMAT);
    detector.write(out, names);
    past.write(out);
    budget.write(out);
    out.writeDouble(burst);
    out.writeBoolean(byReadings);
    out.writeInt(calm);
  }

  /**
   * Takes over all that was known of a key; to be called before the first reading.
   *
   * @param places where the values of a channel are, by its name
   * @throws IOException if it cannot be read
   */
  public void read(DataInput in, ToIntFunction<String> places) throws IOException {
    int format = in.readByte();
    if (format != FORMAT) {
      throw new IOException("what is known of a key has format " + FORMAT + ", not " + format);
    }
    detector.read(in, places);
    past.read(in);
    budget.read(in);
    burst = in.readDouble();
    byReadings = in.readBoolean();
    calm = in.readInt();
  }
}
