package io.stillwater.kafka;

import io.stillwater.alert.AlertJson;
import io.stillwater.alert.Episode;
import io.stillwater.stream.output.Checkpoint;
import io.stillwater.stream.output.KeyState;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Finds out where partitions have to be read from, so that the flow is as it was at the last
 * commit: after an assignment, after an abort and after a failure alike. Not thread-safe.
 */
final class Restorer {
  /** How long a commit beyond the end is taken for a broker that has not caught up. */
  private static final long PATIENCE_NANOS = 15_000_000_000L;

  private final DetectorSpec spec;
  private final long ageMillis;
  private final LoopState state;
  private final KeyedStore<Episode> episodes;
  private final KeyedStore<KeyState> states;
  private final Map<Integer, Long> beyondSince = new HashMap<>();
  private final Map<Integer, Long> saidLost = new HashMap<>();

  Restorer(DetectorSpec spec, long ageMillis, LoopState state) {
    this.spec = spec;
    this.ageMillis = ageMillis;
    this.state = state;
    AlertJson json = new AlertJson();
    this.episodes =
        new KeyedStore<>(
            spec.name(), spec.topics().episodes(), (key, bytes) -> json.episode(bytes));
    this.states = new KeyedStore<>(spec.name(), spec.topics().states(), KeyState::read);
  }

  /**
   * Where a partition goes on.
   *
   * @param from the checkpoint to restore
   * @param open the episodes open there
   * @param states what is remembered of keys there
   * @param fresh whether nothing was committed before
   */
  record Restart(
      Checkpoint from, Collection<Episode> open, Collection<KeyState> states, boolean fresh) {}

  /** The restart of each partition. Nothing is moved yet. */
  Map<Integer, Restart> plan(Consumer<byte[], byte[]> consumer, Set<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(partitions);
    Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<Integer, Restart> restarts = new TreeMap<>();
    try (BoundedReader reader = new BoundedReader(spec.client(), state::nanos)) {
      List<Integer> numbers = partitions.stream().map(TopicPartition::partition).toList();
      Map<Integer, Collection<Episode>> open = episodes.read(reader, numbers, state::beat);
      Map<Integer, Collection<KeyState>> known = states.read(reader, numbers, state::beat);
      for (TopicPartition partition : partitions) {
        Range range = new Range(partition, starts.get(partition), ends.get(partition));
        OffsetAndMetadata commit = committed.get(partition);
        Checkpoint from = commit == null ? first(range) : resume(reader, range, commit);
        int number = partition.partition();
        restarts.put(
            number, new Restart(from, open.get(number), known.get(number), commit == null));
      }
    }
    return restarts;
  }

  private record Range(TopicPartition partition, long start, long end) {}

  private Checkpoint first(Range range) {
    return Checkpoint.cold(
        spec.input().start() == DetectorSpec.Start.EARLIEST ? range.start() : range.end());
  }

  private Checkpoint resume(BoundedReader reader, Range range, OffsetAndMetadata commit) {
    long next = commit.offset();
    int partition = range.partition().partition();
    if (next < range.start()) {
      return lost(range, next);
    }
    if (next > range.end()) {
      return beyond(range, next);
    }
    beyondSince.remove(partition);
    Optional<Checkpoint> known = OffsetMetadata.parse(commit);
    if (known.isEmpty()) {
      Checkpoint found = byTime(reader, range, next);
      state.warn(
          "the commit of partition "
              + partition
              + " carries no checkpoint of ours: windows are"
              + " rebuilt from offset "
              + found.rewind()
              + " to "
              + next);
      return found;
    }
    Checkpoint from = known.get();
    if (from.rewind() < range.start()) {
      state.warn(
          "partition "
              + partition
              + " can be rebuilt from offset "
              + range.start()
              + " only,"
              + " not from "
              + from.rewind()
              + ": some keys start with shorter windows");
      return new Checkpoint(next, range.start(), from.highestTime());
    }
    return from;
  }

  private Checkpoint lost(Range range, long next) {
    int partition = range.partition().partition();
    // The same commit is found again when the first transaction after it is given up.
    if (!Long.valueOf(next).equals(saidLost.put(partition, next))) {
      long records = range.start() - next;
      state.lost(records);
      state.error(
          "DATA LOSS: "
              + records
              + " records of partition "
              + partition
              + " of topic "
              + spec.topic()
              + " were deleted before they were read (offsets "
              + next
              + " to "
              + range.start()
              + "): lengthen its retention, or add instances");
    }
    return Checkpoint.cold(range.start());
  }

  /** A broker that comes back may say an old end for a while; a topic made anew stays short. */
  private Checkpoint beyond(Range range, long next) {
    int partition = range.partition().partition();
    long since = beyondSince.computeIfAbsent(partition, p -> state.nanos());
    if (state.nanos() - since < PATIENCE_NANOS) {
      throw new TimeoutException(
          "partition "
              + partition
              + " ends at "
              + range.end()
              + ", before the committed offset "
              + next);
    }
    beyondSince.remove(partition);
    state.lost(next - range.end());
    state.error(
        "partition "
            + partition
            + " of topic "
            + spec.topic()
            + " ends at "
            + range.end()
            + ", before the committed offset "
            + next
            + ": the topic was made anew or cut; this"
            + " detector goes on at offset "
            + range.start());
    return Checkpoint.cold(range.start());
  }

  /** Goes back A from the newest record before {@code next}: whatever a window there can hold. */
  private Checkpoint byTime(BoundedReader reader, Range range, long next) {
    Optional<Long> time = ageMillis == 0 ? Optional.empty() : timeBefore(reader, range, next);
    if (time.isEmpty()) {
      return Checkpoint.cold(next);
    }
    long rewind = reader.offsetAt(range.partition(), time.get() - ageMillis, next);
    return new Checkpoint(next, Math.min(next, rewind), Long.MIN_VALUE);
  }

  private Optional<Long> timeBefore(BoundedReader reader, Range range, long next) {
    // Markers of transactions and aborted records take offsets too: look back further and further.
    for (long back = 1; ; back *= 16) {
      long from = Math.max(range.start(), next - back);
      reader.range(Map.of(range.partition(), from), Map.of(range.partition(), next));
      Optional<Long> time = Optional.empty();
      while (!reader.done()) {
        state.beat();
        for (ConsumerRecord<byte[], byte[]> record : reader.poll()) {
          time = Optional.of(record.timestamp());
        }
      }
      if (time.isPresent() || from == range.start()) {
        return time;
      }
    }
  }
}
