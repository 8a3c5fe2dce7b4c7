package io.stillwater.model.cut;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.stillwater.model.graph.HeadGraph;
import io.stillwater.window.surface.CellFeatures;
import io.stillwater.window.surface.Mount;
import io.stillwater.window.tile.Plane;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * Some rows of cells of an image as inputs of {@link HeadGraph}.
 *
 * @param from the first row
 * @param to behind the last
 */
record HeadStrip(Plane image, int from, int to) {
  /** Pixels from a border beyond which it is far. */
  private static final float FAR = 64;

  private int columns() {
    return CellFeatures.cells(image.width());
  }

  int cells() {
    return (to - from) * columns();
  }

  /**
   * Adds the inputs; the caller closes them.
   *
   * @param planes (features)(cells of the image)
   * @param medians (features)
   * @param mount null for none
   * @param room outside the heap, for the largest of the inputs; in use until they are closed
   */
  void put(
      float[][] planes,
      float[] medians,
      Mount mount,
      FloatBuffer room,
      Map<String, OnnxTensor> inputs)
      throws OrtException {
    int features = planes.length;
    FloatBuffer rows = room.clear();
    for (float[] plane : planes) {
      rows.put(plane, from * columns(), cells());
    }
    inputs.put(HeadGraph.CELLS, tensor(rows.flip(), features));
    long[] ones = {1, features, 1, 1};
    inputs.put(HeadGraph.MEDIANS, tensor(FloatBuffer.wrap(medians), ones));
    inputs.put(HeadGraph.BORDERS, tensor(borders(), CellFeatures.BORDERS));
    if (mount != null) {
      int first = from * columns();
      inputs.put(HeadGraph.USUAL, tensor(mount.means(first, cells()), features));
      inputs.put(HeadGraph.DEVIATIONS, tensor(mount.deviations(first, cells()), features));
    }
  }

  private FloatBuffer borders() {
    float[] out = new float[CellFeatures.BORDERS * cells()];
    for (int i = 0; i < cells(); i++) {
      int y = CellFeatures.middle(from + i / columns(), image.height());
      int x = CellFeatures.middle(i % columns(), image.width());
      out[i] = near(y);
      out[cells() + i] = near(image.height() - y);
      out[2 * cells() + i] = near(x);
      out[3 * cells() + i] = near(image.width() - x);
    }
    return FloatBuffer.wrap(out);
  }

  private static float near(int pixels) {
    return Math.max(0, Math.min(pixels, FAR)) / FAR;
  }

  private OnnxTensor tensor(FloatBuffer values, int channels) throws OrtException {
    return tensor(values, new long[] {1, channels, to - from, columns()});
  }

  private static OnnxTensor tensor(FloatBuffer values, long[] shape) throws OrtException {
    return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), values, shape);
  }

  /**
   * Copies rows of what came out.
   *
   * @param said (size, cells of this)
   * @param first the first row that is wanted
   * @param end behind the last
   * @param out (cells of the image, size)
   */
  void take(float[] said, int size, int first, int end, float[] out) {
    int skipped = (first - from) * columns();
    int count = (end - first) * columns();
    int at = first * columns() * size;
    for (int i = 0; i < size; i++) {
      for (int c = 0; c < count; c++) {
        out[at + c * size + i] = said[i * cells() + skipped + c];
      }
    }
  }
}
