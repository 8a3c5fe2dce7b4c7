package io.stillwater.source.score;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stillwater.event.Pixels;
import io.stillwater.event.RawRecord;
import io.stillwater.event.image.ImageDecoder;
import io.stillwater.event.image.ImageEncoder;
import io.stillwater.event.image.ImageLimits;
import io.stillwater.event.media.ClaimSources;
import io.stillwater.event.media.MediaFamily;
import io.stillwater.model.Bundle;
import io.stillwater.model.media.MediaModel;
import io.stillwater.model.media.MediaRecords;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.source.MediaSamples;
import io.stillwater.source.media.MediaSource;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images of other sizes than those of training, which the limit does not hold for. */
class FolderScoringTest {
  private static final RuntimeOptions OPTIONS = new RuntimeOptions(64, 1);

  @TempDir Path folder;

  @Test
  void imagesOfOtherSizes_areNamedByFolderAndByStream() throws Exception {
    Bundle bundle = MediaSamples.images(folder.resolve("bundle"));
    Path day = Files.createDirectories(folder.resolve("day"));
    byte[] whole = MediaSamples.image(900, false);
    byte[] quarter = cut(whole, 32, 24);
    byte[] twice = tall(whole);
    assertEquals(List.of(), said(bundle, day, whole));
    assertEquals(
        List.of(
            "2 of 3 images are of another size than those of training (down to 0.25 times the"
                + " smallest one's area, up to 2.0 times the largest one's area): their limit does"
                + " not hold. Cut them alike, or train with images of such sizes too."),
        said(bundle, day, whole, quarter, twice));
    try (MediaModel model = MediaModel.open(bundle, OPTIONS)) {
      MediaRecords records = new MediaRecords(model, ClaimSources.NONE);
      records.decode(record(whole));
      assertEquals("", records.said());
      records.decode(record(quarter));
      assertEquals(
          "an image of camera has 0.25 times the area of those of training: the limit does not hold"
              + " for such images; cut them alike, or train with such sizes too",
          records.said());
    }
  }

  private List<String> said(Bundle bundle, Path day, byte[]... images) throws Exception {
    for (int i = 0; i < images.length; i++) {
      Files.write(day.resolve(i + ".png"), images[i]);
    }
    MediaSource source = MediaSource.of(MediaFamily.IMAGES, day);
    ScoreFile out = new ScoreFile(Path.of("-"), new StringWriter());
    return new FolderScoring(bundle, OPTIONS, source, out, null, (file, why) -> {})
        .score((what, share, detail) -> {})
        .said();
  }

  private static RawRecord record(byte[] image) {
    byte[] key = "camera".getBytes(StandardCharsets.UTF_8);
    return new RawRecord(0, 0, 1_700_000_000_000L, key, image, List.of());
  }

  private static byte[] cut(byte[] image, int width, int height) throws Exception {
    Pixels pixels = new ImageDecoder(ImageLimits.DEFAULT).decode(image);
    short[] samples = new short[width * height];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = pixels.samples()[i / width * pixels.width() + i % width];
    }
    return ImageEncoder.png(new Pixels(width, height, 1, samples));
  }

  /** The image, and below it once more. */
  private static byte[] tall(byte[] image) throws Exception {
    Pixels pixels = new ImageDecoder(ImageLimits.DEFAULT).decode(image);
    short[] samples = Arrays.copyOf(pixels.samples(), 2 * pixels.samples().length);
    System.arraycopy(
        pixels.samples(), 0, samples, pixels.samples().length, pixels.samples().length);
    return ImageEncoder.png(new Pixels(pixels.width(), 2 * pixels.height(), 1, samples));
  }
}
