package io.stillwater.model.feature;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.stillwater.event.Pixels;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.runtime.OpenSession;
import io.stillwater.model.runtime.ProviderUsed;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.onnx.ForeignGraph;
import io.stillwater.onnx.Port;
import io.stillwater.window.surface.Cells;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A network that was trained elsewhere and says what cells of images look like: from images (n, 1
 * or 3, H, W) or (n, H, W, 1 or 3), float, to one or more outputs (n, C, H/cell, W/cell), or with
 * features last as the input has its bands. Where neither the graph nor the side file says a size,
 * images are taken as they are, and sides that are no multiples of a cell are continued by the last
 * row and column; else they are brought to that size. Grey ones are given three times to a network
 * of three bands. Several outputs are brought to the grid of the finest, or to one that was stated,
 * and put one after another.
 *
 * <p>Images of one size go together where the network takes more than one. Safe for use by several
 * threads, also while it is closed.
 */
public final class FeatureExtractor implements AutoCloseable {
  /** Pixels on a side of the image that it is tried with, where any size is taken. */
  private static final int TRIAL = 128;

  /** Images of a run where the network takes any number, and their pixels, at most. */
  private static final int TOGETHER = 8;

  private static final int PIXELS = 4_000_000;

  private final byte[] onnx;
  private final String input;
  private final FeatureForm form;
  private final FeatureInfo info;
  private final OpenSession open;
  private final FeatureGrid grid;
  private final int together;
  private final ReadWriteLock use = new ReentrantReadWriteLock(); // read by runs, written to close
  private boolean closed;

  private FeatureExtractor(
      byte[] onnx, Port input, FeatureForm form, FeatureInfo info, OpenSession open)
      throws OrtException, IOException {
    this.onnx = onnx;
    this.input = input.name();
    this.form = form;
    this.info = info;
    this.open = open;
    int height = form.sized() ? (int) form.height() : TRIAL;
    int width = form.sized() ? (int) form.width() : TRIAL;
    int least = form.batch() == Port.OPEN ? 1 : (int) form.batch();
    FeatureGrid finest = FeatureGrid.of(form, trial(least, height, width), height, width);
    List<Integer> stated = info.grid();
    if (!stated.isEmpty() && !form.sized()) {
      throw new IOException(
          "its side file states a grid, but images of any size are taken: state a size, too.");
    }
    this.grid = stated.isEmpty() ? finest : finest.on(stated.get(0), stated.get(1));
    this.together = form.batch() == Port.OPEN ? (takesTwo(height, width) ? TOGETHER : 1) : least;
  }

  /** As {@link #of(byte[], FeatureInfo, RuntimeOptions)}, where there is no side file. */
  public static FeatureExtractor of(byte[] onnx, RuntimeOptions options) throws BundleException {
    return of(onnx, FeatureInfo.NONE, options);
  }

  /**
   * Reads a network and tries it.
   *
   * @param info what is known of it beside
   * @param options what it is run on
   * @throws BundleException where it is none of that form or another than the side file says, or a
   *     provider is required that does not work here
   */
  public static FeatureExtractor of(byte[] onnx, FeatureInfo info, RuntimeOptions options)
      throws BundleException {
    try {
      List<Port> inputs = ForeignGraph.readMany(onnx).inputs();
      if (inputs.size() != 1) {
        throw new IOException(
            "it has the inputs "
                + inputs
                + ": expected one, of images. Export it as docs/backbone.md shows.");
      }
      FeatureForm form = FeatureForm.of(inputs.get(0), info.input());
      OpenSession open =
          form.sized() ? OpenSession.of(onnx, options) : OpenSession.ofManySizes(onnx, options);
      try {
        return new FeatureExtractor(onnx.clone(), inputs.get(0), form, info, open);
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

  /** The axes of what it gives for even images. */
  private List<long[]> trial(int images, int height, int width) throws OrtException {
    float[] grey = new float[images * form.bands() * height * width];
    Arrays.fill(grey, info.input().of(0.5f, 0));
    return run(grey, images, height, width).stream().map(FeatureGrid.Said::axes).toList();
  }

  /** Whether images go together: some graphs leave the axis open, and have a 1 inside. */
  private boolean takesTwo(int height, int width) {
    try {
      return trial(2, height, width).stream().allMatch(axes -> axes[0] == 2);
    } catch (OrtException e) {
      return false;
    }
  }

  private List<FeatureGrid.Said> run(float[] values, int images, int height, int width)
      throws OrtException {
    long[] shape = form.shape(images, height, width);
    List<FeatureGrid.Said> said = new ArrayList<>();
    try (OnnxTensor tensor =
            OnnxTensor.createTensor(
                OrtEnvironment.getEnvironment(), FloatBuffer.wrap(values), shape);
        OrtSession.Result result = open.session().run(Map.of(input, tensor))) {
      for (int o = 0; o < result.size(); o++) {
        OnnxTensor output = (OnnxTensor) result.get(o);
        said.add(
            new FeatureGrid.Said(output.getFloatBuffer().array(), output.getInfo().getShape()));
      }
    }
    return said;
  }

  /** The file. */
  public byte[] onnx() {
    return onnx.clone();
  }

  /** What is known of it beside. */
  public FeatureInfo info() {
    return info;
  }

  /** What it runs on. */
  public ProviderUsed provider() {
    return open.provider();
  }

  /** Of the images that it takes, 1 or 3. */
  public int bands() {
    return form.bands();
  }

  /** Of a cell, of all outputs. */
  public int features() {
    return grid.size();
  }

  /** Pixels on a side of a cell; 0 where images are brought to one size. */
  public int cell() {
    return grid.cell();
  }

  /** Whether images are brought to one size, so that all have the same cells. */
  public boolean sized() {
    return form.sized();
  }

  /** Rows of cells, of images that are brought to one size. */
  public int rows() {
    return grid.rows();
  }

  /** Columns of cells, of images that are brought to one size. */
  public int columns() {
    return grid.columns();
  }

  /** Images that go together at most. */
  public int together() {
    return together;
  }

  /**
   * What the cells of an image look like.
   *
   * @throws UndecodableEvent where the network cannot take it
   */
  public Cells of(Pixels image) throws UndecodableEvent {
    return of(List.of(image)).get(0);
  }

  /**
   * The same of several images, in their order; those of one size that follow each other go
   * together.
   *
   * @throws UndecodableEvent where the network cannot take one of them
   */
  public List<Cells> of(List<Pixels> images) throws UndecodableEvent {
    use.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException(
            "the network of features is closed: it cannot run any more");
      }
      List<Cells> cells = new ArrayList<>(images.size());
      while (cells.size() < images.size()) {
        int from = cells.size();
        cells.addAll(together(images.subList(from, from + alike(images, from))));
      }
      return cells;
    } finally {
      use.readLock().unlock();
    }
  }

  /** How many images from there on can go together. */
  private int alike(List<Pixels> images, int from) {
    Pixels first = images.get(from);
    long pixels =
        form.sized() ? form.height() * form.width() : (long) first.height() * first.width();
    long most = form.batch() == Port.OPEN ? Math.max(1, PIXELS / pixels) : together;
    int count = 1;
    while (count < Math.min(together, most)
        && from + count < images.size()
        && (form.sized() || sameSize(first, images.get(from + count)))) {
      count++;
    }
    return count;
  }

  private static boolean sameSize(Pixels a, Pixels b) {
    return a.height() == b.height() && a.width() == b.width();
  }

  private List<Cells> together(List<Pixels> images) throws UndecodableEvent {
    Pixels first = images.get(0);
    int coarsest = grid.coarsest();
    int rows = form.sized() ? (int) form.height() : multiple(first.height(), coarsest);
    int columns = form.sized() ? (int) form.width() : multiple(first.width(), coarsest);
    PixelValues pixels = new PixelValues(form, info.input(), rows, columns);
    int count = form.batch() == Port.OPEN ? images.size() : together;
    float[] values = new float[count * pixels.size()];
    for (int i = 0; i < count; i++) { // a fixed number is filled up by the last
      pixels.write(images.get(Math.min(i, images.size() - 1)), values, i * pixels.size());
    }
    try {
      List<FeatureGrid.Said> said = run(values, count, rows, columns);
      grid.require(said, count, rows, columns);
      List<Cells> cells = new ArrayList<>();
      for (int i = 0; i < images.size(); i++) {
        int down = form.sized() ? grid.rows() : rows / grid.cell();
        int across = form.sized() ? grid.columns() : columns / grid.cell();
        cells.add(grid.own(grid.cells(i, said, down, across), images.get(i)));
      }
      return cells;
    } catch (OrtException e) {
      throw new UndecodableEvent(
          "the network of features cannot take an image of %d x %d pixels: %s"
              .formatted(first.width(), first.height(), e.getMessage()));
    }
  }

  private static int multiple(int length, int of) {
    return (length + of - 1) / of * of;
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
}
