package io.stillwater.web;

/**
 * The newest scores of one key, the strangest of each second of event time, the oldest overwritten
 * first. Not thread-safe.
 *
 * <p>With room for 3 points, after scores 1, 2, 3, 4, a second apart, the track reads 2, 3, 4;
 * after another score 5 in the second of the last it reads 2, 3, 5.
 */
final class ScoreTrack {
  private static final long SECOND = 1_000;

  private final long[] times; // (room)
  private final float[] scores; // (room)
  private final float[] pValues; // (room), as ln p: a float holds no p below 1e-38
  private final long[] offsets; // (room)
  private int size;
  private int next;

  ScoreTrack(int room) {
    times = new long[room];
    scores = new float[room];
    pValues = new float[room];
    offsets = new long[room];
  }

  void add(long time, double score, double pValue, long offset) {
    int last = Math.floorMod(next - 1, times.length);
    if (size > 0 && Math.floorDiv(times[last], SECOND) == Math.floorDiv(time, SECOND)) {
      if (score > scores[last]) {
        put(last, time, score, pValue, offset);
      }
      return;
    }
    put(next, time, score, pValue, offset);
    next = (next + 1) % times.length;
    size = Math.min(size + 1, times.length);
  }

  private void put(int at, long time, double score, double pValue, long offset) {
    times[at] = time;
    scores[at] = (float) score;
    pValues[at] = (float) Math.log(pValue);
    offsets[at] = offset;
  }

  /** The newest points, at most that many, oldest first. */
  KeyView.Point[] newest(int limit) {
    KeyView.Point[] points = new KeyView.Point[Math.min(size, limit)];
    for (int i = 0; i < points.length; i++) {
      int at = Math.floorMod(next - points.length + i, times.length);
      points[i] = new KeyView.Point(times[at], scores[at], Math.exp(pValues[at]), offsets[at]);
    }
    return points;
  }
}
