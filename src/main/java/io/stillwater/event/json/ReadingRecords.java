package io.stillwater.event.json;

import io.stillwater.event.ChannelNames;
import io.stillwater.event.RawRecord;
import io.stillwater.event.Reading;
import io.stillwater.event.ReadingFormat;
import io.stillwater.event.RecordDecoder;
import io.stillwater.event.UndecodableEvent;
import java.util.List;

/** Records with readings of sensors in them. Not thread-safe. */
public final class ReadingRecords implements RecordDecoder {
  private final ReadingDecoder decoder;

  /**
   * @param format where the parts of an event are
   * @param channels the names, in the order of the values
   */
  public ReadingRecords(ReadingFormat format, List<String> channels) {
    this(format, ChannelNames.of(channels));
  }

  /** With channels that may still be unknown. */
  public ReadingRecords(ReadingFormat format, ChannelNames channels) {
    decoder = new ReadingDecoder(format, channels);
  }

  @Override
  public List<Reading> decode(RawRecord record) throws UndecodableEvent {
    return List.of(
        decoder.decode(record.key(), record.value(), record.timestamp(), record.offset()));
  }

  @Override
  public long extraValues() {
    return decoder.extraChannels();
  }
}
