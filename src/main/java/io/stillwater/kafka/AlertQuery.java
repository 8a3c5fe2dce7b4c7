package io.stillwater.kafka;

/**
 * Which alerts are asked for.
 *
 * @param since event time in milliseconds: no older ones
 * @param key of the sensor; null for all
 * @param limit how many at most: the newest
 */
public record AlertQuery(long since, String key, int limit) {
  public AlertQuery {
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be at least 1: was " + limit);
    }
  }
}
