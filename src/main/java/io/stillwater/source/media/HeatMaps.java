package io.stillwater.source.media;

import io.stillwater.detect.FileScore;
import io.stillwater.detect.FittedCalibration;
import io.stillwater.detect.heat.HeatMap;
import io.stillwater.detect.heat.HeatScale;
import io.stillwater.detect.heat.Region;
import io.stillwater.event.Pixels;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.model.cut.MediaCut;
import io.stillwater.model.media.JudgedFile;
import io.stillwater.source.SourceException;
import io.stillwater.window.tile.Plane;
import java.nio.file.Path;

/**
 * A folder of heat maps: for {@code line3/0815.jpg} of the images, {@code line3/0815.jpg.png}, and
 * the regions beyond the limit in {@code regions.csv}.
 *
 * <pre>
 * file,x,y,width,height,score
 * line3/0815.jpg,48,16,24,16,5.31
 * </pre>
 *
 * <p>Boxes are in pixels, from the left and from the top. The score is that of the region's
 * strangest cell, on the scale of the files' scores. One image is in memory at a time. Not
 * thread-safe.
 */
public final class HeatMaps implements MediaMaps {
  /** Where the regions are listed. */
  public static final String REGIONS = "regions.csv";

  private final MediaCut.Placed cut;
  private final FileScore files;
  private final HeatScale scale;
  private final PictureFolder pictures;

  private HeatMaps(MediaCut.Placed cut, FileScore files, HeatScale scale, PictureFolder pictures) {
    this.cut = cut;
    this.files = files;
    this.scale = scale;
    this.pictures = pictures;
  }

  /**
   * Starts a folder, which is made where it is missing; maps that are there are written over.
   *
   * @param images the folder that keys are told from
   * @param cells what the cells of normal images score
   * @throws SourceException if it cannot be written, or lies among the images
   */
  public static HeatMaps create(
      Path folder, Path images, MediaCut.Placed cut, FileScore files, FittedCalibration cells) {
    PictureFolder pictures =
        PictureFolder.create(folder, images, REGIONS, "file", "x", "y", "width", "height", "score");
    return new HeatMaps(cut, files, HeatScale.of(cells, files), pictures);
  }

  @Override
  public void write(String key, byte[] file, JudgedFile judged) throws UndecodableEvent {
    Pixels grey = MediaCut.grey(file);
    Plane scores = cut.map(judged.scores(), grey.height(), grey.width());
    double from = files.shownFrom(judged.known());
    HeatMap map = HeatMap.of(grey, scores, cut.square(), scale, from);
    pictures.picture(key, map);
    for (Region region : map.regions()) {
      pictures.row(
          key,
          Integer.toString(region.x()),
          Integer.toString(region.y()),
          Integer.toString(region.width()),
          Integer.toString(region.height()),
          Double.toString(files.own(region.score())));
    }
  }

  @Override
  public void close() {
    pictures.close();
  }
}
