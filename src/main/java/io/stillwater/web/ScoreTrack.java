package io.stillwater.web;

/**
 * The newest scores of one key, the oldest overwritten first. Not thread-safe.
 *
 * <p>With room for 3 points, after 1, 2, 3, 4 the track reads 2, 3, 4.
 */
final class ScoreTrack {
  private final long[] times; // (room)
  private final float[] scores; // (room)
  private final float[] pValues; // (room), as ln p: a float holds no p below 1e-38
  private int size;
  private int next;

  ScoreTrack(int room) {
    times = new long[room];
    scores = new float[room];
    pValues = new float[room];
  }

  void add(long time, double score, double pValue) {
    times[next] = time;
    scores[next] = (float) score;
    pValues[next] = (float) Math.log(pValue);
    next = (next + 1) % times.length;
    size = Math.min(size + 1, times.length);
  }

  /** The newest points, at most that many, oldest first. */
  KeyView.Point[] newest(int limit) {
    KeyView.Point[] points = new KeyView.Point[Math.min(size, limit)];
    for (int i = 0; i < points.length; i++) {
      int at = Math.floorMod(next - points.length + i, times.length);
      points[i] = new KeyView.Point(times[at], scores[at], Math.exp(pValues[at]));
    }
    return points;
  }
}
