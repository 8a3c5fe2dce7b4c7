package io.stillwater.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.stream.output.ScoredWindow;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreFeedTest {
  private final ScoreFeed feed = new ScoreFeed();

  private void score(String key, long time, double score) {
    feed.scored(
        new ScoredWindow(
            0, key, time, time, score, Math.exp(-score), false, Double.NaN, score > 3));
  }

  @Test
  void drain_keepsTheStrangestWindowOfEachKeyAtTheNewestTime() {
    score("a", 1, 1);
    score("a", 2, 4);
    score("a", 3, 2);
    score("b", 3, 5);
    assertEquals(
        List.of(
            new ScoreFeed.Sample("b", 3, 5, Math.exp(-5), true, 0, 3),
            new ScoreFeed.Sample("a", 3, 4, Math.exp(-4), true, 0, 2)),
        feed.drain());
    assertEquals(List.of(), feed.drain());
  }

  @Test
  void recent_givesTheNewestPointsOldestFirst() {
    for (int second = 1; second <= ScoreFeed.TRACK + 5; second++) {
      score("a", 1_000L * second, second % 7);
    }
    List<KeyView.Point> all = feed.recent("a", 1_000);
    assertEquals(ScoreFeed.TRACK, all.size());
    assertEquals(6_000, all.get(0).time());
    assertEquals(1_000L * (ScoreFeed.TRACK + 5), all.get(all.size() - 1).time());
    assertEquals(
        List.of(1_000L * (ScoreFeed.TRACK + 4), 1_000L * (ScoreFeed.TRACK + 5)),
        feed.recent("a", 2).stream().map(KeyView.Point::time).toList());
    assertEquals(List.of(), feed.recent("never seen", 5));
  }

  @Test
  void recent_holdsTheStrangestOfEachSecond() {
    score("a", 1_000, 1);
    score("a", 2_100, 2);
    score("a", 2_500, 4);
    score("a", 2_900, 3);
    assertEquals(
        List.of(1_000L, 2_500L), feed.recent("a", 9).stream().map(KeyView.Point::time).toList());
  }

  @Test
  void pValuesBelowTheSmallestFloat_areKept() {
    feed.scored(new ScoredWindow(0, "a", 1, 1, 90, 1e-60, true, Double.NaN, true));
    feed.drain();
    assertEquals(1e-60, feed.recent("a", 1).get(0).pValue(), 1e-63);
  }

  @Test
  void tracks_areBoundedAndTheLeastRecentlyScoredGoFirst() {
    score("first", 1, 1);
    feed.drain();
    for (int key = 0; key < ScoreFeed.MAX_TRACKS; key++) {
      score("k" + key, 2, 1);
    }
    feed.drain();
    assertTrue(feed.recent("first", 1).isEmpty());
    assertEquals(1, feed.recent("k7", 1).size());
  }
}
