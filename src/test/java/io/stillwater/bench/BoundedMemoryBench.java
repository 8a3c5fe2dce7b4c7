package io.stillwater.bench;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import io.stillwater.console.Progress;
import io.stillwater.event.Reading;
import io.stillwater.event.Readings;
import io.stillwater.train.Trainer;
import io.stillwater.train.TrainingPlan;
import io.stillwater.train.TrainingResult;
import io.stillwater.train.data.Trimming;
import io.stillwater.train.data.WindowPlan;
import io.stillwater.train.fit.DenoiserFit;
import io.stillwater.train.fit.MemoryFit;
import io.stillwater.train.fit.NetworkFit;
import io.stillwater.train.network.NetworkPlan;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * Trains on more readings than the heap holds, in a process of its own with a small heap, and tells
 * how long each stage took and how full the heap was.
 *
 * <p>Arguments: {@code WINDOWS HEAP DENOISER}, by default {@code 20000000 512m memory}, with a
 * memory of few windows; the other denoiser is {@code network}, trained for a few steps.
 */
public final class BoundedMemoryBench {
  private static final int KEYS = 4;
  private static final int CHANNELS = 8;
  private static final int LENGTH = 16;
  private static final int STEPS = 50;
  private static final int REFERENCES = 256;
  private static final String INSIDE = "inside";

  private BoundedMemoryBench() {}

  public static void main(String[] args) throws Exception {
    if (args.length == 3 && args[0].equals(INSIDE)) {
      train(Integer.parseInt(args[1]), args[2]);
      return;
    }
    String windows = args.length > 0 ? args[0] : "20000000";
    String heap = args.length > 1 ? args[1] : "512m";
    String denoiser = args.length > 2 ? args[2] : "memory";
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-cp",
                System.getProperty("java.class.path"),
                BoundedMemoryBench.class.getName(),
                INSIDE,
                windows,
                denoiser)
            .inheritIO()
            .start();
    int code = process.waitFor();
    if (code != 0) {
      throw new IllegalStateException("the training ended with " + code);
    }
  }

  private static void train(int windows, String denoiser) throws Exception {
    Heap heap = new Heap();
    heap.watch();
    Path out = Files.createTempDirectory("bounded").resolve("bundle");
    DenoiserFit fit = denoiser.equals("network") ? network() : new MemoryFit(REFERENCES);
    TrainingPlan plan =
        TrainingPlan.of("bounded", out)
            .with(WindowPlan.DEFAULT.atMost(windows).with(Trimming.WARN))
            .with(fit);
    Stages stages = new Stages();
    long readings = windows + (long) KEYS * (LENGTH - 1);
    TrainingResult result = Trainer.train(plan, new Waves(readings), stages);
    stages.end();
    System.out.printf(
        Locale.ROOT,
        "%s: %,d readings, %,d windows scored, %.1f s%n",
        denoiser,
        result.bundle().manifest().training().readings(),
        result.windows(),
        stages.seconds());
    System.out.printf(
        Locale.ROOT,
        "heap of %,d MB: at most %,d MB before a collection, %,d MB after one%n",
        Runtime.getRuntime().maxMemory() >> 20,
        heap.before.get() >> 20,
        heap.after.get() >> 20);
    result.warnings().forEach(System.out::println);
  }

  private static NetworkFit network() {
    NetworkPlan plan = NetworkPlan.DEFAULT;
    return NetworkFit.DEFAULT.with(
        NetworkFit.DEFAULT.form(),
        new NetworkPlan(
            plan.technique(),
            STEPS,
            plan.batch(),
            plan.rate(),
            plan.lower(),
            plan.masked(),
            plan.seed()),
        NetworkFit.DEFAULT.augmentation());
  }

  /** How full the heap was before and after collections, at most. */
  private static final class Heap {
    private final AtomicLong before = new AtomicLong();
    private final AtomicLong after = new AtomicLong();
    private final List<String> pools =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .toList();

    void watch() {
      for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
        ((NotificationEmitter) collector)
            .addNotificationListener((told, unused) -> collected(told), null, null);
      }
    }

    private void collected(Notification told) {
      GcInfo info =
          GarbageCollectionNotificationInfo.from((CompositeData) told.getUserData()).getGcInfo();
      before.accumulateAndGet(used(info.getMemoryUsageBeforeGc()), Math::max);
      after.accumulateAndGet(used(info.getMemoryUsageAfterGc()), Math::max);
    }

    private long used(Map<String, MemoryUsage> usage) {
      return pools.stream().mapToLong(pool -> usage.get(pool).getUsed()).sum();
    }
  }

  /** Prints how long each stage took. */
  private static final class Stages implements Progress {
    private final long began = System.nanoTime();
    private String stage = "";
    private long since = began;

    @Override
    public void step(String name, double done, String detail) {
      if (!name.equals(stage)) {
        end();
        stage = name;
        since = System.nanoTime();
      }
    }

    void end() {
      if (!stage.isEmpty()) {
        double seconds = (System.nanoTime() - since) / 1e9;
        System.out.printf(Locale.ROOT, "  %-12s %8.1f s%n", stage, seconds);
      }
    }

    double seconds() {
      return (System.nanoTime() - began) / 1e9;
    }
  }

  /** Waves with noise of a few keys in turn, a reading a second of each; now and then one lacks. */
  private static final class Waves implements Readings {
    private final long count;
    private final SplittableRandom random = new SplittableRandom(1);
    private long next;

    Waves(long count) {
      this.count = count;
    }

    @Override
    public List<String> channels() {
      return List.of("a", "b", "c", "d", "e", "f", "g", "h");
    }

    @Override
    public boolean timed() {
      return true;
    }

    @Override
    public double progress() {
      return (double) next / count;
    }

    @Override
    public boolean hasNext() {
      return next < count;
    }

    @Override
    public Reading next() {
      if (!hasNext()) {
        throw new NoSuchElementException("all readings were made");
      }
      int key = (int) (next % KEYS);
      long second = next / KEYS;
      double[] values = new double[CHANNELS];
      double load = Math.sin(second / (50.0 + key)) + Math.sin(second / 7_000.0);
      for (int c = 0; c < CHANNELS; c++) {
        values[c] = 10 * c + load * (c + 1) + random.nextDouble();
      }
      if (random.nextInt(100) == 0) {
        values[random.nextInt(CHANNELS)] = Double.NaN;
      }
      return Reading.ofRow("key-" + key, 1_000 * second, values, next++);
    }

    @Override
    public void close() {}
  }
}
