package io.stillwater.window.surface;

import java.util.List;

/**
 * What was learned of normal images, to tell how unlike them each cell of another is.
 *
 * @param bank the filters behind the features
 * @param nets whose logits are averaged, at least one
 * @param middle the median of that over normal cells
 */
public record Surface(FilterBank bank, List<CellNet> nets, double middle) {
  public Surface {
    nets = List.copyOf(nets);
    if (nets.isEmpty()) {
      throw new IllegalArgumentException("a surface needs at least one network: there was none");
    }
  }
}
