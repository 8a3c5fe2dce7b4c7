package io.stillwater.model.media;

import io.stillwater.alert.Picture;
import io.stillwater.detect.FileScore;
import io.stillwater.detect.Verdict;
import io.stillwater.detect.heat.HeatScale;
import io.stillwater.detect.heat.Region;
import io.stillwater.event.Pixels;
import io.stillwater.event.Reading;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.image.ImageDecoder;
import io.stillwater.event.image.ImageLimits;
import io.stillwater.model.MediaCut;
import io.stillwater.window.tile.Plane;
import java.util.List;

/** Where images are strange: heat by cells, and boxes around what is beyond the limit. */
record ImageViews(MediaCut.Placed cut, FileScore files, HeatScale scale) {
  MediaView view(Reading file, List<Verdict> pieces) throws UndecodableEvent {
    Pixels image = new ImageDecoder(ImageLimits.DEFAULT).decode(file.file());
    Plane scores = cut.map(FileWindowScorer.scores(pieces), image.height(), image.width());
    float[] heat = new float[scores.values().length];
    for (int i = 0; i < heat.length; i++) {
      heat[i] = (float) scale.heat(scores.values()[i]);
    }
    return new MediaView(
        Picture.IMAGE,
        Double.NaN,
        image,
        new Plane(scores.height(), scores.width(), heat),
        null,
        regions(scores, image),
        List.of());
  }

  private List<Region> regions(Plane scores, Pixels image) {
    return Region.beyond(scores, scale.limit()).stream()
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
