package io.stillwater.model.cut;

import ai.onnxruntime.OrtException;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.Waveform;
import io.stillwater.event.media.MediaFamily;
import io.stillwater.event.sound.WavDecoder;
import io.stillwater.event.sound.WavLimits;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.window.Stride;
import io.stillwater.window.sound.Resamplers;
import io.stillwater.window.sound.SpectrogramSpec;
import io.stillwater.window.surface.Median;
import io.stillwater.window.tile.Plane;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * What a {@link SoundCut} describes, ready to work: its graph is open until this is closed. Safe
 * for use by several threads, also while it is closed.
 *
 * <p>Where each sound is taken at its own rate, the graph is one for the rate of the last sound,
 * and is made anew for another.
 */
public final class SoundRun implements MediaCut, AutoCloseable {
  /** Samples a second that are awaited where the cut has no rate. */
  private static final int USUAL = 16_000;

  private final SoundCut described;
  private final RuntimeOptions options;
  private final ReadWriteLock use = new ReentrantReadWriteLock(); // written to close or exchange
  private SpectrogramRun spectrograms; // null when closed

  private SoundRun(SoundCut described, SpectrogramRun spectrograms, RuntimeOptions options) {
    this.described = described;
    this.spectrograms = spectrograms;
    this.options = options;
  }

  /**
   * Opens the graph, made of what the cut says; the caller's to close.
   *
   * @param options what it is run on
   * @throws BundleException where there is no such spectrogram or it does not run, or a provider is
   *     required that does not work here
   */
  public static SoundRun open(SoundCut cut, RuntimeOptions options) throws BundleException {
    SpectrogramSpec spec = cut.spectrogram();
    int rate = cut.rate() > 0 ? cut.rate() : Math.max(USUAL, (int) Math.ceil(2 * spec.high()));
    try {
      return new SoundRun(cut, SpectrogramRun.open(spec, rate, options), options);
    } catch (IllegalArgumentException e) {
      throw new BundleException(
          MediaInfo.FILE + " describes no spectrogram: " + e.getMessage() + ". Train it again.", e);
    }
  }

  /** Without session, a cut only tells its shape. */
  static IllegalStateException notOpened() {
    return new IllegalStateException("the graph of the spectrogram was not opened");
  }

  /** As it is written. */
  public SoundCut described() {
    return described;
  }

  @Override
  public MediaFamily family() {
    return described.family();
  }

  @Override
  public List<String> channels() {
    return described.channels();
  }

  @Override
  public int length() {
    return described.length();
  }

  @Override
  public Stride stride() {
    return described.stride();
  }

  @Override
  public List<double[]> readings(byte[] file) throws UndecodableEvent {
    Plane plane = spectrogram(new WavDecoder(WavLimits.DEFAULT).decode(file));
    double loudness = described.rate() > 0 ? Median.of(plane.values()) : 0;
    int channels = channels().size();
    List<double[]> rows = new ArrayList<>(plane.width());
    for (int c = 0; c < plane.width(); c++) {
      double[] row = new double[channels];
      row[channels - 1] = loudness;
      for (int b = 0; b < plane.height(); b++) {
        row[b] = plane.at(b, c) - loudness;
      }
      rows.add(row);
    }
    // A clip shorter than a window is continued by its last column.
    while (rows.size() < described.columns()) {
      rows.add(rows.get(rows.size() - 1));
    }
    return rows;
  }

  /** (bands, columns) of a sound, the lowest band first, in bels. */
  public Plane spectrogram(Waveform sound) throws UndecodableEvent {
    double high = described.spectrogram().high();
    if (high > sound.rate() / 2.0) {
      throw new UndecodableEvent(
          String.format(
              Locale.ROOT,
              "the sound has %,d samples a second and nothing above %,.0f Hz, the bundle listens up"
                  + " to %,.0f Hz: record with at least %,.0f samples a second, or train with"
                  + " sounds of this rate",
              sound.rate(),
              sound.rate() / 2.0,
              high,
              Math.ceil(2 * high)));
    }
    int rate = described.rate();
    return of(rate == 0 ? sound : Resamplers.brought(sound, rate, high));
  }

  private Plane of(Waveform sound) throws UndecodableEvent {
    use.readLock().lock();
    try {
      requireOpen();
      if (spectrograms.rate() == sound.rate()) {
        return run(sound);
      }
    } finally {
      use.readLock().unlock();
    }
    use.writeLock().lock();
    try {
      requireOpen();
      exchange(sound.rate());
      return run(sound);
    } finally {
      use.writeLock().unlock();
    }
  }

  private void requireOpen() {
    if (spectrograms == null) {
      throw new IllegalStateException(
          "the graph of the spectrogram is closed: it cannot run any more");
    }
  }

  private Plane run(Waveform sound) {
    try {
      return spectrograms.of(sound);
    } catch (OrtException e) {
      throw new IllegalStateException(
          "the graph of the spectrogram does not run: " + e.getMessage(), e);
    }
  }

  /** Opens the graph for another rate in the place of the one that is open. */
  private void exchange(int rate) throws UndecodableEvent {
    try {
      SpectrogramRun next = SpectrogramRun.open(described.spectrogram(), rate, options);
      spectrograms.close();
      spectrograms = next;
    } catch (IllegalArgumentException e) {
      throw new UndecodableEvent(e.getMessage());
    } catch (BundleException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /** Waits for runs that have begun. */
  @Override
  public void close() {
    use.writeLock().lock();
    try {
      if (spectrograms != null) {
        spectrograms.close();
        spectrograms = null;
      }
    } finally {
      use.writeLock().unlock();
    }
  }

  @Override
  public String toString() {
    return described.toString();
  }
}
