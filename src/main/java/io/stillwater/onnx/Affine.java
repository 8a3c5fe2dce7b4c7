package io.stillwater.onnx;

import java.util.Map;

/** Products that take a row along, in one operation. */
public final class Affine {
  private Affine() {}

  /**
   * The matrix product and a row added to each of its rows: (n, m) · (m, k) + (k). Never in half
   * precision, unlike {@link Tensor#matMul}; without a gradient.
   *
   * @throws IllegalArgumentException if shapes or types do not fit
   */
  public static Tensor of(Tensor x, Tensor weights, Tensor row) {
    Shape product = x.shape().matMul(weights.shape());
    Shape.require(
        x.type() == weights.type() && x.type() == row.type(),
        "factors and row must be of one type: were " + x + ", " + weights + " and " + row);
    Shape.require(
        row.shape().equals(Shape.of(product.dim(1).size())),
        "a row as wide as the product is needed: was " + row + " for " + product);
    return x.graph().node("Gemm", x.type(), product, Map.of(), x, weights, row);
  }
}
