package io.stillwater.detect;

/**
 * How a key's scores lie beside those of all keys: what an own threshold amounts to, told in the
 * score, so that one threshold and one p-value hold for all.
 *
 * <p>The key's own score is (score − offset)/scale.
 *
 * <table>
 * <caption>offset 0.5, scale 2</caption>
 * <tr><th>score</th><td>0.5</td><td>2.5</td><td>6.5</td></tr>
 * <tr><th>own</th><td>0</td><td>1</td><td>3</td></tr>
 * </table>
 *
 * @param offset in units of the score
 * @param scale above 0
 */
public record ScoreLevel(double offset, double scale) {
  public ScoreLevel {
    if (!Double.isFinite(offset) || !(scale > 0) || !Double.isFinite(scale)) {
      throw new IllegalArgumentException(
          "the level of a key's scores needs a finite offset and a scale above 0: was "
              + (offset + " and " + scale));
    }
  }

  /** The key's own score. */
  public double own(double score) {
    return (score - offset) / scale;
  }
}
