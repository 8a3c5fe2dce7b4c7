package io.stillwater.stream.output;

import io.stillwater.alert.Message;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What has come out of one partition since the last drain, in its order. Not thread-safe. */
public final class Outbox {
  private final List<Message> messages = new ArrayList<>();
  private final List<ScoredWindow> scores = new ArrayList<>();
  private final List<DeadLetter> deadLetters = new ArrayList<>();
  private final List<Aside> asides = new ArrayList<>();
  private final Map<Count, long[]> counts = new EnumMap<>(Count.class); // one number each

  /** Adds to a total. */
  public void count(Count what, long amount) {
    counts.computeIfAbsent(what, first -> new long[1])[0] += amount;
  }

  /** An alert, or news of a key. */
  public void send(Message message) {
    messages.add(message);
  }

  /** A window was judged. */
  public void score(ScoredWindow score) {
    scores.add(score);
  }

  /** A record could not be used. */
  public void reject(DeadLetter letter) {
    count(Count.UNDECODABLE, 1);
    deadLetters.add(letter);
  }

  /** A reading was set aside. */
  public void setAside(Aside aside) {
    count(Count.ASIDE, 1);
    asides.add(aside);
  }

  /** Moves everything into {@code output}. */
  public void drainTo(FlowOutput output) {
    output.messages().addAll(messages);
    output.scores().addAll(scores);
    output.deadLetters().addAll(deadLetters);
    output.asides().addAll(asides);
    counts.forEach((what, amount) -> output.counts().merge(what, amount[0], Long::sum));
    messages.clear();
    scores.clear();
    deadLetters.clear();
    asides.clear();
    counts.clear();
  }
}
