package io.stillwater.bench;

import io.stillwater.alert.Alert;
import io.stillwater.detect.recent.Adapting;
import io.stillwater.event.media.Envelope;
import io.stillwater.event.media.MediaEvent;
import io.stillwater.event.media.Packed;
import io.stillwater.kafka.DetectorLoop;
import io.stillwater.kafka.DetectorSpec;
import io.stillwater.kafka.LoopStatus;
import io.stillwater.kafka.MediaWriter;
import io.stillwater.kafka.ReadingWriter;
import io.stillwater.kafka.broker.EmbeddedBroker;
import io.stillwater.model.Bundle;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.model.work.InputSettings;
import io.stillwater.model.work.WorkingModel;
import io.stillwater.stream.FlowParts;
import io.stillwater.stream.output.Count;
import io.stillwater.stream.output.FlowListener;
import io.stillwater.stream.output.ScoredWindow;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Frames from a topic to committed scores at a fixed rate, broker and sender in the same process:
 * what is held in heap after a collection, in buffers beside it and by the process, and how far the
 * loop is behind, every ten seconds.
 */
final class MediaStream {
  private static final int FRAMES = 64;
  private static final int SIDE = 256;

  private final Bundle bundle;
  private final RuntimeOptions options;
  private final double rate;
  private final int seconds;

  MediaStream(Bundle bundle, RuntimeOptions options, double rate, int seconds) {
    this.bundle = bundle;
    this.options = options;
    this.rate = rate;
    this.seconds = seconds;
  }

  void run() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start();
        WorkingModel model = WorkingModel.open(bundle, InputSettings.DEFAULT, options)) {
      broker.createTopic("frames", 1, Map.of("retention.bytes", "268435456"));
      Map<String, String> client = Map.of("bootstrap.servers", broker.bootstrapServers());
      DetectorSpec spec = spec(client);
      FlowParts parts = DetectorSpec.parts(model);
      try (DetectorLoop loop = new DetectorLoop(spec, spec.flow(model), parts, Silent.INSTANCE)) {
        new Thread(loop, "bench").start();
        send(client, loop);
      }
    }
  }

  private DetectorSpec spec(Map<String, String> client) {
    return new DetectorSpec(
        "frames",
        new DetectorSpec.Judge.Trained(bundle.folder(), Adapting.AS_TRAINED),
        new DetectorSpec.Input(
            "frames", InputSettings.DEFAULT, "frames", "bench", DetectorSpec.Start.EARLIEST),
        new DetectorSpec.Output(new DetectorSpec.Topics("f-a", "f-e", "f-st", "f-s", "f-d"), true),
        new DetectorSpec.Limits(1000, 1, Duration.ZERO),
        client);
  }

  private void send(Map<String, String> client, DetectorLoop loop) throws IOException {
    Packed[] frames = new Packed[FRAMES];
    long bytes = 0;
    for (int i = 0; i < FRAMES; i++) {
      byte[] png = MediaBench.frame(SIDE, 1000 + i);
      bytes += png.length;
      frames[i] = Envelope.NONE.pack(new MediaEvent("cam", "" + i, "/bench", 0, "frame", png));
    }
    MediaBench.print(
        "frames of %d x %d, %,d bytes in the mean, %.0f a second for %d s",
        SIDE, SIDE, bytes / FRAMES, rate, seconds);
    ReadingWriter.Pace pace = new ReadingWriter.Pace(0, rate);
    int warm = (int) (3 * rate);
    int count = warm + (int) (rate * seconds);
    long start = 0;
    try (MediaWriter writer =
        new MediaWriter(
            client,
            "frames",
            (name, why) -> {
              throw new IllegalStateException(why);
            })) {
      for (int i = 0; i < count; i++) {
        writer.send("frame " + i, "cam-" + i % 8, frames[i % FRAMES], pace);
        if (i == warm) {
          start = System.nanoTime();
        }
        if ((i - warm) % (int) (10 * rate) == 0) {
          say(loop, i + 1L, start);
        }
      }
      writer.flush();
      say(loop, count, start);
    }
    long rest = System.nanoTime();
    await(loop, count);
    MediaBench.print(
        "all of %,d frames scored %.1f s after the last was sent: %.0f a second; %,d alerts; load %s",
        count,
        MediaBench.seconds(rest),
        (count - warm) / MediaBench.seconds(start),
        loop.counters().get(Count.ALERTS),
        MediaBench.load());
    say(loop, count, start);
  }

  private static void await(DetectorLoop loop, long records) {
    while (loop.counters().get(Count.SCORED) < records) {
      if (loop.status().phase() == LoopStatus.Phase.FAILED) {
        throw new IllegalStateException(loop.status().message());
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  private static void say(DetectorLoop loop, long sent, long start) throws IOException {
    long behind = sent - loop.counters().get(Count.SCORED);
    System.gc();
    MediaBench.print(
        "%5.0f s: heap after collection %4d MB, buffers %3d MB, resident %4d MB (peak %4d), behind"
            + " %,d frames",
        start == 0 ? 0 : MediaBench.seconds(start),
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20,
        buffers() >> 20,
        kilobytes("VmRSS") >> 10,
        kilobytes("VmHWM") >> 10,
        behind);
  }

  private static long buffers() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }

  /** A line of what Linux tells of the process; 0 elsewhere. */
  private static long kilobytes(String name) throws IOException {
    Path file = Path.of("/proc/self/status");
    return !Files.exists(file)
        ? 0
        : Files.readAllLines(file).stream()
            .filter(line -> line.startsWith(name))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .sum();
  }

  /** Looks at nothing. */
  private enum Silent implements FlowListener {
    INSTANCE;

    @Override
    public void scored(ScoredWindow window) {}

    @Override
    public void alerted(Alert alert) {}
  }
}
