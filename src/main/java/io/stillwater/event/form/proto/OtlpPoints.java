package io.stillwater.event.form.proto;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.DataPointFlags;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.stillwater.event.EventTime;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.form.FormText;
import io.stillwater.event.form.KeyRule;
import io.stillwater.event.form.SampleSink;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The points of one metric. */
final class OtlpPoints {
  private final KeyRule keys;
  private final Map<String, String> resource;
  private final String name;
  private final SampleSink into;

  // Of the point at hand.
  private KeyRule.Series series;
  private long time;
  private boolean missing;

  OtlpPoints(KeyRule keys, Map<String, String> resource, String name, SampleSink into) {
    this.keys = keys;
    this.resource = resource;
    this.name = name;
    this.into = into;
  }

  void take(Metric metric) throws UndecodableEvent {
    if (name.isEmpty() && metric.getDataCase() != Metric.DataCase.DATA_NOT_SET) {
      throw new UndecodableEvent("a metric of OpenTelemetry has no name");
    }
    switch (metric.getDataCase()) {
      case GAUGE -> numbers(metric.getGauge().getDataPointsList());
      case SUM -> numbers(metric.getSum().getDataPointsList());
      case HISTOGRAM -> histograms(metric.getHistogram().getDataPointsList());
      case EXPONENTIAL_HISTOGRAM ->
          exponential(metric.getExponentialHistogram().getDataPointsList());
      case SUMMARY -> summaries(metric.getSummary().getDataPointsList());
      case DATA_NOT_SET -> {}
    }
  }

  private void numbers(List<NumberDataPoint> points) throws UndecodableEvent {
    for (NumberDataPoint point : points) {
      begin(point.getAttributesList(), point.getTimeUnixNano(), point.getFlags());
      switch (point.getValueCase()) {
        case AS_DOUBLE -> give("", point.getAsDouble());
        case AS_INT -> give("", (double) point.getAsInt());
        case VALUE_NOT_SET -> give("", Double.NaN);
      }
    }
  }

  private void histograms(List<HistogramDataPoint> points) throws UndecodableEvent {
    for (HistogramDataPoint point : points) {
      begin(point.getAttributesList(), point.getTimeUnixNano(), point.getFlags());
      give(".count", unsigned(point.getCount()));
      giveIf(point.hasSum(), ".sum", point.getSum());
      giveIf(point.hasMin(), ".min", point.getMin());
      giveIf(point.hasMax(), ".max", point.getMax());
    }
  }

  private void exponential(List<ExponentialHistogramDataPoint> points) throws UndecodableEvent {
    for (ExponentialHistogramDataPoint point : points) {
      begin(point.getAttributesList(), point.getTimeUnixNano(), point.getFlags());
      give(".count", unsigned(point.getCount()));
      giveIf(point.hasSum(), ".sum", point.getSum());
      giveIf(point.hasMin(), ".min", point.getMin());
      giveIf(point.hasMax(), ".max", point.getMax());
    }
  }

  private void summaries(List<SummaryDataPoint> points) throws UndecodableEvent {
    for (SummaryDataPoint point : points) {
      begin(point.getAttributesList(), point.getTimeUnixNano(), point.getFlags());
      give(".count", unsigned(point.getCount()));
      give(".sum", point.getSum());
      for (SummaryDataPoint.ValueAtQuantile quantile : point.getQuantileValuesList()) {
        Map<String, String> tags = new HashMap<>(OtlpForm.attributes(point.getAttributesList()));
        tags.put("quantile", Double.toString(quantile.getQuantile()));
        series = series(tags);
        give("", quantile.getValue());
      }
    }
  }

  private void begin(List<KeyValue> attributes, long nanos, int flags) {
    series = series(OtlpForm.attributes(attributes));
    time = nanos == 0 ? EventTime.INVALID : Math.floorDiv(nanos, 1_000_000L);
    missing = (flags & DataPointFlags.DATA_POINT_FLAGS_NO_RECORDED_VALUE_MASK_VALUE) != 0;
  }

  private KeyRule.Series series(Map<String, String> point) {
    Map<String, String> all = new HashMap<>(resource);
    all.putAll(point);
    return keys.of(all, point);
  }

  private void giveIf(boolean there, String part, double value) throws UndecodableEvent {
    if (there) {
      give(part, value);
    }
  }

  private void give(String part, double value) throws UndecodableEvent {
    String channel = FormText.name(name, part, series.rest());
    into.sample(series.key(), time, channel, missing ? Double.NaN : value);
  }

  static double unsigned(long value) {
    return value >= 0 ? value : (value >>> 1) * 2.0;
  }
}
