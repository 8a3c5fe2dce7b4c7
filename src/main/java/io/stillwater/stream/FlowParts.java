package io.stillwater.stream;

import io.stillwater.alert.Peak;
import io.stillwater.alert.PeakPainter;
import io.stillwater.detect.Detector;
import io.stillwater.detect.Verdict;
import io.stillwater.event.ReadingFormat;
import java.util.List;
import java.util.function.Function;

/**
 * What differs between sensors, images and sounds in a flow.
 *
 * @param decoder from records to readings
 * @param detector judges; closed by its owner
 * @param painter explains a verdict, the same way whenever it is asked
 * @param channels names of those whose errors explain a window; empty for images and sounds
 */
public record FlowParts(
    RecordDecoder decoder,
    Detector detector,
    Function<Verdict, Peak> painter,
    List<String> channels) {
  /** Where no channels explain anything. */
  public FlowParts(RecordDecoder decoder, Detector detector, Function<Verdict, Peak> painter) {
    this(decoder, detector, painter, List.of());
  }

  /** For readings of sensors. */
  public static FlowParts ofReadings(
      ReadingFormat format, List<String> channels, Detector detector) {
    PeakPainter painter = new PeakPainter(detector, channels);
    return new FlowParts(new ReadingRecords(format, channels), detector, painter::paint, channels);
  }
}
