package io.stillwater.window.surface;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What was learned of normal images, to tell how unlike them each cell of another is.
 *
 * @param bank the filters behind the features
 * @param nets whose logits are averaged, at least one
 * @param middle the median of that over normal cells
 * @param whole what normal images look like as a whole; none where nothing is known of that
 */
public record Surface(
    FilterBank bank,
    List<CellNet> nets,
    double middle,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<WholeImage> whole) {
  public Surface {
    nets = List.copyOf(nets);
    whole = List.copyOf(whole);
    if (nets.isEmpty()) {
      throw new IllegalArgumentException("a surface needs at least one network: there was none");
    }
  }

  /** Cells only. */
  public Surface(FilterBank bank, List<CellNet> nets, double middle) {
    this(bank, nets, middle, List.of());
  }
}
