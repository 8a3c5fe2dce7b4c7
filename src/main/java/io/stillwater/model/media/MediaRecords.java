package io.stillwater.model.media;

import io.stillwater.event.RawRecord;
import io.stillwater.event.Reading;
import io.stillwater.event.RecordDecoder;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.UnreachableObject;
import io.stillwater.event.media.ClaimSources;
import io.stillwater.event.media.MediaDecoder;
import io.stillwater.event.media.MediaObject;
import java.util.List;

/** Records with images or sounds in them, or with the places of some. Thread-safe. */
public final class MediaRecords implements RecordDecoder {
  private final MediaDecoder decoder;
  private final MediaModel model;

  /**
   * @param claims where claim checks may point to
   */
  public MediaRecords(MediaModel model, ClaimSources claims) {
    this.model = model;
    this.decoder = new MediaDecoder(model.family(), model.family().maxBytes(), claims);
  }

  @Override
  public List<Reading> decode(RawRecord record) throws UndecodableEvent, UnreachableObject {
    return List.of(model.reading(open(record)));
  }

  @Override
  public boolean concurrent() {
    return true;
  }

  @Override
  public String said() {
    return model.said();
  }

  /** The file that a record holds or points to. */
  public MediaObject open(RawRecord record) throws UndecodableEvent, UnreachableObject {
    return decoder.open(record);
  }
}
