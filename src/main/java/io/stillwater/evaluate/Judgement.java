package io.stillwater.evaluate;

import io.stillwater.alert.PolicySpec;
import java.util.Arrays;
import java.util.Objects;

/**
 * What a method says of the test rows.
 *
 * @param scores (rows), larger is stranger, each by rows up to its own only; NaN where there was no
 *     full window yet
 * @param retrospective (rows) the same by all windows that cover the row, later rows included;
 *     empty where a method has nothing to say that way
 * @param told (rows) where the method itself tells a burst, to be counted once; empty where it
 *     leaves that to the protocol
 * @param alarmed (rows) where the method itself says that a row is an alarm, by more than one
 *     limit; empty where an alarm is a score beyond {@code limit}
 * @param limit the score beyond which the method, by its training alone, raises an alarm; NaN where
 *     it has none
 * @param note what a person should know of this run; empty for nothing
 */
public record Judgement(
    double[] scores,
    double[] retrospective,
    boolean[] told,
    boolean[] alarmed,
    double limit,
    String note) {
  public Judgement {
    Objects.requireNonNull(scores, "scores");
    Objects.requireNonNull(note, "note");
    if (retrospective.length > 0 && retrospective.length != scores.length) {
      throw new IllegalArgumentException(
          "there must be a score in retrospect for each of "
              + (scores.length + " rows or for none: were " + retrospective.length));
    }
    if (told.length > 0 && told.length != scores.length) {
      throw new IllegalArgumentException(
          "bursts must be told for each of "
              + (scores.length + " rows or for none: were " + told.length));
    }
    if (alarmed.length > 0 && alarmed.length != scores.length) {
      throw new IllegalArgumentException(
          "alarms must be told for each of "
              + (scores.length + " rows or for none: were " + alarmed.length));
    }
  }

  /** Whose alarms are the scores beyond the limit. */
  public Judgement(
      double[] scores, double[] retrospective, boolean[] told, double limit, String note) {
    this(scores, retrospective, told, new boolean[0], limit, note);
  }

  /** Of a method that leaves telling bursts to the protocol. */
  public Judgement(double[] scores, double[] retrospective, double limit, String note) {
    this(scores, retrospective, new boolean[0], limit, note);
  }

  /** Of a method that looks at the past only. */
  public Judgement(double[] scores, double limit) {
    this(scores, new double[0], limit, "");
  }

  /** Of a method that could not be trained: no scores, and no alarms. */
  public static Judgement none(int rows, String note) {
    double[] scores = new double[rows];
    Arrays.fill(scores, Double.NaN);
    return new Judgement(scores, new double[0], Double.POSITIVE_INFINITY, note);
  }

  /** What is said in retrospect, as if it were all. */
  Judgement lookingBack() {
    return new Judgement(retrospective, limit);
  }

  /** (rows) the scores with the lowest there is for rows before the first full window. */
  double[] ranked() {
    double[] ranked = scores.clone();
    for (int i = 0; i < ranked.length; i++) {
      ranked[i] = Double.isNaN(ranked[i]) ? Double.NEGATIVE_INFINITY : ranked[i];
    }
    return ranked;
  }

  /** (rows) the scores of rows at which a burst is told, the lowest there is for others. */
  double[] bursts(int within) {
    double[] ranked = ranked();
    if (told.length == 0) {
      return Bursts.once(ranked, within);
    }
    for (int i = 0; i < ranked.length; i++) {
      ranked[i] = told[i] ? ranked[i] : Double.NEGATIVE_INFINITY;
    }
    return ranked;
  }

  /** (rows) where episodes open: at bursts that are told, or by the policy. */
  boolean[] opens(PolicySpec policy) {
    boolean[] alarms = alarms();
    boolean[] opens = told.length == 0 ? new boolean[scores.length] : alarms;
    AlarmEpisodes episodes = new AlarmEpisodes(policy);
    for (int i = 0; i < opens.length; i++) {
      if (told.length > 0) {
        opens[i] &= told[i];
      } else if (!Double.isNaN(scores[i])) {
        opens[i] = episodes.opens(alarms[i]);
      }
    }
    return opens;
  }

  /**
   * (rows) whether an episode of the policy is open once the row was judged; rows without a window
   * change nothing.
   */
  boolean[] open(PolicySpec policy) {
    boolean[] alarms = alarms();
    boolean[] open = new boolean[scores.length];
    AlarmEpisodes episodes = new AlarmEpisodes(policy);
    for (int i = 0; i < open.length; i++) {
      if (!Double.isNaN(scores[i])) {
        episodes.opens(alarms[i]);
      }
      open[i] = episodes.open();
    }
    return open;
  }

  /** (rows) whether there is an alarm. */
  boolean[] alarms() {
    if (alarmed.length > 0) {
      return alarmed.clone();
    }
    boolean[] alarms = new boolean[scores.length];
    for (int i = 0; i < alarms.length; i++) {
      alarms[i] = scores[i] > limit;
    }
    return alarms;
  }
}
