package io.stillwater.model.media;

import io.stillwater.alert.Picture;
import io.stillwater.detect.FileScore;
import io.stillwater.detect.heat.HeatMap;
import io.stillwater.detect.heat.HeatScale;
import io.stillwater.detect.heat.Region;
import io.stillwater.detect.picture.Restoration;
import io.stillwater.event.Pixels;
import io.stillwater.event.Reading;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.image.ImageDecoder;
import io.stillwater.event.image.ImageLimits;
import io.stillwater.model.cut.MediaCut;
import io.stillwater.window.sound.SpectrogramSpec;
import io.stillwater.window.tile.Plane;
import java.util.List;
import java.util.Optional;

/**
 * Where images are strange: heat by cells, and boxes around what is beyond the limit.
 *
 * <pre>
 * file,x,y,width,height,score
 * line3/0815.jpg,48,16,24,16,5.31
 * </pre>
 *
 * <p>Boxes are in pixels, from the left and from the top. The score is that of the region's
 * strangest cell, on the scale of the files' scores.
 */
record ImageViews(
    MediaCut.Placed cut, FileScore files, HeatScale scale, Optional<Restoration> restoration)
    implements FileViews {
  @Override
  public Pixels original(byte[] file) throws UndecodableEvent {
    return new ImageDecoder(ImageLimits.DEFAULT).decode(file);
  }

  @Override
  public MediaView view(Reading file, JudgedFile judged) throws UndecodableEvent {
    Pixels image = original(file.file());
    Plane scores = cut.map(judged.scores(), image.height(), image.width());
    float[] heat = new float[scores.values().length];
    for (int i = 0; i < heat.length; i++) {
      heat[i] = (float) scale.heat(scores.values()[i]);
    }
    Plane map = new Plane(scores.height(), scores.width(), heat);
    return new MediaView(
        Picture.IMAGE,
        Double.NaN,
        image,
        map,
        restoration.map(normal -> expected(normal, image, map)).orElse(null),
        regions(scores, image, files.shownFrom(judged.known())),
        List.of());
  }

  @Override
  public Painted painted(byte[] file, JudgedFile judged) throws UndecodableEvent {
    Pixels grey = MediaCut.grey(file);
    Plane scores = cut.map(judged.scores(), grey.height(), grey.width());
    double from = files.shownFrom(judged.known());
    HeatMap map = HeatMap.of(grey, scores, cut.square(), scale, from);
    return new Painted(map, map.regions().stream().map(this::row).toList());
  }

  private List<String> row(Region region) {
    return List.of(
        Integer.toString(region.x()),
        Integer.toString(region.y()),
        Integer.toString(region.width()),
        Integer.toString(region.height()),
        Double.toString(files.own(region.score())));
  }

  @Override
  public String table() {
    return "regions.csv";
  }

  @Override
  public List<String> columns() {
    return List.of("x", "y", "width", "height", "score");
  }

  @Override
  public Optional<Plane> map(byte[] file, double[] scores) throws UndecodableEvent {
    Pixels grey = MediaCut.grey(file);
    Plane map = cut.map(scores, grey.height(), grey.width());
    return Optional.of(map.enlarged(cut.square(), grey.height(), grey.width()));
  }

  @Override
  public Optional<SpectrogramSpec> spectrogram() {
    return Optional.empty();
  }

  private Pixels expected(Restoration normal, Pixels image, Plane map) {
    return MediaView.grey(normal.of(Plane.of(image.grey(), 0), map, cut.square()), 0, 1);
  }

  private List<Region> regions(Plane scores, Pixels image, double from) {
    return Region.beyond(scores, from).stream()
        .map(region -> region.enlarged(cut.square(), image.width(), image.height()))
        .map(
            region ->
                new Region(
                    region.x(),
                    region.y(),
                    region.width(),
                    region.height(),
                    files.own(region.score())))
        .toList();
  }
}
