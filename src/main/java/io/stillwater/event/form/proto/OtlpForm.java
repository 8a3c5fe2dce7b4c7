package io.stillwater.event.form.proto;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.stillwater.event.RawRecord;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.envelope.Texts;
import io.stillwater.event.form.FormSettings;
import io.stillwater.event.form.FormText;
import io.stillwater.event.form.KeyRule;
import io.stillwater.event.form.RecordForm;
import io.stillwater.event.form.SampleSink;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * OpenTelemetry metrics, as the collector's Kafka exporter writes them: an {@code
 * ExportMetricsServiceRequest} in protobuf ({@code otlp_proto}) or JSON ({@code otlp_json}); JSON
 * is what begins with a brace.
 *
 * <p>The key is the first of the resource's attributes {@code service.instance.id}, {@code
 * host.name} and {@code service.name}; settings may name others, of the resource or of the point. A
 * channel is the metric's name and what {@link KeyRule} leaves of the point's attributes: {@code
 * system.cpu.time{cpu=cpu0,state=idle}}. Times are in nanoseconds; 0 stands for the record's. A
 * point with the flag "no recorded value" is missing.
 *
 * <pre>
 * gauge, sum                  name
 * histogram, exponential      name.count, name.sum, name.min, name.max: what is there
 * summary                     name.count, name.sum, name{quantile=0.99}
 * </pre>
 *
 * <p>Thread-safe.
 */
public final class OtlpForm implements RecordForm {
  private static final List<String> KEYS =
      List.of("service.instance.id", "host.name", "service.name");

  private final KeyRule keys;

  public OtlpForm(FormSettings settings) {
    keys = KeyRule.of(settings, KEYS, false);
  }

  @Override
  public void read(RawRecord record, SampleSink into) throws UndecodableEvent {
    for (ResourceMetrics resource : request(record.value()).getResourceMetricsList()) {
      Map<String, String> attributes = attributes(resource.getResource().getAttributesList());
      for (ScopeMetrics scope : resource.getScopeMetricsList()) {
        for (Metric metric : scope.getMetricsList()) {
          new OtlpPoints(keys, attributes, metric.getName(), into).take(metric);
        }
      }
    }
  }

  private static ExportMetricsServiceRequest request(byte[] value) throws UndecodableEvent {
    if (value[0] == '{') {
      ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
      JsonMessages.merge(FormText.json(value, "the metrics of OpenTelemetry"), request);
      return request.build();
    }
    try {
      return ExportMetricsServiceRequest.parseFrom(value);
    } catch (InvalidProtocolBufferException e) {
      throw new UndecodableEvent(
          "the value is no metrics of OpenTelemetry: "
              + FormText.start(value)
              + "; expected an ExportMetricsServiceRequest in protobuf or JSON ("
              + Texts.quoted(String.valueOf(e.getMessage()))
              + ")");
    }
  }

  /** Attributes that are text, numbers or truths. */
  static Map<String, String> attributes(List<KeyValue> list) {
    Map<String, String> attributes = new HashMap<>();
    for (KeyValue attribute : list) {
      String text = text(attribute.getValue());
      if (text != null) {
        attributes.put(attribute.getKey(), text);
      }
    }
    return attributes;
  }

  private static String text(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
      case INT_VALUE -> Long.toString(value.getIntValue());
      case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
      default -> null;
    };
  }

  /** Whether bytes are metrics in protobuf and nothing that only looks alike. */
  public static boolean fits(byte[] value) {
    try {
      ExportMetricsServiceRequest request = ExportMetricsServiceRequest.parseFrom(value);
      return request.getUnknownFields().asMap().isEmpty()
          && request.getResourceMetricsList().stream()
              .flatMap(resource -> resource.getScopeMetricsList().stream())
              .flatMap(scope -> scope.getMetricsList().stream())
              .anyMatch(metric -> !metric.getName().isEmpty());
    } catch (InvalidProtocolBufferException e) {
      return false;
    }
  }
}
