package io.stillwater.model.graph;

import io.stillwater.onnx.Dim;
import io.stillwater.onnx.ElementType;
import io.stillwater.onnx.Graph;
import io.stillwater.onnx.Spatial;
import io.stillwater.onnx.Tensor;
import io.stillwater.window.surface.CellFeatures;
import io.stillwater.window.surface.CellNet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * From what each cell looks like to what networks say of it. Inputs {@value #CELLS} (1, features,
 * rows, columns), {@value #MEDIANS} (1, features, 1, 1) over the whole image and {@value #BORDERS}
 * (1, 4, rows, columns); where the mount is fixed, also {@value #USUAL} and {@value #DEVIATIONS}
 * (1, features, rows, columns). Output {@value #VECTORS} (1, vector, rows, columns), or, where
 * there are networks, {@value #LOGITS} (1, 1, rows, columns), their mean.
 *
 * <p>A cell depends on {@value #REACH} rows of cells on both sides.
 */
public final class HeadGraph {
  public static final String CELLS = "cells";
  public static final String MEDIANS = "medians";
  public static final String BORDERS = "borders";
  public static final String USUAL = "usual";
  public static final String DEVIATIONS = "deviations";
  public static final String VECTORS = "vectors";
  public static final String LOGITS = "logits";

  /** Rows of cells around a cell on which it depends. */
  public static final int REACH = 7;

  private static final Dim ROWS = Dim.open("rows");
  private static final Dim COLUMNS = Dim.open("columns");

  private final Graph graph = new Graph("heads");
  private final Tensor vectors;

  /**
   * @param features of a cell before it is compared
   */
  private HeadGraph(int features, boolean mount) {
    Tensor cells = input(CELLS, features);
    Tensor medians =
        graph.input(MEDIANS, ElementType.FLOAT, Spatial.planes(features, Dim.of(1), Dim.of(1)));
    Tensor borders = input(BORDERS, CellFeatures.BORDERS);
    Tensor relative = cells.subtract(medians);
    List<Tensor> blocks = new ArrayList<>(List.of(cells, relative));
    for (int around : CellFeatures.AROUND) {
      Tensor rows = Spatial.meanAround(relative, around, 1);
      blocks.add(relative.subtract(Spatial.meanAround(rows, 1, around)));
    }
    if (mount) {
      blocks.add(relative.subtract(input(USUAL, features)).divide(input(DEVIATIONS, features)));
    }
    blocks.add(borders);
    vectors = Tensor.concat(1, blocks);
  }

  private Tensor input(String name, int channels) {
    return graph.input(name, ElementType.FLOAT, Spatial.planes(channels, ROWS, COLUMNS));
  }

  /** The file that gives vectors. */
  public static byte[] vectors(int features, boolean mount) {
    HeadGraph of = new HeadGraph(features, mount);
    of.graph.output(VECTORS, of.vectors);
    return of.graph.toBytes();
  }

  /** The file that gives the mean of the networks' logits. */
  public static byte[] logits(int features, boolean mount, List<CellNet> nets) {
    HeadGraph of = new HeadGraph(features, mount);
    Tensor sum = of.logit(nets.get(0));
    for (CellNet net : nets.subList(1, nets.size())) {
      sum = sum.add(of.logit(net));
    }
    Tensor share = of.graph.scalar(ElementType.FLOAT, 1.0 / nets.size());
    of.graph.output(LOGITS, sum.multiply(share));
    return of.graph.toBytes();
  }

  private Tensor logit(CellNet net) {
    int inputs = net.inputs().length;
    long[] places = Arrays.stream(net.inputs()).asLongStream().toArray();
    Tensor seen = vectors.gather(1, graph.integers(places));
    Tensor z =
        seen.subtract(graph.constant(net.mean(), 1, inputs, 1, 1))
            .divide(graph.constant(net.scale(), 1, inputs, 1, 1))
            .clip(-CellNet.BOUND, CellNet.BOUND);
    int h2 = net.last().length - 1;
    int h1 = net.second().length / h2 - 1;
    Tensor hidden = Spatial.rectified(layer(z, net.first(), h1));
    Tensor deeper = Spatial.rectified(layer(hidden, net.second(), h2));
    return layer(deeper, net.last(), 1);
  }

  /**
   * A layer over every cell.
   *
   * @param weights (n, size) then biases (size)
   */
  private Tensor layer(Tensor x, float[] weights, int size) {
    int n = weights.length / size - 1;
    float[] turned = new float[n * size];
    for (int i = 0; i < turned.length; i++) {
      turned[i] = weights[i % n * size + i / n];
    }
    float[] biases = Arrays.copyOfRange(weights, n * size, weights.length);
    Tensor kernels = graph.constant(turned, size, n, 1, 1);
    return Spatial.conv(x, kernels, new long[] {1, 1}, ROWS, COLUMNS)
        .add(graph.constant(biases, 1, size, 1, 1));
  }
}
