package io.stillwater.web;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.stillwater.stream.KeyStatus;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How a key is doing.
 *
 * @param key the sensor key
 * @param partition of the input topic
 * @param state warming, ok, moved, missing data, silent or alerting
 * @param lastTime event time of its newest reading
 * @param silentSince the same where nothing came for far longer than usual; absent otherwise
 * @param offset of its newest reading
 * @param rows readings in its window so far
 * @param score of its newest window; absent before the first
 * @param pValue of its newest window; absent before the first
 * @param pRecent of its newest window among its own scores of the last days; absent while that is
 *     not known
 * @param movedSince from when on its normal has been elsewhere than in training; absent if it has
 *     not moved
 * @param episode id of the open episode; absent if there is none
 * @param recent its newest scores, the strangest of each moment, oldest first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Key")
public record KeyView(
    String key,
    int partition,
    @Schema(enumeration = {"warming", "ok", "moved", "missing data", "silent", "alerting"})
        String state,
    Instant lastTime,
    Instant silentSince,
    long offset,
    int rows,
    Double score,
    Double pValue,
    Double pRecent,
    Instant movedSince,
    String episode,
    List<Point> recent) {
  /**
   * One moment of a key.
   *
   * @param time event time in milliseconds
   * @param score of its strangest window
   * @param pValue of that window
   * @param offset of its newest reading
   */
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  @Schema(name = "Point", description = "[event time in ms, score, p-value, offset]")
  public record Point(long time, double score, double pValue, long offset) {}

  static KeyView of(KeyStatus status, List<Point> recent) {
    return new KeyView(
        status.key(),
        status.partition(),
        word(status.state()),
        Instant.ofEpochMilli(status.lastTime()),
        status.isSilent() ? Instant.ofEpochMilli(status.lastTime()) : null,
        status.offset(),
        status.rows(),
        finite(status.score()),
        finite(status.pValue()),
        finite(status.recent()),
        status.movedSince() == null ? null : Instant.ofEpochMilli(status.movedSince()),
        status.episode(),
        recent);
  }

  /** A state as REST and the page name it. */
  static String word(KeyStatus.State state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
