package io.stillwater.source;

import io.stillwater.alert.PolicySpec;
import io.stillwater.event.Pixels;
import io.stillwater.event.image.ImageEncoder;
import io.stillwater.event.media.MediaFamily;
import io.stillwater.model.Bundle;
import io.stillwater.model.cut.Extractors;
import io.stillwater.model.cut.FeatureCut;
import io.stillwater.model.cut.MediaCut;
import io.stillwater.model.cut.MediaParts;
import io.stillwater.model.cut.SoundCut;
import io.stillwater.model.cut.SoundRun;
import io.stillwater.model.cut.SurfaceCut;
import io.stillwater.model.feature.FeatureExtractor;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.source.media.MediaFiles;
import io.stillwater.train.TrainingPlan;
import io.stillwater.train.data.WindowPlan;
import io.stillwater.train.media.MediaTrainer;
import io.stillwater.train.media.TileMemoryFit;
import io.stillwater.train.media.TrainingFiles;
import io.stillwater.train.threshold.Promise;
import io.stillwater.window.surface.CellNet;
import io.stillwater.window.surface.FilterBank;
import io.stillwater.window.surface.Surface;
import io.stillwater.window.tile.Plane;
import io.stillwater.window.tile.TileSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Gratings and hums, with faults on request, and small bundles made from normal ones. */
public final class MediaSamples {
  /** Samples a second of the sounds. */
  public static final int RATE = 16_000;

  /** Normal files that a bundle is made from. */
  private static final int FILES = 40;

  private MediaSamples() {}

  /** A grating of 64 by 48 pixels as PNG; where it is odd, with a dark square from (24, 16) on. */
  public static byte[] image(long seed, boolean odd) {
    Random random = random(seed);
    double phase = 6 * random.nextDouble();
    short[] samples = new short[64 * 48];
    for (int i = 0; i < samples.length; i++) {
      int x = i % 64;
      int y = i / 64;
      boolean dark = odd && x >= 24 && x < 40 && y >= 16 && y < 32;
      double value = 0.5 + 0.2 * Math.sin(x / 3.0 + phase) + 0.02 * random.nextGaussian();
      samples[i] = (short) (65535 * (dark ? 0.05 : value));
    }
    return ImageEncoder.png(new Pixels(64, 48, 1, samples));
  }

  /** Half a second of a hum as WAV; where it is odd, with a tone of 2,600 Hz in its second half. */
  public static byte[] sound(long seed, boolean odd) {
    Random random = random(seed);
    int n = RATE / 2;
    ByteBuffer out = ByteBuffer.allocate(44 + 2 * n).order(ByteOrder.LITTLE_ENDIAN);
    out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * n);
    out.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    out.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(2 * RATE);
    out.putShort((short) 2).putShort((short) 16);
    out.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * n);
    double phase = random.nextDouble();
    for (int i = 0; i < n; i++) {
      double hum = 0.3 * Math.sin(2 * Math.PI * (400.0 * i / RATE + phase));
      double tone = odd && i > n / 2 ? 0.1 * Math.sin(2 * Math.PI * 2600.0 * i / RATE) : 0;
      out.putShort((short) (32767 * (hum + tone + 0.02 * random.nextGaussian())));
    }
    return out.array();
  }

  /** Neighbouring seeds of {@link Random} begin alike; these do not. */
  private static Random random(long seed) {
    return new Random(seed * 0x9E3779B97F4A7C15L);
  }

  /** A bundle of grey tiles, made below the folder. */
  public static Bundle images(Path folder) throws Exception {
    List<Plane> planes = new ArrayList<>();
    MediaCut cut = new MediaCut.Image(TileSpec.square(1, 8, 8));
    for (int i = 0; i < FILES; i++) {
      byte[] image = image(i, false);
      write(folder.resolve("normal/%02d.png".formatted(i)), image);
      planes.add(MediaCut.plane(image));
    }
    return bundle(
        folder,
        cut,
        MediaFamily.IMAGES.endings(),
        MediaParts.NONE.with(TileMemoryFit.fit(planes, 1)));
  }

  /**
   * A bundle of cells of images, made below the folder, with a network that nobody trained and that
   * alarms often.
   */
  public static Bundle cells(Path folder) throws Exception {
    for (int i = 0; i < FILES; i++) {
      write(folder.resolve("normal/%02d.png".formatted(i)), image(i, false));
    }
    MediaCut cut = new MediaCut.Learned(surface(-2));
    return bundle(folder, cut, MediaFamily.IMAGES.endings(), MediaParts.NONE, 0.4);
  }

  /**
   * One filter a level and one small network, with numbers that binary fractions hold.
   *
   * @param last the weight behind the last hidden value: below 0, what is quiet is strange
   */
  public static Surface surface(float last) {
    float[][][] weights = new float[FilterBank.LEVELS][1][FilterBank.SIZE * FilterBank.SIZE];
    for (int l = 0; l < weights.length; l++) {
      for (int i = 0; i < weights[l][0].length; i++) {
        weights[l][0][i] = (i % 7 - 3) * (1 + l) / 16f;
      }
    }
    CellNet net =
        new CellNet(
            new int[] {0, 1, 2},
            new float[] {0.25f, 0.5f, 0.125f},
            new float[] {1, 0.5f, 2},
            new float[] {0.5f, -0.25f, 1, 0.75f, -0.5f, 0.25f, 1, 1.5f},
            new float[] {0.5f, -0.25f, 2},
            new float[] {last, -0.75f});
    return new Surface(new FilterBank(weights), List.of(net), 0.5);
  }

  /** A bundle of two features of cells of images, made below the folder. */
  public static Bundle features(Path folder) throws Exception {
    for (int i = 0; i < FILES; i++) {
      write(folder.resolve("normal/%02d.png".formatted(i)), image(i, false));
    }
    RuntimeOptions options = new RuntimeOptions(4, 1);
    try (FeatureExtractor network = FeatureExtractor.of(Extractors.halves(1), options)) {
      MediaParts parts = MediaParts.NONE.with(network);
      return bundle(folder, FeatureCut.of(network), MediaFamily.IMAGES.endings(), parts);
    }
  }

  /** A bundle of sounds, made below the folder. */
  public static Bundle sounds(Path folder) throws Exception {
    for (int i = 0; i < FILES; i++) {
      write(folder.resolve("normal/%02d.wav".formatted(i)), sound(i, false));
    }
    return bundle(folder, SoundCut.of(RATE), MediaFamily.SOUNDS.endings(), MediaParts.NONE);
  }

  private static Bundle bundle(Path folder, MediaCut cut, List<String> endings, MediaParts parts)
      throws Exception {
    return bundle(folder, cut, endings, parts, 0.01);
  }

  private static Bundle bundle(
      Path folder, MediaCut cut, List<String> endings, MediaParts parts, double limit)
      throws Exception {
    RuntimeOptions options = new RuntimeOptions(64, 1);
    if (SurfaceCut.needed(cut)) {
      try (SurfaceCut open = SurfaceCut.open(cut, options)) {
        return bundle(folder, cut, open, endings, parts, limit);
      }
    }
    if (cut instanceof SoundCut sound) {
      try (SoundRun open = SoundRun.open(sound, options)) {
        return bundle(folder, cut, open, endings, parts, limit);
      }
    }
    return bundle(folder, cut, cut, endings, parts, limit);
  }

  private static Bundle bundle(
      Path folder,
      MediaCut cut,
      MediaCut open,
      List<String> endings,
      MediaParts parts,
      double limit)
      throws Exception {
    Path normal = folder.resolve("normal");
    List<Path> files = MediaFiles.list(normal, endings);
    TrainingPlan plan =
        TrainingPlan.of("small", folder.resolve("bundle"))
            .with(WindowPlan.of(cut.length(), cut.stride()))
            .with(new Promise(1, limit, PolicySpec.EACH))
            .with(new RuntimeOptions(64, 1));
    TrainingFiles training =
        TrainingFiles.heldOut(
            open,
            normal,
            files,
            (file, why) -> {
              throw new AssertionError(file + ": " + why);
            });
    List<Double> shares = MediaTrainer.shares(cut);
    return MediaTrainer.train(plan, cut, parts, shares, training, (what, share, detail) -> {})
        .bundle();
  }

  private static void write(Path file, byte[] bytes) throws Exception {
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }
}
