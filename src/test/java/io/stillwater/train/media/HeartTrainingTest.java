package io.stillwater.train.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.alert.PolicySpec;
import io.stillwater.detect.Detector;
import io.stillwater.detect.FileScore;
import io.stillwater.event.Waveform;
import io.stillwater.event.media.MediaFamily;
import io.stillwater.event.sound.WavFiles;
import io.stillwater.model.Bundle;
import io.stillwater.model.cut.OpenMedia;
import io.stillwater.model.cut.SoundCut;
import io.stillwater.model.media.FileJudge;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.source.HeartSamples;
import io.stillwater.source.media.MediaSource;
import io.stillwater.train.threshold.Promise;
import io.stillwater.window.sound.Resampler;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Slow sounds, from normal recordings to what ranks murmurs above them, at any rate. */
class HeartTrainingTest {
  private static final RuntimeOptions RUNTIME = new RuntimeOptions(256, 1);
  private static final int TRAINED = 48;
  private static final int TRIED = 24;
  private static final double MURMUR = 0.2;

  @TempDir Path folder;

  @Test
  void murmurs_rankAboveNormalHearts_andScoreAlikeAtEveryRate() throws Exception {
    HeartSamples.write(folder.resolve("normal"), TRAINED, 1000, 0);
    List<String> warnings = new ArrayList<>();
    MediaTraining training =
        new MediaTraining(
            MediaSource.of(MediaFamily.SOUNDS, folder.resolve("normal")),
            folder.resolve("heart"),
            new Promise(1, 0.05, PolicySpec.DEFAULT),
            Mounting.FREE,
            0,
            RUNTIME,
            warnings::add);
    Bundle bundle = training.run((what, share, detail) -> {}).bundle();
    assertEquals(List.of(), warnings);
    assertEquals(
        "2,000 Hz, bands from 18 to 975 Hz, a column each 45 ms, windows of 8 columns",
        bundle.media().cut().toString());
    assertEquals("48 files (sounds), " + bundle.media().cut(), bundle.manifest().training().data());
    assertEquals(HeartSamples.RATE, ((SoundCut) bundle.media().cut()).rate());
    try (Detector detector = bundle.open(RUNTIME);
        OpenMedia media = bundle.openMedia(RUNTIME)) {
      FileJudge judge = new FileJudge(detector, media.cut(), bundle.manifest().window());
      Scored scored = new Scored(judge, bundle.media().files());
      double auroc = scored.auroc();
      assertTrue(auroc > 0.8, "AUROC " + auroc);
      scored.assertAlikeAtOtherRates();
    }
  }

  /** Scores files as {@code score} does. */
  private record Scored(FileJudge judge, FileScore files) {
    double auroc() throws Exception {
      double above = 0;
      double[] normal = new double[TRIED];
      double[] murmurs = new double[TRIED];
      for (int i = 0; i < TRIED; i++) {
        normal[i] = score(HeartSamples.of(50_000 + i, 8, 0));
        murmurs[i] = score(HeartSamples.of(90_000 + i, 8, MURMUR));
      }
      for (double murmur : murmurs) {
        for (double other : normal) {
          above += murmur > other ? 1 : 0;
        }
      }
      return above / TRIED / TRIED;
    }

    void assertAlikeAtOtherRates() throws Exception {
      for (long seed = 70_000; seed < 70_003; seed++) {
        Waveform sound = HeartSamples.of(seed, 8, MURMUR);
        double expected = score(sound);
        for (int rate : new int[] {4000, 11_025, 44_100}) {
          assertEquals(
              expected, score(new Resampler(2000, rate, 975).of(sound)), 0.05, rate + " Hz");
        }
      }
    }

    private double score(Waveform sound) throws Exception {
      byte[] file = WavFiles.pcm16(sound.samples(), sound.rate());
      return files.judge(judge.judge("heart", file).known()).score();
    }
  }
}
