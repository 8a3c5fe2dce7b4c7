package io.stillwater.alert;

import io.stillwater.detect.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Decides when an episode opens, speaks again and resolves. Without state of its own: a function of
 * the key's memory, its open episode and the verdict.
 *
 * <p>A window is quiet when it is within the threshold, or when its newest readings are calm and
 * what is strange in it lies before them ({@link Verdict#trails}). An open episode speaks again,
 * with the reason, when
 *
 * <ul>
 *   <li>{@value #SEVERITY}: its severity rises;
 *   <li>{@value #CHANNELS}: in k of the last n windows the error is led by a channel that was not
 *       named since the newest regular update;
 *   <li>{@value #AGAIN}: it had been quiet for half as long as resolves it, and k of n windows are
 *       not;
 *   <li>{@value #STILL}: the update interval has passed, and {@value PolicySpec#UPDATE_WINDOWS}
 *       windows.
 * </ul>
 */
public final class EpisodePolicy {
  static final String SEVERITY = "severity";
  static final String CHANNELS = "channels";
  static final String AGAIN = "again";
  static final String STILL = "still";
  static final String QUIET = "quiet";

  /** Channels that make up so much of an error explain it. */
  private static final double EXPLAINED = 0.8;

  private static final int MOST_CHANNELS = 5;

  private final PolicySpec spec;
  private final double thresholdPValue;
  private final List<String> channels;

  /**
   * When it is.
   *
   * @param seen the partition's highest record time
   * @param oldest windows that ended before this record time no longer count
   */
  public record Clock(long seen, long oldest) {}

  /** What to send, and why. */
  public record Step(AlertState state, String reason) {}

  /**
   * @param spec k of n, quiet, update interval
   * @param thresholdPValue the p-value of the threshold, to measure severity by
   * @param channels names, in the order of the values; empty where windows have no channels that
   *     would explain anything; may grow at its end
   */
  public EpisodePolicy(PolicySpec spec, double thresholdPValue, List<String> channels) {
    this.spec = spec;
    this.thresholdPValue = thresholdPValue;
    this.channels = channels;
  }

  /**
   * Whether this window opens an episode; the memory must hold it already.
   *
   * @param mark up to where readings belong to an episode that is over; {@link Verdict#UNMARKED} if
   *     there is none
   */
  public boolean opens(PolicyMemory memory, long oldest, long mark) {
    return memory.newestOpens(mark) && memory.opening(oldest, mark) >= spec.k();
  }

  /**
   * The episode that this window opens, with its first alert counted; the caller draws the peak.
   *
   * @param mark as in {@link #opens}
   */
  public OpenEpisode open(String id, Verdict verdict, long seen, long mark) {
    Present present = present(verdict, false);
    OpenEpisode open =
        new OpenEpisode(
            Episode.first(id, verdict, severity(verdict), seen, present, verdict.mark(mark)));
    open.change(open.episode(), verdict);
    return open;
  }

  /**
   * Takes one more window into an open episode; the memory must hold it already.
   *
   * @return what to send, {@code UPDATED} or {@code RESOLVED}, or nothing; the sequence is counted
   *     up already
   */
  public Optional<Step> advance(
      OpenEpisode open, PolicyMemory memory, Verdict verdict, Clock clock) {
    Episode before = open.episode();
    boolean quiet = !verdict.beyond() || verdict.trails(before.mark());
    Severity severity = max(before.severity(), quiet ? null : severity(verdict));
    Episode after = before.after(verdict, severity, clock.seen(), present(verdict, quiet));
    after = after.with(after.told().rest(after.quiet() >= Math.max(spec.n(), spec.quiet() / 2)));
    Optional<Step> step = step(before, after, memory, clock.oldest());
    boolean stranger = verdict.score() > open.peakScore();
    open.change(
        step.isPresent() ? told(after, step.get()).alerted() : after, stranger ? verdict : null);
    return step;
  }

  private static Episode told(Episode after, Step step) {
    Told told = after.told();
    List<String> shown = after.present().names();
    return after.with(
        step.reason().equals(STILL) ? new Told(told.windows(), shown, false) : told.and(shown));
  }

  /** Ends an episode whose key is no longer watched. */
  public void abandon(OpenEpisode open) {
    open.change(open.episode().alerted(), null);
  }

  private Optional<Step> step(Episode before, Episode after, PolicyMemory memory, long oldest) {
    if (after.quiet() >= spec.quiet()) {
      return Optional.of(new Step(AlertState.RESOLVED, QUIET));
    }
    String why =
        after.severity() != before.severity()
            ? SEVERITY
            : after.quiet() == 0 && anotherCause(after, memory, oldest)
                ? CHANNELS
                : after.quiet() == 0 && again(after, memory, oldest)
                    ? AGAIN
                    : due(after) ? STILL : null;
    return Optional.ofNullable(why).map(reason -> new Step(AlertState.UPDATED, reason));
  }

  private boolean anotherCause(Episode episode, PolicyMemory memory, long oldest) {
    if (channels.isEmpty() || episode.told().channels().isEmpty()) {
      return false;
    }
    Set<Integer> told =
        episode.told().channels().stream().map(channels::indexOf).collect(Collectors.toSet());
    return memory.led(oldest, episode.mark(), episode.alertedAt(), told) >= spec.k();
  }

  private boolean again(Episode episode, PolicyMemory memory, long oldest) {
    return episode.told().rested() && memory.restless(oldest, episode.mark()) >= spec.k();
  }

  private boolean due(Episode episode) {
    return episode.lastTime() - episode.alertedAt() >= spec.updateMillis()
        && episode.windows() - episode.told().windows() >= PolicySpec.UPDATE_WINDOWS;
  }

  private Present present(Verdict verdict, boolean quiet) {
    return new Present(
        verdict.score(), verdict.pValue().value(), quiet, shares(verdict.error().present()));
  }

  /** The channels that explain an error, the largest share first. */
  private List<Present.Share> shares(double[] errors) {
    double total = 0;
    for (double error : errors) {
      total += error;
    }
    List<Present.Share> shares = new ArrayList<>();
    if (channels.isEmpty() || !(total > 0)) {
      return shares;
    }
    int[] largestFirst =
        IntStream.range(0, errors.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer c) -> -errors[c]))
            .mapToInt(c -> c)
            .toArray();
    double explained = 0;
    for (int i = 0; i < largestFirst.length && i < MOST_CHANNELS && explained < EXPLAINED; i++) {
      double share = errors[largestFirst[i]] / total;
      shares.add(new Present.Share(channels.get(largestFirst[i]), share));
      explained += share;
    }
    return shares;
  }

  private Severity severity(Verdict verdict) {
    return Severity.of(verdict.pValue().value(), thresholdPValue);
  }

  private static Severity max(Severity before, Severity now) {
    return now != null && now.compareTo(before) > 0 ? now : before;
  }
}
