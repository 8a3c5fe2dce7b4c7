package io.stillwater.source.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.media.MediaFamily;
import io.stillwater.event.sound.WavFiles;
import io.stillwater.source.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoundRatesTest {
  @TempDir Path folder;

  @Test
  void oneRate_isTheirs_withoutAWord() throws IOException {
    files(20, 2000);
    SoundRates rates = rates();
    assertEquals(2000, rates.lowest().orElseThrow());
    assertEquals(List.of(), rates.warnings());
    assertEquals(2000, rates.cut().rate());
  }

  @Test
  void mixedRates_areBroughtToTheLowest_withoutAWord() throws IOException {
    files(10, 44_100);
    files(10, 16_000);
    assertEquals(16_000, rates().lowest().orElseThrow());
    assertEquals(List.of(), rates().warnings());
  }

  @Test
  void fewFarBelowTheRest_areNamedWithWhatTheyCost() throws IOException {
    files(40, 44_100);
    files(2, 8000);
    assertEquals(
        List.of(
            "2 of 42 sounds have only 8,000 samples a second where half of them have 44,100 or more:"
                + " because of them nothing above 3,900 Hz is listened to, without them 21,499 Hz:"
                + " 8000-00.wav, 8000-01.wav"),
        rates().warnings());
  }

  @Test
  void filesThatAreNoneOrTooSlow_areLeftToWhoReadsThem() throws IOException {
    files(3, 8000);
    Files.write(folder.resolve("none.wav"), new byte[100]);
    Files.write(folder.resolve("slow.wav"), WavFiles.pcm16(new float[100], 500));
    assertEquals(8000, rates().lowest().orElseThrow());
  }

  @Test
  void noneThatCanBeUsed_isAnErrorThatSaysWhy() throws IOException {
    Files.write(folder.resolve("slow.wav"), WavFiles.pcm16(new float[100], 500));
    SourceException e = assertThrows(SourceException.class, () -> rates().cut());
    assertEquals(
        "none of the sounds can be used (slow.wav: it has 500 samples a second, expected at least"
            + " 1,000). Give WAV files.",
        e.getMessage());
    assertTrue(rates().lowest().isEmpty());
  }

  private void files(int count, int rate) throws IOException {
    for (int i = 0; i < count; i++) {
      byte[] wav = WavFiles.pcm16(new float[50], rate);
      Files.write(folder.resolve("%d-%02d.wav".formatted(rate, i)), wav);
    }
  }

  private SoundRates rates() {
    return SoundRates.of(MediaSource.of(MediaFamily.SOUNDS, folder));
  }
}
