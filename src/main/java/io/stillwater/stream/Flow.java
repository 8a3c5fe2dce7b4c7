package io.stillwater.stream;

import io.stillwater.alert.Episode;
import io.stillwater.event.RawRecord;
import io.stillwater.event.Reading;
import io.stillwater.event.RecordDecoder;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.UnreachableObject;
import io.stillwater.stream.output.Checkpoint;
import io.stillwater.stream.output.Count;
import io.stillwater.stream.output.DeadLetter;
import io.stillwater.stream.output.FlowCounters;
import io.stillwater.stream.output.FlowOutput;
import io.stillwater.stream.output.KeyState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * The online flow of one detector over all its partitions: records in, alerts out, without a broker
 * and without a clock.
 *
 * <p>What comes out is a function of the log. A partition starts with {@link #restore}; records
 * before {@link Checkpoint#next} only rebuild windows, those from there on are judged. After {@link
 * #drain} the caller commits the output in one transaction and then calls {@link #committed}; if it
 * cannot commit, it calls {@link #drop} and restores from the last checkpoint that it could.
 *
 * <p>One thread calls everything; {@link #counters} and {@link #keys} may be read by any.
 */
public final class Flow {
  /**
   * A reading whose event time is further ahead of its record's timestamp is refused: it would make
   * all later data late.
   */
  public static final long MOST_AHEAD_MILLIS = 3_600_000;

  private final RecordDecoder decoder;
  private final DecodedAhead ahead; // the same; null where records are decoded one by one
  private final FlowContext context;
  private final Map<Integer, PartitionFlow> partitions = new TreeMap<>();
  private final FlowCounters counters = new FlowCounters();

  /**
   * @param spec settings
   * @param parts what decodes, judges and explains
   */
  public Flow(FlowSpec spec, FlowParts parts) {
    this(spec, parts, () -> 0);
  }

  /**
   * @param wall the clock on the wall in milliseconds, which says in {@link #keys} who is silent
   *     and nothing else; 0 for none
   */
  public Flow(FlowSpec spec, FlowParts parts, LongSupplier wall) {
    RecordDecoder given = parts.decoder();
    this.ahead = given.concurrent() ? new DecodedAhead(given) : null;
    this.decoder = ahead == null ? given : ahead;
    this.context = new FlowContext(spec, parts, wall);
  }

  /**
   * Starts a partition; its next record must be the first at or after {@code from.rewind()}.
   *
   * @param open the episodes that were open at {@code from.next()}
   * @param states what was remembered of keys there
   */
  public void restore(
      int partition, Checkpoint from, Collection<Episode> open, Collection<KeyState> states) {
    drop(partition);
    partitions.put(partition, new PartitionFlow(context, partition, from, open, states));
    passed(partition, from.rewind());
  }

  /** Forgets a partition with all that was not committed. */
  public void drop(int partition) {
    PartitionFlow flow = partitions.remove(partition);
    if (flow != null) {
      context.drop(flow);
      context.board().removePartition(partition);
    }
  }

  /** Whether the partition still reads what it had read before. */
  public boolean rebuilding(int partition) {
    return flow(partition).rebuilding();
  }

  /**
   * Says that nothing is left before {@code position}: offsets can skip, so the last record of a
   * rebuild is not always the one before its end.
   */
  public void passed(int partition, long position) {
    PartitionFlow flow = flow(partition);
    if (flow.rebuilding() && flow.reaches(position)) {
      flow.finishRebuild();
      context.flush();
    }
    if (!flow.rebuilding()) {
      flow.passed(position);
    }
  }

  /**
   * Told of records that {@link #add} will get next, so that slow ones can be decoded at once; what
   * comes out is the same without it.
   */
  public void ahead(List<RawRecord> records) {
    if (ahead != null) {
      ahead.ahead(records);
    }
  }

  /** How many records to tell of at once; 0 where it makes no difference. */
  public int aheadOf() {
    return ahead == null ? 0 : ahead.aheadOf();
  }

  /**
   * Takes the next record of a started partition.
   *
   * @throws UnreachableObject if what the record points to cannot be had now; it is then as if the
   *     record had not come, and the same one must be given again
   */
  public void add(RawRecord record) throws UnreachableObject {
    PartitionFlow flow = flow(record.partition());
    passed(record.partition(), record.offset());
    long extraBefore = decoder.extraValues();
    List<Reading> readings = List.of();
    String refusal = null;
    try {
      readings = decoder.decode(record);
    } catch (UndecodableEvent e) {
      refusal = e.getMessage();
    }
    flow.received(record.offset());
    if (refusal != null) {
      flow.reject(new DeadLetter(record, "decode", UndecodableEvent.class.getName(), refusal));
    } else {
      flow.count(Count.EXTRA_VALUES, decoder.extraValues() - extraBefore);
      take(flow, record, readings);
    }
  }

  private void take(PartitionFlow flow, RawRecord record, List<Reading> readings) {
    for (Reading reading : readings) {
      long ahead = reading.time() - record.timestamp();
      if (ahead > MOST_AHEAD_MILLIS) {
        flow.reject(
            new DeadLetter(record, "time", UndecodableEvent.class.getName(), tooFarAhead(ahead)));
        return;
      }
    }
    flow.decoded(record.offset());
    for (Reading reading : readings) {
      flow.take(reading);
      if (context.full()) {
        context.flush();
      }
    }
  }

  private static String tooFarAhead(long millis) {
    return "event time is "
        + millis / 1000
        + " s ahead of the record's timestamp; at most "
        + MOST_AHEAD_MILLIS / 1000
        + " s is accepted: correct the sender's clock";
  }

  /** Judges what waits and hands over everything that has come out since the last drain. */
  public FlowOutput drain() {
    context.flush();
    FlowOutput output =
        new FlowOutput(
            new ArrayList<>(),
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new LinkedHashMap<>(),
            new EnumMap<>(Count.class));
    partitions.values().forEach(flow -> flow.drainTo(output));
    return output;
  }

  /** Counts what was committed. */
  public void committed(FlowOutput output) {
    counters.add(output.counts());
  }

  /** Totals of what was committed. */
  public FlowCounters counters() {
    return counters;
  }

  /** What records were found to be so far, in a sentence; empty where there is nothing to say. */
  public String said() {
    return decoder.said();
  }

  /** How every key is doing; a copy. */
  public Collection<KeyStatus> keys() {
    return context.board().snapshot();
  }

  private PartitionFlow flow(int partition) {
    PartitionFlow flow = partitions.get(partition);
    if (flow == null) {
      throw new IllegalStateException("partition " + partition + " was not restored");
    }
    return flow;
  }
}
