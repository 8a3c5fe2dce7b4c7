package io.stillwater.model.cut;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.stillwater.model.graph.CellGraph;
import io.stillwater.model.graph.HeadGraph;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.runtime.OpenSession;
import io.stillwater.model.runtime.ProviderUsed;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.window.surface.CellFeatures;
import io.stillwater.window.surface.Cells;
import io.stillwater.window.surface.FilterBank;
import io.stillwater.window.surface.Median;
import io.stillwater.window.surface.Mount;
import io.stillwater.window.surface.Surface;
import io.stillwater.window.surface.WholeImage;
import io.stillwater.window.tile.Plane;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;

/**
 * The way from a grey image to what each of its cells looks like, or how unlike normal ones it is,
 * on ONNX Runtime: {@link CellGraph} over strips of the image, the deviations and medians of the
 * whole image, {@link HeadGraph} over strips of cells. Images of usual size are one strip. Safe for
 * use by several threads, also while it is closed.
 */
public final class SurfaceRun implements AutoCloseable {
  /** Cells of a strip of the second graph, about. */
  private static final int STRIP = 16_384;

  private final Mount mount; // null for none
  private final List<WholeImage> whole; // one, or none
  private final double middle;
  private final String output;
  private final CellRun cells;
  private final OpenSession heads;
  private final ReadWriteLock use = new ReentrantReadWriteLock(); // read by runs, written to close
  private boolean closed;

  private SurfaceRun(
      FilterBank bank,
      Mount mount,
      List<WholeImage> whole,
      double middle,
      String output,
      byte[] headGraph,
      RuntimeOptions options)
      throws OrtException, BundleException {
    this.mount = mount;
    this.whole = whole;
    this.middle = middle;
    this.output = output;
    this.cells = new CellRun(bank, options);
    try {
      this.heads = OpenSession.ofManySizes(headGraph, options);
    } catch (OrtException | BundleException | RuntimeException e) {
      cells.close();
      throw e;
    }
  }

  /**
   * Opens what was learned.
   *
   * @param mount that the networks were trained with; null for none
   * @param options what it is run on
   * @throws BundleException where it does not run, or a provider is required that does not work
   *     here
   */
  public static SurfaceRun of(Surface surface, Mount mount, RuntimeOptions options)
      throws BundleException {
    int features = new CellFeatures(surface.bank()).features();
    byte[] heads = HeadGraph.logits(features, mount != null, surface.nets());
    try {
      return new SurfaceRun(
          surface.bank(),
          mount,
          surface.whole(),
          surface.middle(),
          HeadGraph.LOGITS,
          heads,
          options);
    } catch (OrtException e) {
      throw refused(e);
    }
  }

  /**
   * Opens filters without networks, for {@link #vectors}.
   *
   * @param mount what is usual at each place; null for none
   */
  public static SurfaceRun of(FilterBank bank, Mount mount, RuntimeOptions options)
      throws BundleException {
    byte[] heads = HeadGraph.vectors(new CellFeatures(bank).features(), mount != null);
    try {
      return new SurfaceRun(bank, mount, List.of(), 0, HeadGraph.VECTORS, heads, options);
    } catch (OrtException e) {
      throw refused(e);
    }
  }

  private static BundleException refused(OrtException e) {
    return new BundleException(
        "the graph of the image model does not run: " + e.getMessage() + ". Train it again.", e);
  }

  /** What it runs on. */
  public ProviderUsed provider() {
    return heads.provider();
  }

  /** Whether something is said of images as a whole. */
  public boolean saysWhole() {
    return !whole.isEmpty();
  }

  /** The words in which an image of that size is refused; null where it fits. */
  public String refusal(int height, int width) {
    return mount == null ? null : mount.refusal(height, width);
  }

  /**
   * What is seen of an image.
   *
   * @param unlikeness (rows of cells, columns of cells) log(1 + exp(logit - middle)): near 0 for
   *     half of normal cells, so that only what looks more like a defect counts
   * @param whole how unusual the image is as a whole; NaN where nothing is known of that
   */
  public record Seen(Plane unlikeness, double whole) {}

  /**
   * Looks at an image.
   *
   * @param image from 0 to 1
   * @throws IllegalArgumentException where there is a mount, and the image is of another size
   */
  public Seen see(Plane image) {
    requireOutput(HeadGraph.LOGITS);
    double[] unusual = {Double.NaN};
    Cells logits = run(image, planes -> unusual[0] = unusual(planes));
    float[] out = new float[logits.values().length];
    for (int i = 0; i < out.length; i++) {
      double z = logits.values()[i] - middle;
      out[i] = (float) (Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))));
    }
    return new Seen(new Plane(logits.rows(), logits.columns(), out), unusual[0]);
  }

  private double unusual(float[][] planes) {
    return whole.isEmpty() ? Double.NaN : whole.get(0).unusual(WholeImage.describe(planes));
  }

  /** (rows of cells, columns of cells) the mean logit of the networks, above 0 for defects. */
  public Plane logits(Plane image) {
    requireOutput(HeadGraph.LOGITS);
    Cells logits = run(image, planes -> {});
    return new Plane(logits.rows(), logits.columns(), logits.values());
  }

  /**
   * The vector of each cell.
   *
   * @param image from 0 to 1
   * @throws IllegalArgumentException where there is a mount, and the image is of another size
   */
  public Cells vectors(Plane image) {
    return vectors(image, planes -> {});
  }

  /**
   * The same.
   *
   * @param first takes (features)(cells), before they are compared
   */
  public Cells vectors(Plane image, Consumer<float[][]> first) {
    requireOutput(HeadGraph.VECTORS);
    return run(image, first);
  }

  private void requireOutput(String wanted) {
    if (!output.equals(wanted)) {
      throw new IllegalStateException("this run gives " + output + ": was asked for " + wanted);
    }
  }

  /**
   * (features)(cells) less their median over the image.
   *
   * @param image from 0 to 1
   */
  public float[][] relative(Plane image) {
    float[][] planes = planes(image);
    for (float[] plane : planes) {
      float median = Median.of(plane);
      for (int i = 0; i < plane.length; i++) {
        plane[i] -= median;
      }
    }
    return planes;
  }

  /** (features)(cells) before they are compared. */
  float[][] planes(Plane image) {
    return locked(() -> cells.planes(image));
  }

  /**
   * @param first takes the features before they are compared
   */
  private Cells run(Plane image, Consumer<float[][]> first) {
    if (mount != null) {
      mount.require(image);
    }
    return locked(
        () -> {
          float[][] planes = cells.planes(image);
          first.accept(planes);
          return heads(image, planes);
        });
  }

  private Cells heads(Plane image, float[][] planes) throws OrtException {
    int rows = CellFeatures.cells(image.height());
    int columns = CellFeatures.cells(image.width());
    float[] medians = new float[planes.length];
    for (int f = 0; f < medians.length; f++) {
      medians[f] = Median.of(planes[f]);
    }
    int own = Math.max(2 * HeadGraph.REACH, STRIP / columns);
    int most = Math.min(rows, own + 2 * HeadGraph.REACH) * columns * planes.length;
    FloatBuffer room = CellRun.direct(most);
    float[] out = new float[0];
    int size = 0;
    for (int from = 0; from < rows; from += own) {
      int to = Math.min(rows, from + own);
      HeadStrip strip =
          new HeadStrip(
              image, Math.max(0, from - HeadGraph.REACH), Math.min(rows, to + HeadGraph.REACH));
      Map<String, OnnxTensor> inputs = new HashMap<>();
      try {
        strip.put(planes, medians, mount, room, inputs);
        try (OrtSession.Result result = heads.session().run(inputs)) {
          float[] said = ((OnnxTensor) result.get(0)).getFloatBuffer().array();
          size = said.length / strip.cells();
          out = out.length == 0 ? new float[rows * columns * size] : out;
          strip.take(said, size, from, to, out);
        }
      } finally {
        inputs.values().forEach(OnnxTensor::close);
      }
    }
    return new Cells(rows, columns, size, out);
  }

  /** What runs. */
  private interface Work<T> {
    T get() throws OrtException;
  }

  private <T> T locked(Work<T> work) {
    use.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("the image model is closed: it cannot run any more");
      }
      return work.get();
    } catch (OrtException e) {
      throw new IllegalStateException("the image model does not run: " + e.getMessage(), e);
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
      cells.close();
      heads.close();
    } finally {
      use.writeLock().unlock();
    }
  }
}
