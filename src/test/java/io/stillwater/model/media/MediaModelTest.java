package io.stillwater.model.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.alert.Peak;
import io.stillwater.alert.Picture;
import io.stillwater.detect.Detector;
import io.stillwater.detect.FileScore;
import io.stillwater.detect.Verdict;
import io.stillwater.detect.heat.Region;
import io.stillwater.detect.heat.SoundPart;
import io.stillwater.event.Reading;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.Waveform;
import io.stillwater.event.media.MediaFamily;
import io.stillwater.event.media.MediaObject;
import io.stillwater.event.sound.WavDecoder;
import io.stillwater.event.sound.WavEncoder;
import io.stillwater.event.sound.WavLimits;
import io.stillwater.model.Bundle;
import io.stillwater.model.cut.OpenMedia;
import io.stillwater.model.cut.SoundCut;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.source.MediaSamples;
import io.stillwater.source.media.FolderScorer;
import io.stillwater.source.media.MediaReadings;
import io.stillwater.window.Cut;
import io.stillwater.window.KeyWindow;
import io.stillwater.window.Window;
import io.stillwater.window.Windower;
import io.stillwater.window.sound.Resampler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaModelTest {
  private static final RuntimeOptions OPTIONS = new RuntimeOptions(64, 1);
  private static final int ROOM = 96 << 10;

  @TempDir static Path folder;
  private static Bundle images;
  private static MediaModel camera;
  private static Bundle sounds;
  private static MediaModel microphone;

  @BeforeAll
  static void train() throws Exception {
    images = MediaSamples.images(folder.resolve("images"));
    camera = new MediaModel(images, images.scorer(OPTIONS), OPTIONS);
    sounds = MediaSamples.sounds(folder.resolve("sounds"));
    microphone = new MediaModel(sounds, sounds.scorer(OPTIONS), OPTIONS);
  }

  @AfterAll
  static void close() {
    camera.close();
    microphone.close();
  }

  @Test
  void streamAndFolder_giveTheSameScore() throws Exception {
    assertSame(images, camera, MediaSamples.image(900, true), "a.png");
    assertSame(images, camera, MediaSamples.image(901, false), "b.png");
    assertSame(sounds, microphone, MediaSamples.sound(900, true), "c.wav");
  }

  private static void assertSame(Bundle bundle, MediaModel model, byte[] file, String name)
      throws Exception {
    Path place = Files.createDirectories(folder.resolve("same")).resolve(name);
    Files.write(place, file);
    Verdict online = judge(model, file);
    FileScore files = bundle.media().files();
    FileScore.Judged offline = files.judge(ofFolder(bundle, place).known());
    assertEquals(offline.score(), online.score());
    assertEquals(offline.pValue().value(), online.pValue().value());
    assertEquals(offline.alarm(), online.beyond());
    double cut = files.judge(FileScore.Known.of(byWindower(bundle, place))).score();
    assertEquals(cut, online.score(), 1e-9 * (1 + Math.abs(cut)));
  }

  private static JudgedFile ofFolder(Bundle bundle, Path file) throws Exception {
    List<JudgedFile> found = new ArrayList<>();
    try (Detector detector = bundle.open(OPTIONS);
        OpenMedia media = bundle.openMedia(OPTIONS)) {
      FileJudge judge = new FileJudge(detector, media.cut(), bundle.manifest().window());
      new FolderScorer(judge, file.getParent(), List.of(file), (key, why) -> {})
          .score((what, share, detail) -> {}, (key, bytes, judged) -> found.add(judged));
    }
    return found.get(0);
  }

  /** Cut as readings of sensors are, one window a run. */
  private static double[] byWindower(Bundle bundle, Path file) throws Exception {
    List<Double> scores = new ArrayList<>();
    Windower<Void> windower = Windower.offline(bundle.manifest().window());
    try (Detector detector = bundle.open(OPTIONS);
        OpenMedia media = bundle.openMedia(OPTIONS);
        MediaReadings readings =
            new MediaReadings(file.getParent(), List.of(file), media.cut(), (key, why) -> {})) {
      while (readings.hasNext()) {
        KeyWindow<Void> key = windower.add(readings.next());
        if (windower.cut() == Cut.COMPLETE) {
          scores.add(detector.judge(List.of(key.window())).get(0).score());
        }
      }
    }
    return scores.stream().mapToDouble(Double::doubleValue).toArray();
  }

  @Test
  void darkSquare_isBoxedAndHotWhereItIs() throws Exception {
    Verdict verdict = judge(camera, MediaSamples.image(1000, true));
    assertTrue(verdict.beyond());
    MediaView view = camera.view(verdict.window().last());
    Region worst = view.regions().get(0);
    assertTrue(worst.x() >= 16 && worst.x() + worst.width() <= 48, worst.toString());
    assertTrue(worst.y() >= 8 && worst.y() + worst.height() <= 40, worst.toString());
    assertTrue(view.heat().at(24, 32) > 0.9, "the middle of the square");
    assertTrue(view.heat().at(2, 2) < 0.9, "a corner");
    int middle = 24 * 64 + 32;
    assertTrue((view.original().samples()[middle] & 0xffff) < 8_000, "dark as it came");
    int expected = view.expected().samples()[middle] & 0xffff;
    assertTrue(expected > 15_000, "grey as it should be: " + expected);
    assertEquals(MediaFamily.IMAGES, camera.family());
  }

  @Test
  void normalFiles_areWithinTheThreshold() throws Exception {
    int beyond = 0;
    for (int i = 0; i < 20; i++) {
      beyond += judge(camera, MediaSamples.image(2000 + i, false)).beyond() ? 1 : 0;
      beyond += judge(microphone, MediaSamples.sound(2000 + i, false)).beyond() ? 1 : 0;
    }
    assertTrue(beyond <= 2, beyond + " of 40 normal files are beyond");
  }

  @Test
  void peakOfAnImage_carriesItsPictures() throws Exception {
    Verdict verdict = judge(camera, MediaSamples.image(1001, true));
    Peak peak = camera.peak(verdict, ROOM);
    Picture picture = peak.picture();
    assertEquals(Picture.IMAGE, picture.kind());
    assertEquals(64, picture.width());
    assertEquals(48, picture.height());
    assertNotNull(picture.original());
    assertEquals("image/png", picture.map().contentType());
    assertFalse(picture.regions().isEmpty());
    assertTrue(picture.parts().isEmpty());
    assertEquals(peak, camera.peak(verdict, ROOM), "drawn again it is the same");
    assertEquals(7, peak.lastOffset());
  }

  @Test
  void pictures_areLeftOutBeyondTheLimit() throws Exception {
    Verdict verdict = judge(camera, MediaSamples.image(1002, true));
    Picture whole = camera.peak(verdict, ROOM).picture();
    Picture none = camera.peak(verdict, 0).picture();
    assertNull(none.map());
    assertNull(none.original());
    assertEquals(whole.regions(), none.regions());
    Picture mapOnly = camera.peak(verdict, whole.map().data().length()).picture();
    assertEquals(whole.map(), mapOnly.map());
    assertNull(mapOnly.original());
  }

  @Test
  void toneInTheSecondHalf_isHotThereAndExpectedAway() throws Exception {
    Verdict verdict = judge(microphone, MediaSamples.sound(1000, true));
    assertTrue(verdict.beyond());
    MediaView view = microphone.view(verdict.window().last());
    SoundCut cut = (SoundCut) sounds.media().cut();
    int bands = cut.spectrogram().bands();
    assertEquals(bands, view.original().height());
    assertEquals(0.5, view.seconds(), 0.02);
    int row = hottestRow(view);
    // 2,600 Hz on the mel scale between 50 and 7,800 Hz, counted from the top.
    double mel = share(2600, cut);
    assertEquals((1 - mel) * bands, row, 3);
    int columns = view.original().width();
    assertTrue(view.heat().at(row, columns * 3 / 4) > 0.5, "while the tone sounds");
    assertTrue(view.heat().at(row, 2) < 0.5, "before it");
    int at = row * columns + columns * 3 / 4;
    int observed = view.original().samples()[at] & 0xffff;
    int expected = view.expected().samples()[at] & 0xffff;
    assertTrue(expected < observed - 6000, expected + " against " + observed);
  }

  /** A microphone was exchanged for one that is sampled faster: neither score nor parts move. */
  @Test
  void strangeSound_isAsStrangeAtAnotherRate() throws Exception {
    byte[] slow = MediaSamples.sound(1000, true);
    Waveform sound = new WavDecoder(WavLimits.DEFAULT).decode(slow);
    Picture expected = microphone.peak(judge(microphone, slow), ROOM).picture();
    for (int rate : new int[] {22_050, 44_100, 48_000}) {
      byte[] fast = WavEncoder.encode(new Resampler(sound.rate(), rate, 7800).of(sound));
      Verdict verdict = judge(microphone, fast);
      assertEquals(judge(microphone, slow).score(), verdict.score(), 0.3, rate + " Hz");
      assertTrue(verdict.beyond());
      Picture picture = microphone.peak(verdict, ROOM).picture();
      assertEquals(expected.width(), picture.width(), 1);
      assertEquals(expected.height(), picture.height());
      SoundPart part = picture.parts().get(0);
      assertEquals(expected.parts().get(0).lowHertz(), part.lowHertz(), 150);
      assertEquals(expected.parts().get(0).highHertz(), part.highHertz(), 150);
      assertTrue(part.lowHertz() < 2600 && part.highHertz() > 2600, part.toString());
    }
    byte[] slower = WavEncoder.encode(new Resampler(sound.rate(), 8000, 3900).of(sound));
    UndecodableEvent e = assertThrows(UndecodableEvent.class, () -> judge(microphone, slower));
    assertTrue(e.getMessage().contains("at least 15,600 samples a second"), e.getMessage());
  }

  private static int hottestRow(MediaView view) {
    int best = 0;
    double most = -1;
    for (int y = 0; y < view.heat().height(); y++) {
      double sum = 0;
      for (int x = 0; x < view.heat().width(); x++) {
        sum += view.heat().at(y, x);
      }
      best = sum > most ? y : best;
      most = Math.max(most, sum);
    }
    return best;
  }

  private static double share(double hertz, SoundCut cut) {
    double low = Math.log1p(cut.spectrogram().low() / 700);
    double high = Math.log1p(cut.spectrogram().high() / 700);
    return (Math.log1p(hertz / 700) - low) / (high - low);
  }

  private static Verdict judge(MediaModel model, byte[] file) throws Exception {
    Reading reading = model.reading(new MediaObject("k", 5_000, file, 5_001, 7));
    Window window = MediaModel.window(reading);
    return model.detector().judge(List.of(window)).get(0);
  }
}
