package io.stillwater.model.runtime;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.stillwater.model.graph.ScoringGraph;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.manifest.ScoringShape;
import io.stillwater.onnx.ModelScan;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Whether the inputs and outputs of a model are those of a {@link ScoringGraph}. */
final class SessionCheck {
  private SessionCheck() {}

  /** Refuses files that bring in anything from elsewhere, before the runtime reads them. */
  static void requireComplete(byte[] model) throws BundleException {
    String foreign;
    try {
      foreign = ModelScan.foreign(model);
    } catch (IOException e) {
      throw new BundleException(
          "model.onnx is not an ONNX file: "
              + (e.getMessage() + " Make a bundle with the train command."),
          e);
    }
    if (!foreign.isEmpty()) {
      throw new BundleException(
          "model.onnx uses "
              + (foreign + ": a bundle must be complete in itself")
              + ". Make a bundle with the train command.");
    }
  }

  static void check(OrtSession session, ScoringShape shape) throws OrtException, BundleException {
    compare("input", inputs(shape), session.getInputInfo());
    Map<String, long[]> outputs = outputs(shape);
    if (tellsWhole(session.getOutputInfo().get(ScoringGraph.CLEAN))) {
      outputs.put(ScoringGraph.CLEAN, new long[] {-1, shape.levels(), shape.dimension()});
    }
    if (tellsNewest(session)) {
      outputs.put(ScoringGraph.NEWEST_CHANNELS, new long[] {-1, shape.channels()});
    }
    compare("output", outputs, session.getOutputInfo());
  }

  /** Whether what is missing is filled in before windows are scored. */
  static boolean fills(OrtSession session) throws OrtException {
    return session.getMetadata().getGraphName().equals(ScoringGraph.FILLED);
  }

  /** Whether the graph tells the channels' errors at the newest readings. */
  static boolean tellsNewest(OrtSession session) {
    return session.getOutputNames().contains(ScoringGraph.NEWEST_CHANNELS);
  }

  /** As older bundles do: whole windows clean, instead of what each level sees of them. */
  private static boolean tellsWhole(NodeInfo clean) {
    return clean != null && tellsWhole((TensorInfo) clean.getInfo());
  }

  /** As older bundles do: whole windows clean, instead of what each level sees of them. */
  static boolean tellsWhole(TensorInfo clean) {
    return clean.getShape().length == 3;
  }

  private static Map<String, long[]> inputs(ScoringShape shape) {
    Map<String, long[]> expected = new LinkedHashMap<>();
    expected.put(ScoringGraph.X, new long[] {-1, shape.length(), shape.channels()});
    expected.put(ScoringGraph.OBSERVED, new long[] {-1, shape.length(), shape.channels()});
    expected.put(ScoringGraph.CENTRE, new long[] {-1, shape.channels()});
    expected.put(ScoringGraph.SCALE, new long[] {-1, shape.channels()});
    expected.put(ScoringGraph.NOISE, new long[] {-1, shape.length(), shape.channels()});
    expected.put(ScoringGraph.SIGMAS, new long[] {shape.levels()});
    return expected;
  }

  private static Map<String, long[]> outputs(ScoringShape shape) {
    Map<String, long[]> expected = new LinkedHashMap<>();
    expected.put(ScoringGraph.LOG_LEVELS, new long[] {-1, shape.levels()});
    expected.put(ScoringGraph.CHANNELS, new long[] {-1, shape.channels()});
    expected.put(ScoringGraph.CLEAN, new long[] {-1, shape.seenFrom()[shape.levels()]});
    return expected;
  }

  private static void compare(
      String what, Map<String, long[]> expected, Map<String, NodeInfo> actual)
      throws BundleException {
    if (!actual.keySet().equals(expected.keySet())) {
      throw new BundleException(
          "model.onnx is not a scoring graph: its "
              + (what + "s are " + actual.keySet() + ", expected " + expected.keySet())
              + ". Make a bundle with the train command.");
    }
    for (Map.Entry<String, long[]> entry : expected.entrySet()) {
      long[] seen = ((TensorInfo) actual.get(entry.getKey()).getInfo()).getShape();
      if (!Arrays.equals(entry.getValue(), seen)) {
        throw new BundleException(
            "model.onnx does not fit its manifest: "
                + (what + " " + entry.getKey() + " has shape " + Arrays.toString(seen))
                + (", the manifest says " + Arrays.toString(entry.getValue()))
                + ". Train the bundle again.");
      }
    }
  }
}
