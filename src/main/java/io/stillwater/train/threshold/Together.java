package io.stillwater.train.threshold;

import io.stillwater.detect.Estimate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What all keys together show of episodes and of time in alarm: in the data, and in drawings of
 * their pieces.
 */
final class Together {
  private static final int DRAWINGS = 100;

  /** Of fewer pieces than this, a drawing may lack all that is high, and the aim is not lowered. */
  private static final int FEW = 5;

  private final double days;
  private final EpisodeCurve curve;
  private final EpisodeRate rate;
  private final AlarmShare share;
  private final List<EpisodeRate> rates = new ArrayList<>(); // of drawings
  private final List<AlarmShare> shares = new ArrayList<>();

  /**
   * @param curve of all runs, not empty
   * @param alarms of the same
   * @param days that they cover; 0 where there is no time
   */
  Together(EpisodeCurve curve, AlarmCurve alarms, double days, long seed) {
    this.days = days;
    this.curve = curve;
    this.rate = new EpisodeRate(curve, curve.all(), timed() ? days : 1);
    this.share = new AlarmShare(alarms, curve, curve.all());
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < DRAWINGS; i++) {
      int[] drawing = curve.draw(random);
      rates.add(new EpisodeRate(curve, drawing, timed() ? days : 1));
      shares.add(new AlarmShare(alarms, curve, drawing));
    }
  }

  boolean timed() {
    return days > 0;
  }

  /**
   * Where a promise is kept, and what later data will have there.
   *
   * @param score the threshold
   * @param episodes a day, unknown without time
   * @param inAlarm the share of windows
   */
  record Kept(double score, Estimate episodes, Estimate inAlarm) {}

  /** By episodes a day. */
  Kept byEpisodes(double budget) {
    Aim.Doubt doubt = Aim.Doubt.ofTail(rate.depth(budget));
    Aim aim = Aim.of(budget, DRAWINGS, doubt, (i, aimed) -> rate.at(rates.get(i).level(aimed)));
    double[] levels = rates.stream().mapToDouble(drawn -> drawn.level(aim.rate())).toArray();
    Estimate told = new Estimate(budget, aim.low(), aim.high());
    return new Kept(rate.level(aim.rate()), told, inAlarm(shares(levels)));
  }

  /** By the share of windows at which an episode is open. */
  Kept byTime(double most) {
    Aim.Doubt doubt = Aim.Doubt.ofTail(share.depth(most));
    Aim.Realised later = (i, aimed) -> share.at(shares.get(i).level(aimed));
    Aim aim =
        curve.all().length < FEW
            ? Aim.plain(most, DRAWINGS, doubt, later)
            : Aim.of(most, DRAWINGS, doubt, later);
    double[] levels = shares.stream().mapToDouble(drawn -> drawn.level(aim.rate())).toArray();
    Estimate told = new Estimate(most, aim.low(), Math.min(1, aim.high()));
    double[] opened = Arrays.stream(levels).map(rate::at).toArray();
    return new Kept(share.level(aim.rate()), episodes(opened), told);
  }

  /** Where no more than so many opened in the data themselves, however few that is. */
  Kept byCount(double episodes) {
    return at(curve.level(episodes, curve.all()));
  }

  /** At a threshold that was found otherwise. */
  Kept at(double score) {
    double[] opened = rates.stream().mapToDouble(drawn -> drawn.at(score)).toArray();
    double[] time = shares.stream().mapToDouble(drawn -> drawn.at(score)).toArray();
    return new Kept(score, episodes(opened), inAlarm(time));
  }

  private double[] shares(double[] levels) {
    return Arrays.stream(levels).map(share::at).toArray();
  }

  private Estimate episodes(double[] drawn) {
    double mean = Arrays.stream(drawn).average().orElse(0);
    return timed() && mean > 0
        ? Aim.spread(drawn, mean, Aim.Doubt.ofTail(rate.depth(mean)))
        : Estimate.UNKNOWN;
  }

  private Estimate inAlarm(double[] drawn) {
    double mean = Arrays.stream(drawn).average().orElse(0);
    if (!(mean > 0)) {
      return Estimate.UNKNOWN;
    }
    Estimate told = Aim.spread(drawn, mean, Aim.Doubt.ofTail(share.depth(mean)));
    return new Estimate(mean, told.low(), Math.min(1, told.high()));
  }
}
