package io.stillwater.kafka;

import io.stillwater.detect.Verdict;
import io.stillwater.event.Pixels;
import io.stillwater.event.RawRecord;
import io.stillwater.event.Reading;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.UnreachableObject;
import io.stillwater.event.media.MediaObject;
import io.stillwater.model.media.MediaModel;
import io.stillwater.model.media.MediaRecords;
import io.stillwater.model.media.MediaView;
import io.stillwater.window.sound.SpectrogramSpec;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;

/**
 * The images or sounds of a detector's topic, judged and drawn again on request: the log keeps
 * them, and the score is a function of the record. The newest few are remembered. Safe for use by
 * several threads.
 */
public final class MediaArchive implements AutoCloseable {
  /** Pixels of what is remembered at most: some 40 MB with all that belongs to them. */
  private static final long REMEMBERED = 4_000_000;

  private record Place(int partition, long offset) {}

  /**
   * A record judged again.
   *
   * @param verdict as the stream's, to the bit on the same machine
   * @param view what there is to see
   */
  public record Judged(Verdict verdict, MediaView view) {}

  private final MediaModel model;
  private final MediaRecords decoder;
  private final RecordAt records;
  private final Map<Place, Judged> newest = new LinkedHashMap<>(16, 0.75f, true);
  private long remembered; // pixels

  /**
   * @param model closed by its owner
   * @param spec of the detector
   */
  public MediaArchive(MediaModel model, DetectorSpec spec) {
    this.model = model;
    this.decoder = new MediaRecords(model, spec.input().records().claims());
    this.records = new RecordAt(spec.topic(), spec.client());
  }

  /** How sounds are listened to; empty for images. */
  public Optional<SpectrogramSpec> spectrogram() {
    return model.views().spectrogram();
  }

  /**
   * The record at that place; empty where there is none, or none any more.
   *
   * @throws UndecodableEvent if it cannot be judged
   * @throws UnreachableObject if what it points to cannot be had now, or the broker does not answer
   */
  public Optional<Judged> at(int partition, long offset)
      throws UndecodableEvent, UnreachableObject {
    Place place = new Place(partition, offset);
    Optional<Judged> known = remembered(place);
    if (known.isPresent()) {
      return known;
    }
    Optional<RawRecord> record = record(partition, offset);
    if (record.isEmpty()) {
      return Optional.empty();
    }
    Judged judged = judged(decoder.decode(record.get()).get(0));
    remember(place, judged);
    return Optional.of(judged);
  }

  /**
   * The image there, or the spectrogram of the sound, without judging it; empty as in {@link #at}.
   *
   * @throws UndecodableEvent if it cannot be read
   * @throws UnreachableObject if what it points to cannot be had now, or the broker does not answer
   */
  public Optional<Pixels> original(int partition, long offset)
      throws UndecodableEvent, UnreachableObject {
    Optional<Judged> known = remembered(new Place(partition, offset));
    if (known.isPresent()) {
      return known.map(judged -> judged.view().original());
    }
    Optional<RawRecord> record = record(partition, offset);
    return record.isEmpty()
        ? Optional.empty()
        : Optional.of(model.original(decoder.open(record.get())));
  }

  /** In the place of those least recently asked for; not at all where there is no room for it. */
  private void remember(Place place, Judged judged) {
    if (pixels(judged) > REMEMBERED) {
      return;
    }
    synchronized (newest) {
      Judged before = newest.put(place, judged);
      remembered += pixels(judged) - (before == null ? 0 : pixels(before));
      Iterator<Judged> eldestFirst = newest.values().iterator();
      while (remembered > REMEMBERED) {
        remembered -= pixels(eldestFirst.next());
        eldestFirst.remove();
      }
    }
  }

  private static long pixels(Judged judged) {
    Pixels original = judged.view().original();
    return (long) original.width() * original.height();
  }

  private Optional<Judged> remembered(Place place) {
    synchronized (newest) {
      return Optional.ofNullable(newest.get(place));
    }
  }

  private Optional<RawRecord> record(int partition, long offset) throws UnreachableObject {
    try {
      return records.read(partition, offset);
    } catch (KafkaException e) {
      throw new UnreachableObject("the broker does not give the record: " + e.getMessage());
    }
  }

  /**
   * An image or a sound that is in no topic.
   *
   * @throws UndecodableEvent if it cannot be judged
   */
  public Judged judged(byte[] file) throws UndecodableEvent {
    return judged(model.reading(new MediaObject("", 0, file, 0, 0)));
  }

  private Judged judged(Reading reading) {
    Verdict verdict = model.detector().judge(List.of(MediaModel.window(reading))).get(0);
    return new Judged(verdict, model.view(reading));
  }

  @Override
  public void close() {
    records.close();
  }
}
