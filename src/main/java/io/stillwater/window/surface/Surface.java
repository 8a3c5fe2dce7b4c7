package io.stillwater.window.surface;

import io.stillwater.window.tile.Plane;
import java.util.List;

/**
 * What was learned of normal images: how unlike them each cell of another is.
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

  /**
   * (rows of cells, columns of cells) log(1 + exp(logit - middle)): near 0 for half of normal
   * cells, so that only what looks more like a defect counts.
   *
   * @param image from 0 to 1
   * @param mount that the networks were trained with; null for none
   */
  public Plane unlikeness(Plane image, Mount mount) {
    double[] logits = logits(new CellFeatures(bank, mount).lines(image));
    float[] out = new float[logits.length];
    for (int i = 0; i < out.length; i++) {
      double z = logits[i] - middle;
      out[i] = (float) (Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))));
    }
    int rows = CellFeatures.cells(image.height());
    return new Plane(rows, CellFeatures.cells(image.width()), out);
  }

  /**
   * The mean logit of every cell.
   *
   * @param lines (vector)(cells), see {@link CellFeatures#lines}
   */
  public double[] logits(float[][] lines) {
    double[] sums = new double[lines[0].length];
    for (CellNet net : nets) {
      new CellNetPass(net).add(lines, sums);
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] /= nets.size();
    }
    return sums;
  }

  /** The mean logit of one cell, by plain loops: the control of {@link #logits}. */
  public double logit(Cells cells, int cell) {
    double sum = 0;
    for (CellNet net : nets) {
      sum += net.logit(cells.values(), cell * cells.size());
    }
    return sum / nets.size();
  }
}
