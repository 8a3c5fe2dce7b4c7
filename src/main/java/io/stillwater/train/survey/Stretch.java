package io.stillwater.train.survey;

import java.util.List;

/**
 * Rows of one key, one after another, that are unlike the others.
 *
 * @param judged the key with all its rows
 * @param first place of the first row among the key's rows
 * @param last place of the last row
 * @param peak place of the strangest row
 */
public record Stretch(Judged judged, int first, int last, int peak) {
  public Stretch {
    if (first > peak || peak > last) {
      throw new IllegalArgumentException(
          "the strangest row must lie in the stretch: was " + peak + " of " + first + ".." + last);
    }
  }

  /** The key; empty where readings have none. */
  public String key() {
    return judged.rows().key();
  }

  /** Event time of the first row, or its number. */
  public long from() {
    return judged.rows().times()[first];
  }

  /** Event time of the last row, or its number. */
  public long to() {
    return judged.rows().times()[last];
  }

  /** How many rows. */
  public int rows() {
    return last - first + 1;
  }

  /** How far the strangest row stands out, in scales of the normal ones. */
  public double standing() {
    return judged.standings()[peak];
  }

  /** How often normal rows stand as high. */
  public double pValue() {
    return Bulk.pValue(standing());
  }

  /** The same in words. */
  public String words() {
    return words(pValue());
  }

  static String words(double p) {
    return p < 1e-6 ? "like nothing else here" : p < 1e-4 ? "very unusual" : "unusual";
  }

  /**
   * What a channel has to do with it.
   *
   * @param channel its name
   * @param share of the error, in [0, 1]; the shares of all channels sum to one
   * @param observed (rows) what was read
   * @param expected (rows) what the others would have looked like, in the same units
   */
  public record Part(String channel, double share, double[] observed, double[] expected) {}

  /**
   * A stretch with what explains it.
   *
   * @param stretch which
   * @param parts of all channels, the largest first; their rows are those of the strangest window
   * @param windowFirst place of that window's first row among the key's rows
   */
  public record Told(Stretch stretch, List<Part> parts, int windowFirst) {
    public Told {
      parts = List.copyOf(parts);
    }
  }
}
