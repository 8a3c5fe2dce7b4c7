package io.stillwater.model.media;

import io.stillwater.detect.Detector;
import io.stillwater.detect.Verdict;
import io.stillwater.event.Reading;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.media.MediaFamily;
import io.stillwater.model.cut.MediaCut;
import io.stillwater.window.Window;
import io.stillwater.window.WindowSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges the pieces of whole files, of a folder as of a stream: a file is decoded once, cut, and
 * its windows are judged in batches. The same file gets the same bits wherever it comes from. Safe
 * for use by several threads if the detector is.
 */
public final class FileJudge {
  private static final int BATCH = 1024;

  private final Detector pieces;
  private final MediaCut cut;
  private final WindowSpec spec;

  /**
   * @param pieces judges windows; closed by its owner
   * @param cut from files to readings; what it runs on is closed by its owner
   * @param spec how readings are cut into windows
   */
  public FileJudge(Detector pieces, MediaCut cut, WindowSpec spec) {
    this.pieces = pieces;
    this.cut = cut;
    this.spec = spec;
  }

  /**
   * The readings of all pieces of a file, one after another in one row, and behind them what is
   * said of it as a whole.
   *
   * @throws UndecodableEvent if it cannot be judged
   */
  double[] values(byte[] file) throws UndecodableEvent {
    return bounded(
        file, () -> FilePieces.flat(cut.pieces(file), cut.channels().size(), cut.saysWhole()));
  }

  /** How many pieces a file of so many {@link #values} has. */
  int pieces(double[] values) {
    return FilePieces.count(values.length, cut.channels().size(), cut.saysWhole(), spec);
  }

  /** Does something with an image when there is room for its pixels; with a sound at once. */
  <T> T bounded(byte[] file, PixelRoom.Work<T> work) throws UndecodableEvent {
    return family() == MediaFamily.IMAGES ? PixelRoom.HEAP.with(file, work) : work.run();
  }

  MediaFamily family() {
    return cut.family();
  }

  /** Judges a reading whose values are those of the file. */
  JudgedFile judge(Reading file) {
    boolean said = cut.saysWhole();
    double whole = said ? file.values()[file.values().length - 1] : Double.NaN;
    return new JudgedFile(
        judged(FilePieces.windows(file, cut.channels().size(), said, spec)), whole);
  }

  /**
   * Judges a file.
   *
   * @param key to tell it by
   * @throws UndecodableEvent if it cannot be judged
   */
  public JudgedFile judge(String key, byte[] file) throws UndecodableEvent {
    return bounded(
        file,
        () -> {
          MediaCut.Pieces cutFile = cut.pieces(file);
          return new JudgedFile(
              judged(FilePieces.windows(key, cutFile.readings(), spec)), cutFile.whole());
        });
  }

  private List<Verdict> judged(List<Window> windows) {
    List<Verdict> verdicts = new ArrayList<>(windows.size());
    for (int from = 0; from < windows.size(); from += BATCH) {
      verdicts.addAll(pieces.judge(windows.subList(from, Math.min(windows.size(), from + BATCH))));
    }
    return verdicts;
  }
}
