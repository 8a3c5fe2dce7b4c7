package io.stillwater.model.media;

import io.stillwater.detect.heat.HeatMap;
import io.stillwater.event.Pixels;
import io.stillwater.event.Reading;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.window.sound.SpectrogramSpec;
import io.stillwater.window.tile.Plane;
import java.util.List;
import java.util.Optional;

/** Shows where files are strange. Safe for use by several threads. */
public interface FileViews {
  /**
   * A file in colours.
   *
   * @param picture the hotter, the redder; strange parts are framed
   * @param rows the strange parts, the strangest first, with the values of {@link #columns}
   */
  record Painted(HeatMap picture, List<List<String>> rows) {
    public Painted {
      rows = List.copyOf(rows);
    }
  }

  /**
   * The file as an image, without judging it.
   *
   * @throws UndecodableEvent if it is none that can be judged
   */
  Pixels original(byte[] file) throws UndecodableEvent;

  /** The file with what there is to see. */
  MediaView view(Reading file, JudgedFile judged) throws UndecodableEvent;

  /** The file in colours. */
  Painted painted(byte[] file, JudgedFile judged) throws UndecodableEvent;

  /** What the strange parts of files are listed as: the name of a CSV file. */
  String table();

  /** What is said of a strange part. */
  List<String> columns();

  /**
   * How strange each pixel of an image is; empty for sounds.
   *
   * @param scores of its pieces
   */
  Optional<Plane> map(byte[] file, double[] scores) throws UndecodableEvent;

  /** How sounds are listened to; empty for images. */
  Optional<SpectrogramSpec> spectrogram();
}
