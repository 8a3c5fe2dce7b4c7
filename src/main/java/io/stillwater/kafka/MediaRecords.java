package io.stillwater.kafka;

import io.stillwater.event.Reading;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.media.Headers;
import io.stillwater.event.media.MediaDecoder;
import io.stillwater.event.media.MediaObject;
import io.stillwater.event.media.MediaRecord;
import io.stillwater.event.media.UnreachableObject;
import io.stillwater.model.media.MediaModel;
import io.stillwater.stream.FlowParts;
import io.stillwater.stream.RawRecord;
import io.stillwater.stream.RecordDecoder;

/** Records with images or sounds in them, or with the places of some. Thread-safe. */
public final class MediaRecords implements RecordDecoder {
  private final MediaDecoder decoder;
  private final MediaModel model;

  public MediaRecords(MediaModel model, MediaSettings settings) {
    this.model = model;
    this.decoder = new MediaDecoder(model.family(), model.maxBytes(), settings.claims());
  }

  /** What a flow of such records is made of. */
  public static FlowParts parts(MediaModel model, MediaSettings settings) {
    return new FlowParts(
        new DecodedAhead(new MediaRecords(model, settings)),
        model.detector(),
        verdict -> model.peak(verdict, settings.inlineBytes()));
  }

  @Override
  public Reading decode(RawRecord record) throws UndecodableEvent, UnreachableObject {
    return model.reading(open(record));
  }

  /** The file that a record holds or points to. */
  MediaObject open(RawRecord record) throws UndecodableEvent, UnreachableObject {
    return decoder.open(
        new MediaRecord(
            record.key(), record.value(), headers(record), record.timestamp(), record.offset()));
  }

  private static Headers headers(RawRecord record) {
    return name -> {
      byte[] last = null;
      for (RawRecord.Header header : record.headers()) {
        last = header.name().equalsIgnoreCase(name) ? header.value() : last;
      }
      return last;
    };
  }
}
