package io.stillwater.kafka;

import io.stillwater.stream.output.Checkpoint;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * What is stored beside a committed offset, so that windows can be rebuilt: {@code sw1 DELTA TIME},
 * with DELTA = C − R and TIME the highest record timestamp before R, or {@code -}. Relative,
 * because mirrored topics copy it verbatim to other offsets; far below the broker's limit of 4096
 * bytes, beyond which a producer is lost.
 */
final class OffsetMetadata {
  private static final Pattern FORM = Pattern.compile("sw1 (\\d{1,18}) (-|-?\\d{1,18})");

  private OffsetMetadata() {}

  static OffsetAndMetadata of(Checkpoint checkpoint) {
    long delta = checkpoint.next() - checkpoint.rewind();
    long time = checkpoint.highestTime();
    String metadata = "sw1 " + delta + " " + (time == Long.MIN_VALUE ? "-" : time);
    return new OffsetAndMetadata(checkpoint.next(), metadata);
  }

  /** The checkpoint behind a commit; empty if the metadata are not ours or make no sense. */
  static Optional<Checkpoint> parse(OffsetAndMetadata committed) {
    String metadata = committed.metadata() == null ? "" : committed.metadata();
    Matcher matcher = FORM.matcher(metadata);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long rewind = committed.offset() - Long.parseLong(matcher.group(1));
    String time = matcher.group(2);
    return rewind < 0
        ? Optional.empty()
        : Optional.of(
            new Checkpoint(
                committed.offset(),
                rewind,
                time.equals("-") ? Long.MIN_VALUE : Long.parseLong(time)));
  }
}
