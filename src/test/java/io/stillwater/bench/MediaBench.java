package io.stillwater.bench;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import com.sun.management.OperatingSystemMXBean;
import io.stillwater.alert.PolicySpec;
import io.stillwater.event.Reading;
import io.stillwater.event.media.MediaFamily;
import io.stillwater.event.media.MediaObject;
import io.stillwater.model.Bundle;
import io.stillwater.model.cut.BareImage;
import io.stillwater.model.cut.MediaCut;
import io.stillwater.model.cut.MediaParts;
import io.stillwater.model.cut.SurfaceCut;
import io.stillwater.model.cut.SurfaceRun;
import io.stillwater.model.media.MediaModel;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.source.media.MediaFiles;
import io.stillwater.source.surface.Material;
import io.stillwater.source.surface.SurfaceSimulator;
import io.stillwater.train.TrainingPlan;
import io.stillwater.train.data.WindowPlan;
import io.stillwater.train.fit.DenoiserFit;
import io.stillwater.train.fit.GaussianFit;
import io.stillwater.train.media.MediaTrainer;
import io.stillwater.train.media.Mounting;
import io.stillwater.train.media.SurfaceFit;
import io.stillwater.train.media.TrainingFiles;
import io.stillwater.train.threshold.Promise;
import io.stillwater.window.surface.PlainSurface;
import io.stillwater.window.surface.Surface;
import io.stillwater.window.tile.Plane;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Images: cells a second of whole scoring beside the bare ONNX sessions, of the denoiser alone and
 * of all graphs, in one run, its parts told apart; how long one image of 1024 by 1024 takes; and
 * frames of 256 by 256 through a broker, with what that holds in memory.
 *
 * <p>Arguments: frames a second and seconds of the stream, 100 and 60 where none are given (0 for
 * no stream); then the folder of a bundle of images, otherwise a small one is made of generated
 * cloth.
 */
public final class MediaBench {
  private static final RuntimeOptions OPTIONS = RuntimeOptions.standard();
  private static final int SIDE = 1024;
  private static final double SECONDS = 3;

  /** Of all work so far, warm-ups included. */
  private static final AtomicLong RUNS = new AtomicLong();

  private final Bundle bundle;
  private final byte[] image = frame(SIDE, 1);

  private MediaBench(Bundle bundle) {
    this.bundle = bundle;
  }

  public static void main(String[] args) throws Exception {
    double rate = args.length > 0 ? Double.parseDouble(args[0]) : 100;
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 60;
    Bundle bundle =
        args.length > 2
            ? Bundle.load(Path.of(args[2]))
            : trained(Files.createTempDirectory("stillwater-media-"));
    print("bundle %s, %d threads, load %s", bundle, OPTIONS.threads(), load());
    new MediaBench(bundle).run();
    if (rate > 0 && seconds > 0) {
      new MediaStream(bundle, OPTIONS, rate, seconds).run();
    }
  }

  static byte[] frame(int side, long number) {
    return new SurfaceSimulator(Material.WOVEN, side, side, 7).good(number).png();
  }

  /** The load of the machine over a minute, five and fifteen; nothing where it is not told. */
  static String load() throws java.io.IOException {
    Path file = Path.of("/proc/loadavg");
    return Files.exists(file) ? Files.readString(file).strip() : "unknown";
  }

  /** Networks of the usual size, of few images. */
  private static Bundle trained(Path folder) throws Exception {
    Path normal = Files.createDirectories(folder.resolve("normal"));
    for (int i = 0; i < 40; i++) {
      Files.write(normal.resolve("%02d.png".formatted(i)), frame(256, 100 + i));
    }
    List<Plane> planes = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      planes.add(MediaCut.plane(frame(128, 50 + i)));
    }
    MediaCut cut =
        new MediaCut.Learned(
            SurfaceFit.fit(planes, Mounting.FREE, 1, OPTIONS, (what, share, detail) -> {})
                .surface());
    TrainingPlan plan =
        TrainingPlan.of("cloth", folder.resolve("cloth"))
            .with(WindowPlan.of(cut.length(), cut.stride()).atMost(50_000).judging(10_000))
            .with(new DenoiserFit[] {GaussianFit.DEFAULT})
            .with(new Promise(1, 0.001, PolicySpec.EACH))
            .with(OPTIONS);
    List<Path> files = MediaFiles.list(normal, MediaFamily.IMAGES.endings());
    try (SurfaceCut open = SurfaceCut.open(cut, OPTIONS)) {
      TrainingFiles training =
          TrainingFiles.heldOut(
              open,
              normal,
              files,
              (file, why) -> {
                throw new IllegalStateException(file + ": " + why);
              });
      List<Double> shares = MediaTrainer.shares(cut);
      MediaParts none = MediaParts.NONE;
      return MediaTrainer.train(plan, cut, none, shares, training, (what, share, detail) -> {})
          .bundle();
    }
  }

  private void run() throws Exception {
    try (MediaModel model = new MediaModel(bundle, bundle.scorer(OPTIONS), OPTIONS)) {
      Reading file = model.reading(object(image));
      int cells = file.values().length / bundle.manifest().channels().size();
      print("%d x %d pixels, %,d cells, %,d bytes of PNG", SIDE, SIDE, cells, image.length);
      double whole =
          rate(
              () ->
                  model.detector().judge(List.of(MediaModel.window(model.reading(object(image))))));
      double bare = rate(bare(cells));
      double graphs = bundle.media().cut() instanceof MediaCut.Learned own ? graphs(own) : 0;
      double again =
          rate(
              () ->
                  model.detector().judge(List.of(MediaModel.window(model.reading(object(image))))));
      print("whole: decode, cut, score      %,12.0f cells/s", cells * (whole + again) / 2);
      print(
          "bare denoiser, as many windows %,12.0f cells/s; whole is %.2f %% of it",
          cells * bare, 100 * (whole + again) / 2 / bare);
      if (graphs > 0) {
        double all = 1 / (1 / bare + 1 / graphs);
        print(
            "bare graphs, all three         %,12.0f cells/s; whole is %.2f %% of it",
            cells * all, 100 * (whole + again) / 2 / all);
      }
      parts(model, cells);
      latency(model);
    }
  }

  /** Images a second of the image model's own two graphs. */
  private double graphs(MediaCut.Learned own) throws Exception {
    try (BareImage bare = new BareImage(own.surface(), MediaCut.plane(image), OPTIONS)) {
      return rate(
          () -> {
            bare.run();
            return bare;
          });
    }
  }

  private void parts(MediaModel model, int cells) throws Exception {
    part("decode the PNG", cells, () -> MediaCut.plane(image));
    if (bundle.media().cut() instanceof MediaCut.Learned learned) {
      Surface surface = learned.surface();
      Plane plane = MediaCut.plane(image);
      try (SurfaceRun run = SurfaceRun.of(surface, null, OPTIONS)) {
        part("features and networks", cells, () -> run.see(plane));
        part("the same, plain loops", cells, () -> PlainSurface.unlikeness(surface, null, plane));
        part("features and networks", cells, () -> run.see(plane));
      }
    }
    part("decode and cut", cells, () -> model.reading(object(image)));
    Reading file = model.reading(object(image));
    part(
        "score what was cut",
        cells,
        () -> model.detector().judge(List.of(MediaModel.window(file))));
    part("draw an alert", cells, () -> model.view(file));
  }

  private static void part(String what, int cells, Work work) throws Exception {
    long before = processorNanos();
    long runs = RUNS.get();
    double rate = rate(work);
    double processor = (processorNanos() - before) / 1e6 / (RUNS.get() - runs);
    print(
        "  %-28s %,12.0f cells/s, %7.1f ms an image, %7.1f of the processors",
        what, cells * rate, 1000 / rate, processor);
  }

  private void latency(MediaModel model) throws Exception {
    int count = 60;
    double[] millis = new double[count];
    for (int i = 0; i < count; i++) {
      long start = System.nanoTime();
      model.detector().judge(List.of(MediaModel.window(model.reading(object(image)))));
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(millis);
    print(
        "one image, one thread, bytes to score: p50 %.0f ms, p99 %.0f ms, of %d; load %s",
        millis[count / 2], millis[(int) Math.ceil(0.99 * count) - 1], count, load());
  }

  static MediaObject object(byte[] bytes) {
    return new MediaObject("cam", 0, bytes, 0, 0);
  }

  /** One run of the session over so many windows of zeros, the largest batch at a time. */
  private Work bare(int cells) throws Exception {
    int batch = OPTIONS.maxBatch();
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(OPTIONS.threads());
    OrtSession session =
        environment.createSession(bundle.folder().resolve("model.onnx").toString(), options);
    Map<String, OnnxTensor> inputs = new HashMap<>();
    for (NodeInfo input : session.getInputInfo().values()) {
      inputs.put(input.getName(), tensor(environment, (TensorInfo) input.getInfo(), batch));
    }
    Map<String, OnnxTensor> all = Map.copyOf(inputs);
    return () -> {
      for (int done = 0; done < cells; done += batch) {
        session.run(all, java.util.Set.of("log_levels", "channels")).close();
      }
      return cells;
    };
  }

  private static OnnxTensor tensor(OrtEnvironment environment, TensorInfo info, int batch)
      throws OrtException {
    long[] shape = Arrays.stream(info.getShape()).map(side -> side < 0 ? batch : side).toArray();
    long count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    ByteBuffer buffer =
        ByteBuffer.allocateDirect((int) (count * info.type.size)).order(ByteOrder.nativeOrder());
    for (int i = 0; i < count; i++) {
      switch (info.type) {
        case FLOAT -> buffer.putFloat(0.5f);
        case DOUBLE -> buffer.putDouble(0.5);
        default -> buffer.put(new byte[info.type.size]);
      }
    }
    return OnnxTensor.createTensor(environment, buffer.rewind(), shape, info.type);
  }

  /** Something to be timed; what comes of it is looked at. */
  interface Work {
    Object run() throws Exception;
  }

  /** Runs a second. */
  private static double rate(Work work) throws Exception {
    long warm = System.nanoTime();
    while (seconds(warm) < 1) {
      work.run();
      RUNS.incrementAndGet();
    }
    long start = System.nanoTime();
    int runs = 0;
    while (seconds(start) < SECONDS || runs < 3) {
      if (work.run() == null) {
        throw new IllegalStateException("nothing came of it");
      }
      runs++;
      RUNS.incrementAndGet();
    }
    return runs / seconds(start);
  }

  /** Time on all processors, which others on the machine change little. */
  private static long processorNanos() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }

  static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
