package io.stillwater.kafka;

import io.stillwater.event.RawRecord;
import io.stillwater.event.UnreachableObject;
import io.stillwater.kafka.Probe.Point;
import io.stillwater.stream.Flow;
import io.stillwater.stream.output.Checkpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/**
 * The consuming end of a loop: membership, positions, and which partitions still have to be
 * restored. A partition that was assigned, or whose transaction was given up, is held until {@link
 * #restore} has put it where its last commit says. All but {@link #wakeup} by one thread.
 */
final class Intake implements ConsumerRebalanceListener, AutoCloseable {
  private static final Duration WAIT = Duration.ofMillis(250);
  private static final long LOOK_NANOS = 250_000_000L;

  private final DetectorSpec spec;
  private final Flow flow;
  private final LoopState state;
  private final Restorer restorer;
  private final Probe probe;
  // Not the consumer's assignment: that can run ahead of the calls that announce it.
  private final Set<TopicPartition> owned = new HashSet<>();
  private final Set<TopicPartition> held = new HashSet<>();
  private final Map<Integer, Checkpoint> unsaid = new HashMap<>();
  private final Postponed postponed = new Postponed();
  private volatile KafkaConsumer<byte[], byte[]> consumer;
  private ConsumerGroupMetadata group;
  private int inputPartitions;
  private long lookedAt;

  Intake(DetectorSpec spec, Flow flow, LoopState state, Restorer restorer, Probe probe) {
    this.spec = spec;
    this.flow = flow;
    this.state = state;
    this.restorer = restorer;
    this.lookedAt = state.nanos() - LOOK_NANOS;
    this.probe = probe;
  }

  /** Joins the group, unless that was done. */
  void open() {
    if (consumer == null) {
      consumer = new KafkaConsumer<>(spec.memberSettings());
      consumer.subscribe(List.of(spec.topic()), this);
    }
  }

  /** Puts every held partition where its last commit says. */
  void restore() {
    if (held.isEmpty()) {
      return;
    }
    notePartitions();
    Map<Integer, Restorer.Restart> plan = restorer.plan(consumer, Set.copyOf(held));
    for (TopicPartition partition : List.copyOf(held)) {
      int number = partition.partition();
      Restorer.Restart restart = plan.get(number);
      Checkpoint from = restart.from();
      consumer.seek(partition, from.rewind());
      flow.restore(number, from, restart.open(), restart.states());
      if (restart.fresh()) {
        unsaid.put(number, from);
      }
      state.rebuilt(from.rewind() < from.next() ? 1 : 0);
    }
    consumer.resume(held);
    held.clear();
    probe.at(Point.AFTER_RESTORE);
  }

  private void notePartitions() {
    int now = consumer.partitionsFor(spec.topic()).size();
    if (inputPartitions != 0 && now != inputPartitions) {
      state.warn(new Sentences(spec).repartitioned(inputPartitions, now));
    }
    inputPartitions = now;
  }

  /**
   * The next records, all of restored partitions; each is to be given to {@link #take}.
   *
   * @throws org.apache.kafka.common.KafkaException if the broker refuses
   */
  Iterable<ConsumerRecord<byte[], byte[]>> poll() {
    ConsumerRecords<byte[], byte[]> records;
    consumer.resume(
        postponed.due(state.nanos() / 1_000_000).stream().map(this::partition).toList());
    try {
      records = consumer.poll(WAIT);
    } catch (OffsetOutOfRangeException | NoOffsetForPartitionException e) {
      // Retention has passed the reader: the restart counts what was lost.
      hold(List.copyOf(owned));
      return List.of();
    }
    // With metadata fetched any later, a partition lost meanwhile could still be committed.
    group = consumer.groupMetadata();
    probe.at(Point.AFTER_POLL);
    return flow.aheadOf() == 0 ? records : ahead(records);
  }

  /** Whether more waits in the topic than the last poll brought. */
  boolean behind() {
    for (TopicPartition partition : owned) {
      if (!held.contains(partition) && consumer.currentLag(partition).orElse(0) > 0) {
        return true;
      }
    }
    return false;
  }

  /** The same records; the flow is told of those to come, some at a time. */
  private Iterable<ConsumerRecord<byte[], byte[]>> ahead(ConsumerRecords<byte[], byte[]> records) {
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>(records.count());
    records.forEach(all::add);
    int step = flow.aheadOf();
    return () ->
        IntStream.range(0, all.size())
            .mapToObj(
                i -> {
                  if (i % step == 0) {
                    List<ConsumerRecord<byte[], byte[]>> next =
                        all.subList(i, Math.min(all.size(), i + step));
                    flow.ahead(next.stream().filter(this::wanted).map(Intake::raw).toList());
                  }
                  return all.get(i);
                })
            .iterator();
  }

  private boolean wanted(ConsumerRecord<byte[], byte[]> record) {
    return !postponed.contains(record.partition());
  }

  /**
   * Gives a record to the flow. Where what it points to cannot be had now, it and all after it in
   * its partition are left for later, and the other partitions go on.
   */
  void take(ConsumerRecord<byte[], byte[]> record) {
    if (!wanted(record)) {
      return;
    }
    try {
      flow.add(raw(record));
      postponed.taken(record.partition());
    } catch (UnreachableObject e) {
      TopicPartition partition = partition(record.partition());
      consumer.pause(List.of(partition));
      consumer.seek(partition, record.offset());
      postponed.add(record.partition(), record.offset(), state.nanos() / 1_000_000, e.getMessage());
    }
  }

  /** What is waited for, in words; empty for nothing. */
  String waitsFor() {
    return postponed.sentence();
  }

  private TopicPartition partition(int number) {
    return new TopicPartition(spec.topic(), number);
  }

  /** The membership at the last poll. */
  ConsumerGroupMetadata group() {
    return group;
  }

  /** Where fresh partitions began and nothing was committed yet; emptied by this call. */
  Map<Integer, Checkpoint> takeUnsaid() {
    Map<Integer, Checkpoint> taken = new HashMap<>(unsaid);
    unsaid.clear();
    return taken;
  }

  /** Tells the flow how far each partition was read, gaps in the offsets included. */
  void passed() {
    for (TopicPartition partition : owned) {
      if (!held.contains(partition)) {
        flow.passed(partition.partition(), consumer.position(partition));
      }
    }
  }

  /** Forgets everything that was not committed; {@link #restore} brings the rest back. */
  void rollback() {
    if (consumer != null) {
      hold(List.copyOf(owned));
    }
  }

  private void hold(Collection<TopicPartition> partitions) {
    drop(partitions);
    consumer.pause(partitions);
    held.addAll(partitions);
  }

  private void drop(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      flow.drop(partition.partition());
      unsaid.remove(partition.partition());
    }
    postponed.drop(partitions.stream().map(TopicPartition::partition).toList());
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    owned.addAll(partitions);
    hold(partitions);
    // A position of some kind, so that the consumer does not look for one itself.
    partitions.forEach(partition -> consumer.seek(partition, 0));
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    drop(partitions);
    held.removeAll(partitions);
    owned.removeAll(partitions);
  }

  /** Shows assignment and lag, now and then. */
  void look() {
    long now = state.nanos();
    if (now - lookedAt < LOOK_NANOS) {
      return;
    }
    lookedAt = now;
    Set<Integer> assigned = new TreeSet<>();
    Set<Integer> rebuilding = new TreeSet<>();
    Map<Integer, Long> lag = new HashMap<>();
    for (TopicPartition partition : owned) {
      int number = partition.partition();
      assigned.add(number);
      OptionalLong behind = consumer.currentLag(partition);
      behind.ifPresent(records -> lag.put(number, records));
      if (held.contains(partition) || flow.rebuilding(number)) {
        rebuilding.add(number);
      }
    }
    state.reading(assigned, rebuilding, lag);
  }

  /** Whether any broker is connected. */
  boolean connected() {
    return consumer.metrics().values().stream()
        .filter(metric -> metric.metricName().name().equals("connection-count"))
        .map(Metric::metricValue)
        .anyMatch(value -> value instanceof Double count && count > 0);
  }

  /** The record as the flow takes it. */
  static RawRecord raw(ConsumerRecord<byte[], byte[]> record) {
    List<RawRecord.Header> headers = List.of();
    Header[] given = record.headers().toArray();
    if (given.length > 0) {
      headers = new ArrayList<>(given.length);
      for (Header header : given) {
        headers.add(new RawRecord.Header(header.key(), header.value()));
      }
    }
    return new RawRecord(
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.key(),
        record.value(),
        headers);
  }

  /** Ends a poll that waits. By any thread. */
  void wakeup() {
    KafkaConsumer<byte[], byte[]> current = consumer;
    if (current != null) {
      current.wakeup();
    }
  }

  /** Leaves without a word if the time is zero; a static member keeps its place either way. */
  void close(Duration timeout) {
    if (consumer != null) {
      try {
        consumer.close(CloseOptions.timeout(timeout));
      } finally {
        consumer = null;
        drop(List.copyOf(owned));
        owned.clear();
        held.clear();
      }
    }
  }

  @Override
  public void close() {
    close(Duration.ofSeconds(5));
  }
}
