package io.stillwater.event.form.text;

import io.stillwater.event.RawRecord;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.form.FormSettings;
import io.stillwater.event.form.FormText;
import io.stillwater.event.form.KeyRule;
import io.stillwater.event.form.RecordForm;
import io.stillwater.event.form.SampleSink;
import java.util.List;
import java.util.Map;

/**
 * InfluxDB's line protocol, one or more lines a record.
 *
 * <pre>
 * cpu,host=press-4,cpu=cpu0 usage_idle=91.5,cores=8i,up=t,state="ok" 1700000000000000000
 *
 * key press-4, channels cpu.usage_idle{cpu=cpu0}, cpu.cores{cpu=cpu0} and cpu.up{cpu=cpu0}
 * </pre>
 *
 * <p>The key is the tag {@code host}, else all tags together; a channel is the measurement's name,
 * a dot, the field's name and what {@link KeyRule} leaves of the tags: the same as of the same
 * metric in Telegraf's JSON. True and false are 1 and 0; texts are passed over. Times are in s, ms,
 * µs or ns by their magnitude; a line without one has the record's. Empty lines and comments
 * ({@code #}) are passed over; one line that cannot be read refuses the record. Thread-safe.
 */
public final class InfluxForm implements RecordForm {
  private final KeyRule keys;

  public InfluxForm(FormSettings settings) {
    keys = KeyRule.of(settings, TelegrafForm.KEYS, true);
  }

  @Override
  public void read(RawRecord record, SampleSink into) throws UndecodableEvent {
    LineReader lines = new LineReader(FormText.text(record.value(), "the value"));
    while (lines.next()) {
      KeyRule.Series series = keys.of(lines.tags());
      String prefix = lines.measurement();
      long time = lines.time();
      List<Map.Entry<String, Double>> fields = lines.numbers();
      for (Map.Entry<String, Double> field : fields) {
        String channel = FormText.name(prefix, ".", field.getKey(), series.rest());
        into.sample(series.key(), time, channel, field.getValue());
      }
    }
  }

  /** Whether a text is line protocol, with at least one line of it. */
  public static boolean fits(String text) {
    LineReader lines = new LineReader(text);
    try {
      boolean any = false;
      while (lines.next()) {
        any = true;
      }
      return any;
    } catch (UndecodableEvent e) {
      return false;
    }
  }
}
