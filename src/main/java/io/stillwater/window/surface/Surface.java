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
    CellStrips strips = new CellFeatures(bank, mount).strips(image);
    float[] out = new float[strips.rows() * strips.columns()];
    for (int from = 0; from < strips.rows(); from += strips.height()) {
      int to = Math.min(strips.rows(), from + strips.height());
      double[] logits = logits(strips.lines(from, to));
      for (int i = 0; i < logits.length; i++) {
        double z = logits[i] - middle;
        out[from * strips.columns() + i] =
            (float) (Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))));
      }
    }
    return new Plane(strips.rows(), strips.columns(), out);
  }

  /**
   * The mean logit of every cell.
   *
   * @param lines (vector)(cells), see {@link CellStrips#lines}
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
