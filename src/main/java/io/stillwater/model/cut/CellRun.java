package io.stillwater.model.cut;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.stillwater.model.graph.CellGraph;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.runtime.OpenSession;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.window.surface.CellFeatures;
import io.stillwater.window.surface.FilterBank;
import io.stillwater.window.tile.Plane;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;

/**
 * The features of the cells of an image before they are compared, by {@link CellGraph}, some rows
 * of pixels at a time.
 */
final class CellRun implements AutoCloseable {
  private static final int CELL = CellFeatures.CELL;

  /** Pixels of a strip, about, and its rows at least. */
  private static final int STRIP = 2_000_000;

  private static final int ROWS = 2 * CellGraph.REACH;

  private final int filters; // of all levels
  private final int pixels; // of a strip, about
  private final OpenSession open;

  CellRun(FilterBank bank, RuntimeOptions options) throws OrtException, BundleException {
    this(bank, options, STRIP);
  }

  /**
   * @param pixels of a strip, about, so that tests can ask for many
   */
  CellRun(FilterBank bank, RuntimeOptions options, int pixels)
      throws OrtException, BundleException {
    this.filters = filters(bank);
    this.pixels = pixels;
    this.open = OpenSession.ofManySizes(CellGraph.of(bank), options);
  }

  private static int filters(FilterBank bank) {
    return FilterBank.LEVELS * bank.weights()[0].length;
  }

  /**
   * (features)(cells) of an image from 0 to 1: the responses of the filters; of each band its
   * lowest and highest value, both in deviations of the band, and the logarithm of that deviation;
   * the light.
   */
  float[][] planes(Plane image) throws OrtException {
    int rows = CellFeatures.cells(image.height());
    int columns = CellFeatures.cells(image.width());
    float[][] planes = new float[filters + 3 * CellFeatures.BANDS + 1][rows * columns];
    Spread[] spreads = new Spread[CellFeatures.BANDS];
    Arrays.setAll(spreads, b -> new Spread(halved(image.width(), b)));
    int least = pixels < STRIP ? CellGraph.GRID : ROWS;
    int own = Math.max(least, pixels / image.width() / CellGraph.GRID * CellGraph.GRID) / CELL;
    int most = Math.min(image.height(), own * CELL + 2 * CellGraph.REACH) * image.width();
    FloatBuffer room = direct(most);
    for (int from = 0; from < rows; from += own) {
      run(new PixelStrip(image, from, Math.min(rows, from + own)), room, planes, spreads);
    }
    for (int b = 0; b < CellFeatures.BANDS; b++) {
      double deviation = spreads[b].deviation() + 0.01;
      int first = filters + 3 * b;
      for (int i = 0; i < rows * columns; i++) {
        planes[first][i] /= (float) deviation;
        planes[first + 1][i] /= (float) deviation;
      }
      Arrays.fill(planes[first + 2], (float) Math.log(deviation));
    }
    return planes;
  }

  /**
   * Outside the heap, where the runtime reads it: one for all strips, since these are freed late.
   */
  static FloatBuffer direct(int floats) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(floats, Float.BYTES))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  private void run(PixelStrip strip, FloatBuffer room, float[][] planes, Spread[] spreads)
      throws OrtException {
    room.clear().put(strip.values()).flip();
    long[] shape = {1, 1, strip.height(), strip.image().width()};
    try (OnnxTensor tensor = OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), room, shape);
        OrtSession.Result result = open.session().run(Map.of(CellGraph.IMAGE, tensor))) {
      float[] cells = floats(result, CellGraph.CELLS);
      for (int c = 0; c < cells.length / strip.cells(); c++) {
        strip.take(cells, c, planes[place(c)]);
      }
      addMoments(strip, floats(result, CellGraph.MOMENTS), spreads);
    }
  }

  /**
   * Where a channel of the graph belongs: it knows nothing of the deviations, one for each band.
   */
  private int place(int channel) {
    return channel < filters ? channel : channel + (channel - filters) / 2;
  }

  /** Those of the strip's own rows, so that each row of the image counts once. */
  private static void addMoments(PixelStrip strip, float[] said, Spread[] spreads) {
    int at = 0;
    for (int b = 0; b < CellFeatures.BANDS; b++) {
      int length = halved(strip.height(), b);
      for (int y = strip.firstOwn() >> halvings(b); y < strip.endOwn(b, length); y++) {
        spreads[b].add(said[at + y], said[said.length / 2 + at + y]);
      }
      at += length;
    }
  }

  private static int halvings(int band) {
    return Math.max(0, band - 1);
  }

  private static int halved(int length, int band) {
    int factor = 1 << halvings(band);
    return (length + factor - 1) / factor;
  }

  private static float[] floats(OrtSession.Result result, String name) {
    OnnxTensor tensor = (OnnxTensor) result.get(name).orElseThrow();
    return tensor.getFloatBuffer().array();
  }

  @Override
  public void close() {
    open.close();
  }

  /** Mean and squares over rows of so many values, one row after another (Chan 1979). */
  private static final class Spread {
    private final int width;
    private long rows;
    private double mean;
    private double squares; // of what differs from the mean

    Spread(int width) {
      this.width = width;
    }

    void add(double rowMean, double rowSquares) {
      double away = rowMean - mean;
      squares += rowSquares + away * away * width * rows / (rows + 1);
      rows++;
      mean += away / rows;
    }

    double deviation() {
      return Math.sqrt(squares / rows / width);
    }
  }

  /**
   * Rows of an image with as many around as their cells depend on.
   *
   * @param from its first row of cells
   * @param to behind its last
   */
  private record PixelStrip(Plane image, int from, int to) {
    private int top() {
      return Math.max(0, from * CELL - CellGraph.REACH);
    }

    private int bottom() {
      return Math.min(image.height(), to * CELL + CellGraph.REACH);
    }

    int height() {
      return bottom() - top();
    }

    FloatBuffer values() {
      return FloatBuffer.wrap(image.values(), top() * image.width(), height() * image.width());
    }

    int cells() {
      return CellFeatures.cells(height()) * CellFeatures.cells(image.width());
    }

    int firstOwn() {
      return from * CELL - top();
    }

    int endOwn(int band, int length) {
      boolean last = to * CELL >= image.height();
      return last ? length : (to * CELL - top()) >> halvings(band);
    }

    /** Copies the own cells of a channel to where they are in the image. */
    void take(float[] said, int channel, float[] plane) {
      int columns = CellFeatures.cells(image.width());
      int skipped = firstOwn() / CELL * columns;
      int count = (to - from) * columns;
      System.arraycopy(said, channel * cells() + skipped, plane, from * columns, count);
    }
  }
}
