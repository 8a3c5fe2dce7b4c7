package io.stillwater.train.sample;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwater.console.Progress;
import io.stillwater.console.UserError;
import io.stillwater.detect.picture.TileMemory;
import io.stillwater.event.Pixels;
import io.stillwater.event.image.ImageEncoder;
import io.stillwater.model.Bundle;
import io.stillwater.model.cut.MediaCut;
import io.stillwater.model.cut.SoundCut;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.runtime.OnnxScorer;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.source.media.MediaSource;
import io.stillwater.train.report.Drawing;
import io.stillwater.train.report.WindowSet;
import io.stillwater.window.tile.Plane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Draws new files from a bundle for images or sounds: PNG files, WAV files, one contact sheet.
 *
 * @param normal files to compare with; empty for the bundle's golden windows
 * @param out the folder
 */
public record FileSampling(
    Bundle bundle,
    Optional<MediaSource> normal,
    Drawing drawing,
    Path out,
    RuntimeOptions runtime) {
  private static final int MOST = 1000;

  /** Deviations of a standardised image from black to white. */
  private static final double CONTRAST = 6;

  private static final int SHEET = 4;

  /**
   * What was drawn.
   *
   * @param files how many
   * @param what they are
   * @param copies whether their pieces are new
   * @param beside what they were compared with
   */
  public record Drawn(int files, String what, Copies copies, String beside) {
    /** The same in words. */
    public String text(Path out) {
      return String.format(
          Locale.ROOT,
          "%s: %,d %s and sheet.png%n%s%,d of %,d pieces are near-copies of %s: nearer to one than"
              + " %.0f %% of the distance between these themselves (%.3f); the median is %.3f.",
          out,
          files,
          what,
          copies.count() > copies.drawn().length / 2 ? "Mostly copies: " : "",
          copies.count(),
          copies.drawn().length,
          beside,
          100 * Copies.NEAR,
          copies.normal(),
          copies.median());
    }

    /** The same as a JSON object. */
    public String json() {
      return new ObjectMapper()
          .createObjectNode()
          .put("files", files)
          .put("pieces", copies.drawn().length)
          .put("near_copies", copies.count())
          .put("compared_with", beside)
          .put("distance", copies.median())
          .put("distance_of_these", copies.normal())
          .toString();
    }
  }

  /** Draws so many files. */
  public Drawn draw(int count, Progress progress) throws BundleException, IOException {
    if (count < 1 || count > MOST) {
      throw new UserError("--count must be in 1.." + MOST + " files: was " + count + ".");
    }
    Files.createDirectories(out);
    MediaCut cut = bundle.media().cut();
    if (cut instanceof SoundCut sound) {
      try (OnnxScorer scorer = bundle.scorer(runtime)) {
        return new SoundSampling(sound, new PieceReader(bundle, normal, runtime), drawing, out)
            .draw(scorer, count, progress);
      }
    }
    return cut instanceof MediaCut.Image image
        ? tiles(image, count, progress)
        : fromMemory(count, progress);
  }

  /** From the tiles that are kept to show what normal would have looked like. */
  private Drawn fromMemory(int count, Progress progress) throws BundleException, IOException {
    TileMemory memory =
        bundle
            .tiles()
            .orElseThrow(
                () ->
                    new UserError(
                        bundle.folder()
                            + " keeps no normal tiles to draw from. Train it again with this version."));
    TileSampler sampler =
        new TileSampler(memory, drawing.sampler(), drawing.steps().count(), drawing.seed());
    List<Plane> drawn = sampler.draw(count, progress);
    write(drawn, 1);
    progress.step("Comparing", Double.NaN, "tiles");
    Copies copies = sampler.copies(drawn);
    return new Drawn(count, "tiles", copies, "a tile that the bundle keeps");
  }

  /** From the denoiser of the bundle, which is one of grey tiles. */
  private Drawn tiles(MediaCut.Image cut, int count, Progress progress)
      throws BundleException, IOException {
    int height = cut.tile().height();
    int width = cut.tile().width();
    PieceReader pieces = new PieceReader(bundle, normal, runtime);
    List<Plane> drawn = new ArrayList<>();
    List<float[]> windows = new ArrayList<>();
    try (OnnxScorer scorer = bundle.scorer(runtime)) {
      WindowSet set = drawing.draw(scorer.denoiser(), count, height, progress);
      for (int i = 0; i < count; i++) {
        windows.add(set.window(i));
        double[] units = pieces.inUnits(set.window(i));
        float[] grey = new float[height * width];
        for (int j = 0; j < grey.length; j++) {
          grey[j] = (float) (0.5 + units[j] / CONTRAST);
        }
        drawn.add(new Plane(height, width, grey));
      }
    }
    write(drawn, Math.max(cut.tile().factor(), SHEET));
    return new Drawn(count, "tiles", Copies.of(windows, pieces.windows()), pieces.text());
  }

  private void write(List<Plane> drawn, int zoom) throws IOException {
    ContactSheet sheet = new ContactSheet(drawn.size());
    for (int i = 0; i < drawn.size(); i++) {
      Pixels pixels = ContactSheet.pixels(drawn.get(i), zoom);
      Files.write(out.resolve(name(i, "png")), ImageEncoder.png(pixels));
      sheet.add(pixels);
    }
    Files.write(out.resolve("sheet.png"), ImageEncoder.png(sheet.finish()));
  }

  static String name(int i, String ending) {
    return String.format(Locale.ROOT, "drawn-%03d.%s", i + 1, ending);
  }
}
