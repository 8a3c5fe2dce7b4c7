package io.stillwater.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stillwater.alert.Alert;
import io.stillwater.alert.AlertJson;
import io.stillwater.alert.Episode;
import io.stillwater.alert.KeyMove;
import io.stillwater.alert.Message;
import io.stillwater.alert.MoveJson;
import io.stillwater.alert.Notice;
import io.stillwater.alert.NoticeJson;
import io.stillwater.event.RawRecord;
import io.stillwater.stream.output.Checkpoint;
import io.stillwater.stream.output.Count;
import io.stillwater.stream.output.FlowCounters;
import io.stillwater.stream.output.FlowOutput;
import io.stillwater.stream.output.KeyState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** What was committed of a log, and a run over it that can be killed. */
final class Committed {
  private final AlertJson json = new AlertJson();
  private final MoveJson moveJson = new MoveJson();
  private final NoticeJson noticeJson = new NoticeJson();
  final List<String> scores = new ArrayList<>();
  final List<String> messages = new ArrayList<>();
  final Map<String, Episode> open = new HashMap<>();
  final Map<String, KeyState> states = new HashMap<>();
  int moves;
  final FlowCounters counters = new FlowCounters();
  int deadLetters;
  Checkpoint checkpoint = Checkpoint.cold(0);

  void commit(FlowOutput output) {
    output.scores().forEach(score -> scores.add(score.toString()));
    output
        .messages()
        .forEach(message -> messages.add(new String(bytes(message), StandardCharsets.UTF_8)));
    output
        .episodes()
        .forEach(
            (place, episode) ->
                episode.ifPresentOrElse(
                    e -> open.put(place.key(), json.episode(json.episode(e))),
                    () -> open.remove(place.key())));
    output
        .states()
        .forEach(
            (place, state) ->
                state.ifPresentOrElse(
                    s -> states.put(place.key(), s), () -> states.remove(place.key())));
    deadLetters += output.deadLetters().size();
    checkpoint = output.checkpoints().getOrDefault(0, checkpoint);
    counters.add(output.counts());
  }

  private byte[] bytes(Message message) {
    if (message instanceof KeyMove move) {
      moves++;
      return moveJson.write(move);
    }
    return message instanceof Notice notice
        ? noticeJson.write(notice)
        : json.alert((Alert) message);
  }

  /** What is stored of each key's episode, whether open or over. */
  private Map<String, String> stored() {
    Map<String, String> stored = new HashMap<>();
    open.forEach(
        (key, episode) ->
            stored.put(key, new String(json.episode(episode), StandardCharsets.UTF_8)));
    return stored;
  }

  /** What is remembered, as text that can be compared. */
  Map<String, String> stateBytes() {
    Map<String, String> texts = new HashMap<>();
    states.forEach(
        (key, state) ->
            texts.put(
                key,
                state.offset()
                    + " "
                    + state.touchedAt()
                    + " "
                    + HexFormat.of().formatHex(state.state())));
    return texts;
  }

  Map<Count, Long> counts() {
    Map<Count, Long> counts = counters.snapshot();
    counts.remove(Count.REBUILT);
    assertEquals(
        counts.get(Count.RECEIVED), counts.get(Count.DECODED) + counts.get(Count.UNDECODABLE));
    assertEquals(counts.get(Count.WINDOWS), counts.get(Count.SCORED) + counts.get(Count.SKIPPED));
    return counts;
  }

  /** Puts a fresh flow where the last commit was. */
  void restore(Flow flow) {
    flow.restore(0, checkpoint, open.values(), states.values());
  }

  /**
   * Feeds the log from an offset, commits every {@code batch} records, and crashes after that many
   * commits.
   */
  void run(Flow flow, List<RawRecord> log, long from, int batch, int commits) {
    int left = commits;
    long committed = checkpoint.next();
    for (int i = (int) from; i < log.size(); i++) {
      Records.add(flow, log.get(i));
      boolean due = i + 1 - committed >= batch || i + 1 == log.size();
      if (due && !flow.rebuilding(0)) {
        FlowOutput output = flow.drain();
        if (left-- == 0) {
          return; // killed between send and commit
        }
        flow.committed(output);
        commit(output);
        committed = i + 1L;
      }
    }
  }

  /** Whether all of it is the same, and the counters keep their laws. */
  void assertSame(Committed other) {
    assertSameOutput(other);
    assertEquals(stateBytes(), other.stateBytes());
  }

  /** Whether everything that others read is the same. */
  void assertSameOutput(Committed other) {
    assertSame(scores, other.scores);
    assertSame(messages, other.messages);
    assertEquals(stored(), other.stored());
    assertEquals(deadLetters, other.deadLetters);
    assertEquals(counts(), other.counts());
  }

  private static void assertSame(List<String> expected, List<String> found) {
    for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
      assertEquals(expected.get(i), found.get(i), "line " + i);
    }
    assertEquals(expected.size(), found.size());
  }
}
