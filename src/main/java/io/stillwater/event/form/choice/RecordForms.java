package io.stillwater.event.form.choice;

import io.stillwater.event.form.FormName;
import io.stillwater.event.form.FormSettings;
import io.stillwater.event.form.RecordForm;
import io.stillwater.event.form.proto.OtlpForm;
import io.stillwater.event.form.proto.SparkplugForm;
import io.stillwater.event.form.registry.FramedForm;
import io.stillwater.event.form.text.CloudEventsForm;
import io.stillwater.event.form.text.InfluxForm;
import io.stillwater.event.form.text.JsonFields;
import io.stillwater.event.form.text.NumberForm;
import io.stillwater.event.form.text.PrometheusForm;
import io.stillwater.event.form.text.TelegrafForm;

/** Makes forms from their settings. */
public final class RecordForms {
  private RecordForms() {}

  /**
   * The form that the settings name, for one thread.
   *
   * @throws IllegalArgumentException for {@link FormName#JSON}, which is read by {@code
   *     ReadingRecords}, and for a form that lacks its registry
   */
  public static RecordForm of(FormSettings settings) {
    return switch (settings.form()) {
      case JSON ->
          throw new IllegalArgumentException(
              "the form json is Stillwater's own: its records are read by ReadingRecords");
      case TELEGRAF -> new TelegrafForm(settings);
      case INFLUX -> new InfluxForm(settings);
      case PROMETHEUS -> new PrometheusForm(settings);
      case OTLP -> new OtlpForm(settings);
      case CLOUDEVENTS -> new CloudEventsForm(new JsonFields(settings));
      case AVRO, PROTOBUF -> new FramedForm(settings);
      case SPARKPLUG -> new SparkplugForm(settings);
      case NUMBER -> new NumberForm();
    };
  }
}
