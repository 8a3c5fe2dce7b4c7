package io.stillwater.cli.demo;

import io.stillwater.event.media.Packed;
import io.stillwater.kafka.MediaWriter;
import io.stillwater.kafka.ReadingWriter;
import io.stillwater.source.surface.FlawKind;
import io.stillwater.source.surface.Material;
import io.stillwater.source.surface.SurfaceImage;
import io.stillwater.source.surface.SurfaceSimulator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Cameras over a cloth that moves on, one image of each a second, without end. Every {@value
 * #EVERY_MILLIS} ms the loom of one of them makes flaws for {@value #LENGTH_MILLIS} ms, each in
 * turn and with each kind in turn: every piece that passes then has one, another in shape and
 * place. Closes its writer. Not thread-safe.
 */
final class CameraFrames implements Outlet {
  static final int CAMERAS = 3;
  static final double PER_SECOND = 3;
  static final long FIRST_MILLIS = 5_000;
  static final long EVERY_MILLIS = 9_000;
  static final long LENGTH_MILLIS = 4_000;

  private static final int SIZE = 256;

  /** Apart from the seeds that models are trained with. */
  private static final long UNSEEN = 1_000_000;

  private static final List<FlawKind> KINDS =
      List.of(FlawKind.HOLE, FlawKind.MISSING_THREAD, FlawKind.STAIN, FlawKind.SCRATCH);

  private final MediaWriter writer;
  private final LongSupplier clock;
  private final Consumer<Injected> onFault;
  private final List<SurfaceSimulator> cloths = new ArrayList<>();
  private long start;
  private long sent;
  private int injected;
  private FlawKind kind;
  private Injected fault;

  /**
   * @param writer to the topic
   * @param seed of the cloth and its flaws
   * @param clock milliseconds
   * @param onFault told when a loom begins to make flaws
   */
  CameraFrames(MediaWriter writer, long seed, LongSupplier clock, Consumer<Injected> onFault) {
    this.writer = writer;
    this.clock = clock;
    this.onFault = onFault;
    for (int i = 0; i < CAMERAS; i++) {
      long own = UNSEEN + CAMERAS * seed + i;
      cloths.add(new SurfaceSimulator(Material.WOVEN, SIZE, SIZE, own));
    }
  }

  @Override
  public boolean hasNext() {
    return true;
  }

  @Override
  public void send() throws IOException {
    long now = clock.getAsLong();
    start = sent == 0 ? now : start;
    if (now >= start + FIRST_MILLIS + injected * EVERY_MILLIS) {
      inject(now);
    }
    int camera = (int) (sent % CAMERAS);
    String key = name(camera);
    long number = sent / CAMERAS;
    boolean flawed = fault != null && fault.key().equals(key) && now < fault.to();
    SurfaceImage image =
        flawed ? cloths.get(camera).flawed(number, kind) : cloths.get(camera).good(number);
    Packed packed = new Packed(image.png(), Map.of("content-type", "image/png"));
    writer.send(key, key, packed, ReadingWriter.Pace.UNBOUNDED);
    sent++;
  }

  private void inject(long now) {
    kind = KINDS.get((injected + injected / KINDS.size()) % KINDS.size());
    fault = new Injected(name(injected % CAMERAS), kind.title(), now, now + LENGTH_MILLIS);
    injected++;
    onFault.accept(fault);
  }

  private static String name(int camera) {
    return "camera-" + (camera + 1);
  }

  @Override
  public void flush() throws IOException {
    writer.flush();
  }

  @Override
  public void close() {
    writer.close();
  }
}
