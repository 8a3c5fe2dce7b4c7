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
   * With channels that are known.
   *
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
    return decoder.decode(record.key(), record.value(), record.timestamp(), record.offset());
  }

  @Override
  public long extraValues() {
    return decoder.extraChannels();
  }

  @Override
  public String said() {
    return times();
  }

  /**
   * What the times so far were taken for, in a sentence such as {@code times at /time are seconds
   * since 1970: the first is 2023-11-14T22:13:20Z}, or that their units are mixed; empty while no
   * event had a time.
   */
  public String times() {
    return decoder.times();
  }

  /**
   * The channels that some records carry: for training from a topic, where no list is given.
   *
   * @param records the first of a topic; what cannot be decoded is passed over
   * @return names in the order in which they first had a number, or {@code c0}, {@code c1}, … for
   *     arrays
   * @throws UndecodableEvent if no record has a number at the format's place
   */
  public static List<String> discover(ReadingFormat format, List<RawRecord> records)
      throws UndecodableEvent {
    ChannelNames names = ChannelNames.open();
    ReadingRecords decoder = new ReadingRecords(format, names);
    UndecodableEvent last =
        Reasons.because("no events: expected at least one, to learn the channels from");
    boolean any = false;
    for (RawRecord record : records) {
      try {
        any |= !decoder.decode(record).isEmpty();
      } catch (UndecodableEvent e) {
        last = e;
      }
    }
    if (!any) {
      throw last;
    }
    return List.copyOf(names.list());
  }
}
