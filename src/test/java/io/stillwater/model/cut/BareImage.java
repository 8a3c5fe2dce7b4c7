package io.stillwater.model.cut;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.stillwater.model.graph.CellGraph;
import io.stillwater.model.graph.HeadGraph;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.runtime.OpenSession;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.window.surface.CellFeatures;
import io.stillwater.window.surface.Median;
import io.stillwater.window.surface.Surface;
import io.stillwater.window.tile.Plane;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * The two graphs of an image model alone, on inputs that lie ready: what all the rest of an image's
 * way is measured against. Of images of one strip.
 */
public final class BareImage implements AutoCloseable {
  private final OpenSession cells;
  private final OpenSession heads;
  private final Map<String, OnnxTensor> pixels = new HashMap<>();
  private final Map<String, OnnxTensor> compared = new HashMap<>();

  /**
   * @param image from 0 to 1
   */
  public BareImage(Surface surface, Plane image, RuntimeOptions options)
      throws OrtException, BundleException {
    int features = new CellFeatures(surface.bank()).features();
    cells = OpenSession.ofManySizes(CellGraph.of(surface.bank()), options);
    heads = OpenSession.ofManySizes(HeadGraph.logits(features, false, surface.nets()), options);
    float[][] planes;
    try (CellRun run = new CellRun(surface.bank(), options)) {
      planes = run.planes(image);
    }
    float[] medians = new float[features];
    for (int f = 0; f < features; f++) {
      medians[f] = Median.of(planes[f]);
    }
    FloatBuffer grey = CellRun.direct(image.values().length).put(image.values()).flip();
    long[] shape = {1, 1, image.height(), image.width()};
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    pixels.put(CellGraph.IMAGE, OnnxTensor.createTensor(environment, grey, shape));
    FloatBuffer room = CellRun.direct(features * planes[0].length);
    new HeadStrip(image, 0, CellFeatures.cells(image.height()))
        .put(planes, medians, null, room, compared);
  }

  /** One image. */
  public void run() throws OrtException {
    cells.session().run(pixels).close();
    heads.session().run(compared).close();
  }

  @Override
  public void close() {
    cells.close();
    heads.close();
    pixels.values().forEach(OnnxTensor::close);
    compared.values().forEach(OnnxTensor::close);
  }
}
