package io.stillwater.stream;

import io.stillwater.alert.Peak;
import io.stillwater.alert.PeakPainter;
import io.stillwater.alert.RowPainter;
import io.stillwater.detect.Detector;
import io.stillwater.detect.Verdict;
import io.stillwater.event.ReadingFormat;
import io.stillwater.event.RecordDecoder;
import io.stillwater.event.form.choice.RecordFormat;
import io.stillwater.event.json.ReadingRecords;
import java.util.List;
import java.util.function.Function;

/**
 * What differs between sensors, images and sounds in a flow.
 *
 * @param decoder from records to readings
 * @param detector judges; closed by its owner; null where keys learn
 * @param painter explains a verdict, the same way whenever it is asked
 * @param channels names of those whose errors explain a window; empty for images and sounds
 * @param learning where keys are judged by their own past; null where a trained detector judges
 */
public record FlowParts(
    RecordDecoder decoder,
    Detector detector,
    Function<Verdict, Peak> painter,
    List<String> channels,
    Learning learning) {
  public FlowParts {
    if ((detector == null) == (learning == null)) {
      throw new IllegalArgumentException("either a detector judges, or keys learn");
    }
  }

  /** Where a trained detector judges. */
  public FlowParts(
      RecordDecoder decoder,
      Detector detector,
      Function<Verdict, Peak> painter,
      List<String> channels) {
    this(decoder, detector, painter, channels, null);
  }

  /** Where no channels explain anything. */
  public FlowParts(RecordDecoder decoder, Detector detector, Function<Verdict, Peak> painter) {
    this(decoder, detector, painter, List.of());
  }

  /** For readings of sensors that nothing was trained on. */
  public static FlowParts learning(RecordFormat format, Learning learning) {
    List<String> channels = learning.channels().list();
    RecordDecoder decoder = format.decoder(learning.channels());
    return new FlowParts(decoder, null, new RowPainter(channels)::paint, channels, learning);
  }

  /** For readings of sensors. */
  public static FlowParts ofReadings(
      ReadingFormat format, List<String> channels, Detector detector) {
    PeakPainter painter = new PeakPainter(detector, channels);
    return new FlowParts(new ReadingRecords(format, channels), detector, painter::paint, channels);
  }
}
