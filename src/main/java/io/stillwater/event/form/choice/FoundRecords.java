package io.stillwater.event.form.choice;

import io.stillwater.event.ChannelNames;
import io.stillwater.event.RawRecord;
import io.stillwater.event.Reading;
import io.stillwater.event.RecordDecoder;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.UnreachableObject;
import io.stillwater.event.form.FormName;
import io.stillwater.event.form.FormRecords;
import io.stillwater.event.json.ReadingRecords;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Records whose form nobody said: own JSON, or what the record itself is found to be. What comes
 * out follows from the record alone; a form that is said costs less, because nothing is tried
 * before. Not thread-safe.
 */
final class FoundRecords implements RecordDecoder {
  private final RecordFormat format;
  private final ChannelNames channels;
  private final ReadingRecords own;
  private final Map<FormName, RecordDecoder> others = new EnumMap<>(FormName.class);

  FoundRecords(RecordFormat format, ChannelNames channels) {
    this.format = format;
    this.channels = channels;
    this.own = new ReadingRecords(format.json(), channels);
  }

  @Override
  public List<Reading> decode(RawRecord record) throws UndecodableEvent, UnreachableObject {
    try {
      return own.decode(record);
    } catch (UndecodableEvent e) {
      FormName found = FormFinder.find(List.of(record)).form();
      if (found == null || found == FormName.JSON) {
        throw e;
      }
      return other(found).decode(record);
    }
  }

  private RecordDecoder other(FormName form) throws UndecodableEvent {
    RecordDecoder known = others.get(form);
    if (known == null) {
      try {
        known = new FormRecords(RecordForms.of(format.settings().withForm(form)), channels);
      } catch (IllegalArgumentException e) {
        throw new UndecodableEvent("the record is taken for " + form + ": " + e.getMessage());
      }
      others.put(form, known);
    }
    return known;
  }

  @Override
  public long extraValues() {
    return own.extraValues() + others.values().stream().mapToLong(RecordDecoder::extraValues).sum();
  }

  @Override
  public String said() {
    if (others.isEmpty()) {
      return own.said();
    }
    FormName form = others.keySet().iterator().next();
    String all =
        others.size() == 1 ? form.toString() : "several forms, " + others.keySet() + " among them";
    return "records are taken for " + all + "; format=" + form + " says so and costs less";
  }
}
