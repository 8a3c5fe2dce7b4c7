package io.stillwater.model.cut;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.stillwater.event.Pixels;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.runtime.OpenSession;
import io.stillwater.model.runtime.ProviderUsed;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.onnx.ElementType;
import io.stillwater.onnx.ForeignGraph;
import io.stillwater.onnx.Port;
import io.stillwater.window.surface.Cells;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A network that was trained elsewhere and says what cells of images look like: from images (1, 1
 * or 3, H, W), float, from 0 to 1, to features (1, C, H/cell, W/cell). Images whose sides are no
 * multiples of a cell are continued by their last row and column; grey ones are given three times
 * to a network of three bands. Safe for use by several threads, also while it is closed.
 */
public final class FeatureExtractor implements AutoCloseable {
  /** Pixels on a side of the image that it is tried with. */
  private static final int TRIAL = 128;

  private static final int MOST_FEATURES = 4096;

  private final byte[] onnx;
  private final String input;
  private final OpenSession open;
  private final ReadWriteLock use = new ReentrantReadWriteLock(); // read by runs, written to close
  private final int bands;
  private final int features;
  private final int cell;
  private boolean closed;

  private FeatureExtractor(byte[] onnx, Port input, OpenSession open, long[] said) {
    this.onnx = onnx;
    this.input = input.name();
    this.open = open;
    this.bands = (int) (long) input.sizes().orElseThrow().get(1);
    this.features = (int) said[1];
    this.cell = (int) (TRIAL / said[2]);
  }

  /**
   * Reads a network and tries it.
   *
   * @param options what it is run on
   * @throws BundleException where it is none of that form, or a provider is required that does not
   *     work here
   */
  public static FeatureExtractor of(byte[] onnx, RuntimeOptions options) throws BundleException {
    try {
      ForeignGraph graph = ForeignGraph.read(onnx);
      List<Port> inputs = graph.inputs();
      require(inputs.size() == 1, "has the inputs " + inputs, "one, images (?, 1 or 3, ?, ?)");
      Port port = inputs.get(0);
      require(isImages(port), "takes " + port, "FLOAT (?, 1 or 3, ?, ?), of images of any size");
      OpenSession open = OpenSession.of(onnx, options);
      try {
        return new FeatureExtractor(onnx.clone(), port, open, trial(open, port));
      } catch (IOException | OrtException | RuntimeException e) {
        open.close();
        throw e;
      }
    } catch (IOException e) {
      throw new BundleException("the network of features: " + e.getMessage(), e);
    } catch (OrtException e) {
      throw new BundleException(
          "the network of features does not run: " + e.getMessage() + ". Export it again.", e);
    }
  }

  /** The sizes of what it gives for an even image. */
  private static long[] trial(OpenSession open, Port port) throws OrtException, IOException {
    int bands = (int) (long) port.sizes().orElseThrow().get(1);
    float[] grey = new float[bands * TRIAL * TRIAL];
    Arrays.fill(grey, 0.5f);
    try (OnnxTensor tensor = tensor(grey, bands, TRIAL, TRIAL);
        OrtSession.Result result = open.session().run(Map.of(port.name(), tensor))) {
      long[] said = shape(result);
      require(
          isFeatures(said),
          "gives " + Arrays.toString(said) + " for an image of 128 x 128 pixels",
          "(1, C, 128/cell, 128/cell), cells of one size, and at most 4096 features");
      return said;
    }
  }

  private static boolean isImages(Port port) {
    if (port.type().filter(ElementType.FLOAT::equals).isEmpty() || port.sizes().isEmpty()) {
      return false;
    }
    List<Long> sizes = port.sizes().get();
    return sizes.size() == 4
        && (sizes.get(0) == Port.OPEN || sizes.get(0) == 1)
        && (sizes.get(1) == 1 || sizes.get(1) == 3)
        && sizes.get(2) == Port.OPEN
        && sizes.get(3) == Port.OPEN;
  }

  private static boolean isFeatures(long[] said) {
    return said.length == 4
        && said[0] == 1
        && said[1] >= 1
        && said[1] <= MOST_FEATURES
        && said[2] >= 1
        && said[2] == said[3]
        && TRIAL % said[2] == 0;
  }

  private static void require(boolean holds, String seen, String expected) throws IOException {
    if (!holds) {
      throw new IOException(
          "it " + seen + ": expected " + expected + ". Export it as docs/import.md shows.");
    }
  }

  /** The file. */
  byte[] onnx() {
    return onnx.clone();
  }

  /** What it runs on. */
  public ProviderUsed provider() {
    return open.provider();
  }

  int bands() {
    return bands;
  }

  int features() {
    return features;
  }

  int cell() {
    return cell;
  }

  /**
   * What the cells of an image look like.
   *
   * @throws UndecodableEvent where the network cannot take it
   */
  Cells of(Pixels image) throws UndecodableEvent {
    use.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException(
            "the network of features is closed: it cannot run any more");
      }
      return run(bands == 1 ? image.grey() : image);
    } finally {
      use.readLock().unlock();
    }
  }

  /** Waits for runs that have begun. */
  @Override
  public void close() {
    use.writeLock().lock();
    try {
      closed = true;
      open.close();
    } finally {
      use.writeLock().unlock();
    }
  }

  private Cells run(Pixels pixels) throws UndecodableEvent {
    int rows = (pixels.height() + cell - 1) / cell;
    int columns = (pixels.width() + cell - 1) / cell;
    try (OnnxTensor tensor =
            tensor(values(pixels, rows, columns), bands, rows * cell, columns * cell);
        OrtSession.Result result = open.session().run(Map.of(input, tensor))) {
      long[] said = shape(result);
      if (!Arrays.equals(said, new long[] {1, features, rows, columns})) {
        throw new UndecodableEvent(
            "the network of features gives %s for an image of %d x %d pixels: expected [1, %d, %d, %d]"
                .formatted(
                    Arrays.toString(said),
                    pixels.width(),
                    pixels.height(),
                    features,
                    rows,
                    columns));
      }
      return cells(((OnnxTensor) result.get(0)).getFloatBuffer(), rows, columns);
    } catch (OrtException e) {
      throw new UndecodableEvent(
          "the network of features cannot take an image of %d x %d pixels: %s"
              .formatted(pixels.width(), pixels.height(), e.getMessage()));
    }
  }

  private float[] values(Pixels pixels, int rows, int columns) {
    int height = rows * cell;
    int width = columns * cell;
    float[] values = new float[bands * height * width];
    for (int i = 0; i < values.length; i++) {
      int band = Math.min(i / height / width, pixels.bands() - 1);
      int y = Math.min(i / width % height, pixels.height() - 1);
      int x = Math.min(i % width, pixels.width() - 1);
      int at = (band * pixels.height() + y) * pixels.width() + x;
      values[i] = (pixels.samples()[at] & 0xffff) / 65535f;
    }
    return values;
  }

  /** From (features, rows, columns) to (rows, columns, features). */
  private Cells cells(FloatBuffer said, int rows, int columns) throws UndecodableEvent {
    float[] values = new float[rows * columns * features];
    for (int f = 0; f < features; f++) {
      for (int i = 0; i < rows * columns; i++) {
        float value = said.get(f * rows * columns + i);
        if (!Float.isFinite(value)) {
          throw new UndecodableEvent("the network of features says " + value + " of a cell");
        }
        values[i * features + f] = value;
      }
    }
    return new Cells(rows, columns, features, values);
  }

  private static OnnxTensor tensor(float[] values, int bands, int height, int width)
      throws OrtException {
    return OnnxTensor.createTensor(
        OrtEnvironment.getEnvironment(),
        FloatBuffer.wrap(values),
        new long[] {1, bands, height, width});
  }

  private static long[] shape(OrtSession.Result result) {
    return ((TensorInfo) result.get(0).getInfo()).getShape();
  }
}
