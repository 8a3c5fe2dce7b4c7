package io.stillwater.event.form.choice;

import io.stillwater.event.ChannelNames;
import io.stillwater.event.RawRecord;
import io.stillwater.event.ReadingFormat;
import io.stillwater.event.RecordDecoder;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.UnreachableObject;
import io.stillwater.event.form.FormName;
import io.stillwater.event.form.FormRecords;
import io.stillwater.event.form.FormSettings;
import io.stillwater.event.json.ReadingRecords;
import java.util.List;
import java.util.Objects;

/**
 * How the records of a topic are read.
 *
 * @param json where the parts of own JSON are
 * @param form of all records; null to find it out, record by record: own JSON, or what else it is
 * @param settings of other forms than own JSON; their own name does not matter
 */
public record RecordFormat(ReadingFormat json, FormName form, FormSettings settings) {
  /** Everything found out. */
  public static final RecordFormat DEFAULT = found(ReadingFormat.DEFAULT);

  public RecordFormat {
    Objects.requireNonNull(json, "json");
    Objects.requireNonNull(settings, "settings");
  }

  /** Own JSON with its parts there, or what else it is found to be. */
  public static RecordFormat found(ReadingFormat json) {
    return new RecordFormat(json, null, FormSettings.of(FormName.JSON));
  }

  /** Own JSON and nothing else. */
  public static RecordFormat own(ReadingFormat json) {
    return new RecordFormat(json, FormName.JSON, FormSettings.of(FormName.JSON));
  }

  /**
   * A decoder, for one thread.
   *
   * @param channels the names; an open list takes every new one
   * @throws IllegalArgumentException if the form lacks its registry
   */
  public RecordDecoder decoder(ChannelNames channels) {
    if (form == null) {
      return new FoundRecords(this, channels);
    }
    return form == FormName.JSON
        ? new ReadingRecords(json, channels)
        : new FormRecords(RecordForms.of(settings.withForm(form)), channels);
  }

  /**
   * The channels that some records carry.
   *
   * @param records the first of a topic; what cannot be decoded is passed over
   * @return names in the order in which they first had a number
   * @throws UndecodableEvent if no record has a reading
   */
  public List<String> discover(List<RawRecord> records) throws UndecodableEvent {
    ChannelNames names = ChannelNames.open();
    RecordDecoder decoder = decoder(names);
    UndecodableEvent last =
        new UndecodableEvent("no record holds a reading: expected at least one, to learn from");
    boolean any = false;
    for (RawRecord record : records) {
      try {
        any |= !decoder.decode(record).isEmpty();
      } catch (UndecodableEvent e) {
        last = e;
      } catch (UnreachableObject e) {
        last = new UndecodableEvent(e.getMessage());
      }
    }
    if (!any) {
      throw last;
    }
    return List.copyOf(names.list());
  }
}
