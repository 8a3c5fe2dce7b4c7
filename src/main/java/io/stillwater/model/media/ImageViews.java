package io.stillwater.model.media;

import io.stillwater.alert.Picture;
import io.stillwater.detect.FileScore;
import io.stillwater.detect.heat.HeatScale;
import io.stillwater.detect.heat.Region;
import io.stillwater.detect.picture.Restoration;
import io.stillwater.event.Pixels;
import io.stillwater.event.Reading;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.image.ImageDecoder;
import io.stillwater.event.image.ImageLimits;
import io.stillwater.model.cut.MediaCut;
import io.stillwater.window.tile.Plane;
import java.util.List;
import java.util.Optional;

/** Where images are strange: heat by cells, and boxes around what is beyond the limit. */
record ImageViews(
    MediaCut.Placed cut, FileScore files, HeatScale scale, Optional<Restoration> restoration) {
  MediaView view(Reading file, JudgedFile judged) throws UndecodableEvent {
    Pixels image = new ImageDecoder(ImageLimits.DEFAULT).decode(file.file());
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
