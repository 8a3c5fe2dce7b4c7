package io.stillwater.train.sample;

import io.stillwater.console.Progress;
import io.stillwater.detect.heat.SpectrogramPicture;
import io.stillwater.diffusion.Noise;
import io.stillwater.event.Pixels;
import io.stillwater.event.Waveform;
import io.stillwater.event.image.ImageEncoder;
import io.stillwater.event.sound.WavEncoder;
import io.stillwater.model.cut.SoundCut;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.runtime.OnnxScorer;
import io.stillwater.train.report.Drawing;
import io.stillwater.window.sound.GriffinLim;
import io.stillwater.window.tile.Plane;
import io.stillwater.window.tile.TileSpec;
import io.stillwater.window.tile.Tiling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** New spectrograms of a bundle of sounds, longer than a window, and how they sound. */
record SoundSampling(SoundCut cut, PieceReader pieces, Drawing drawing, Path out) {
  /** Windows that follow each other without overlap in what is drawn. */
  private static final int WINDOWS = 12;

  private static final int ZOOM = 3;

  FileSampling.Drawn draw(OnnxScorer scorer, int count, Progress progress)
      throws BundleException, IOException {
    int length = cut.columns();
    int channels = cut.channels().size();
    // A reading is a column, so that the sound lies on its side: time goes down.
    TileSpec spec = new TileSpec(1, length, channels, Math.max(1, length / 2), channels);
    Tiling tiling = new Tiling(spec, WINDOWS * length, channels);
    OverlapDenoiser denoiser = new OverlapDenoiser(scorer.denoiser(), tiling);
    List<float[]> drawn = new ArrayList<>();
    List<Plane> planes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      progress.step("Drawing", (double) i / count, i + " sounds");
      Noise noise = Noise.seeded(drawing.seed(), i);
      double[] x = drawing.sampler().draw(denoiser, 1, drawing.steps(), noise);
      float[] spectrogram = new float[x.length];
      for (int w = 0; w < WINDOWS; w++) {
        float[] window = new float[length * channels];
        for (int j = 0; j < window.length; j++) {
          window[j] = (float) x[w * window.length + j];
        }
        drawn.add(window);
        double[] units = pieces.inUnits(window);
        for (int j = 0; j < units.length; j++) {
          int column = w * length + j / channels;
          spectrogram[j % channels * WINDOWS * length + column] = (float) units[j];
        }
      }
      planes.add(cut.spectrogram(new Plane(channels, WINDOWS * length, spectrogram)));
    }
    write(planes, progress);
    Copies copies = Copies.of(drawn, pieces.windows());
    return new FileSampling.Drawn(count, "sounds (PNG and WAV)", copies, pieces.text());
  }

  private void write(List<Plane> planes, Progress progress) throws IOException {
    SpectrogramPicture picture = SpectrogramPicture.of(planes.get(0));
    ContactSheet sheet = new ContactSheet(planes.size());
    for (int i = 0; i < planes.size(); i++) {
      progress.step("Finding phases", (double) i / planes.size(), i + " sounds");
      Pixels grey = picture.grey(planes.get(i), ZOOM);
      sheet.add(grey);
      Files.write(out.resolve(FileSampling.name(i, "png")), ImageEncoder.png(grey));
      Files.write(
          out.resolve(FileSampling.name(i, "wav")), WavEncoder.encode(sound(planes.get(i))));
    }
    Files.write(out.resolve("sheet.png"), ImageEncoder.png(sheet.finish()));
  }

  private Waveform sound(Plane plane) {
    int rate =
        cut.rate() > 0
            ? cut.rate()
            : (int) Math.max(16_000, 2 * Math.ceil(cut.spectrogram().high()));
    Waveform found = new GriffinLim(cut.spectrogram(), plane, rate, GriffinLim.TURNS).sound();
    float loudest = 0;
    for (float sample : found.samples()) {
      loudest = Math.max(loudest, Math.abs(sample));
    }
    if (loudest <= 1) {
      return found;
    }
    float[] samples = Arrays.copyOf(found.samples(), found.samples().length);
    for (int i = 0; i < samples.length; i++) {
      samples[i] /= loudest;
    }
    return new Waveform(samples, found.rate(), found.whole());
  }
}
