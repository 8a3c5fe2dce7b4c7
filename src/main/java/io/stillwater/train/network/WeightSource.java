package io.stillwater.train.network;

import io.stillwater.onnx.Graph;
import io.stillwater.onnx.Shape;
import io.stillwater.onnx.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Hands out the weights of a network one after another, as parts of one flat vector: their order is
 * the order in which the layers ask. One vector makes the optimiser a dozen operations, whatever
 * the number of layers.
 */
final class WeightSource {
  private final Tensor flat; // (weights)
  private final List<Tensor> parts = new ArrayList<>();
  private final List<Initial> initials = new ArrayList<>();
  private long next;
  private int depth;

  /** So many weights of that depth, drawn with that deviation; 0 means zero. */
  record Initial(long count, double deviation, int depth) {}

  /** Parts of that vector. */
  WeightSource(Tensor flat) {
    this.flat = flat;
  }

  /**
   * The next weights.
   *
   * @param deviation of their first values
   */
  Tensor next(double deviation, long... sizes) {
    Shape shape = Shape.of(sizes);
    Tensor part = flat.slice(0, next, next + shape.elements());
    next += shape.elements();
    parts.add(part);
    initials.add(new Initial(shape.elements(), deviation, depth));
    return part.reshape(shape);
  }

  /** What is asked for from now on lies so deep: 0 at the input, more towards the output. */
  void depth(int layer) {
    depth = layer;
  }

  /** A layer x·W + b. */
  Tensor dense(Tensor x, long inputs, long outputs, double gain) {
    return x.matMul(next(gain / Math.sqrt((double) inputs), inputs, outputs)).add(next(0, outputs));
  }

  /** The parts in their order, each a slice of the vector. */
  List<Tensor> parts() {
    return List.copyOf(parts);
  }

  /** How their first values are drawn. */
  List<Initial> initials() {
    return List.copyOf(initials);
  }

  Graph graph() {
    return flat.graph();
  }

  /** How many were handed out. */
  long count() {
    return initials.stream().mapToLong(Initial::count).sum();
  }

  static Tensor number(Tensor like, double value) {
    return like.graph().scalar(like.type(), value);
  }

  static float[] floats(double... values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
