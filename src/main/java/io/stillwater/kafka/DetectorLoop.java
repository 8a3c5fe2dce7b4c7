package io.stillwater.kafka;

import io.stillwater.kafka.LoopStatus.Phase;
import io.stillwater.kafka.Probe.Point;
import io.stillwater.kafka.client.ClientSettings;
import io.stillwater.kafka.client.KafkaClock;
import io.stillwater.stream.Flow;
import io.stillwater.stream.FlowParts;
import io.stillwater.stream.FlowSpec;
import io.stillwater.stream.KeyStatus;
import io.stillwater.stream.output.Checkpoint;
import io.stillwater.stream.output.FlowCounters;
import io.stillwater.stream.output.FlowListener;
import io.stillwater.stream.output.FlowOutput;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * One detector at work: poll, score, and only then a transaction with alerts, episodes, scores,
 * dead letters and offsets. Whatever goes wrong, everything since the last commit is forgotten and
 * done again from the log; what cannot be done yet is waited for.
 *
 * <p>{@link #run} belongs to one thread, once; everything else may be called by any.
 */
public final class DetectorLoop implements Runnable, AutoCloseable {
  /** What a transaction spans where nothing more waits: an alert is as late by that at most. */
  private static final long SPAN_NANOS = 250_000_000L;

  /** The same where more waits, which makes alerts later than that in any case: it costs less. */
  private static final long LONG_SPAN_NANOS = 1_000_000_000L;

  private static final long LONGEST_PAUSE = 5_000;

  private final DetectorSpec spec;
  private final FlowListener listener;
  private final Flow flow;
  private final LoopState state;
  private final Sentences say;
  private final Probe probe;
  private final Intake intake;
  private final Transactor transactor;
  private final PoisonGauge poison;
  private final AtomicBoolean started = new AtomicBoolean();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private Outputs outputs;
  private boolean checked;
  private int failures;

  /** Something that only a person can put right. */
  private static final class Stop extends RuntimeException {
    Stop(String sentence) {
      super(sentence, null, false, false);
    }
  }

  /**
   * @param spec settings
   * @param flowSpec what the model asks of the flow, see {@link DetectorSpec#flow}
   * @param parts decodes, judges and explains; its detector is closed by its owner, after this
   * @param listener told of everything that was committed
   */
  public DetectorLoop(
      DetectorSpec spec, FlowSpec flowSpec, FlowParts parts, FlowListener listener) {
    this(spec, flowSpec, parts, listener, Probe.NONE);
  }

  DetectorLoop(
      DetectorSpec spec, FlowSpec flowSpec, FlowParts parts, FlowListener listener, Probe probe) {
    this.spec = spec;
    this.listener = listener;
    this.probe = probe;
    flow = new Flow(flowSpec, parts, KafkaClock.SYSTEM.time());
    state = new LoopState(spec.name(), KafkaClock.SYSTEM);
    say = new Sentences(spec);
    Restorer restorer = new Restorer(spec, flowSpec.window().ageMillis(), state);
    intake = new Intake(spec, flow, state, restorer, probe);
    transactor = new Transactor(spec.producerSettings(), probe);
    poison = new PoisonGauge(spec.limits().poison());
  }

  /** What it is set to. */
  public DetectorSpec spec() {
    return spec;
  }

  /** How it is doing. */
  public LoopStatus status() {
    return state.status();
  }

  /** Totals of what was committed since the start. */
  public FlowCounters counters() {
    return flow.counters();
  }

  /** How every key of the assigned partitions is doing; a copy. */
  public Collection<KeyStatus> keys() {
    return flow.keys();
  }

  @Override
  public void run() {
    if (!started.compareAndSet(false, true)) {
      throw new IllegalStateException("the loop of detector " + spec.name() + " runs once only");
    }
    boolean orderly = true;
    try {
      while (closing.getCount() > 0) {
        turn();
      }
      state.enter(Phase.STOPPED, "");
    } catch (WakeupException | InterruptException e) {
      state.enter(Phase.STOPPED, "");
    } catch (Stop e) {
      state.enter(Phase.FAILED, e.getMessage());
    } catch (Probe.Killed e) {
      orderly = false;
    } catch (RuntimeException e) {
      state.enter(Phase.FAILED, "an error that should not happen; please report it: " + e);
      state.trace(e);
    } finally {
      release(orderly);
      ended.countDown();
    }
  }

  private void release(boolean orderly) {
    try {
      intake.close(orderly ? Duration.ofSeconds(5) : Duration.ZERO);
    } catch (KafkaException e) {
      state.warn("leaving the group failed: " + e.getMessage());
    }
    if (orderly) {
      transactor.recover();
      transactor.close();
    } else {
      transactor.discard();
    }
  }

  private void turn() {
    state.beat();
    try {
      if (prepared()) {
        work();
        failures = 0;
      }
    } catch (WakeupException | InterruptException e) {
      throw e;
    } catch (FencedInstanceIdException e) {
      throw new Stop(say.of(e));
    } catch (KafkaException e) {
      trouble(e);
    }
  }

  /** Checks topics, and brings producer and consumer up; all of it is done again where it fails. */
  private boolean prepared() {
    if (!checked) {
      checked = check();
      if (!checked) {
        pause();
        return false;
      }
    }
    transactor.open();
    if (outputs == null) {
      Map<String, Integer> partitions = new HashMap<>();
      spec.topics().all().forEach(topic -> partitions.put(topic, transactor.partitions(topic)));
      outputs = new Outputs(spec, partitions);
    }
    intake.open();
    return true;
  }

  private boolean check() {
    try (Admin admin = Admin.create(new ClientSettings(spec.client()).admin())) {
      TopicCheck.Findings findings = new TopicCheck(spec, admin).check();
      if (!findings.made().isEmpty()) {
        state.say("made topics " + findings.made());
      }
      if (findings.problems().isEmpty()) {
        findings.notes().forEach(state::warn);
        return true;
      }
      state.enter(Phase.WAITING, String.join("; ", findings.problems()));
      return false;
    }
  }

  private void work() {
    intake.restore();
    boolean idle = true;
    Iterable<ConsumerRecord<byte[], byte[]>> records = intake.poll();
    long span = intake.behind() ? LONG_SPAN_NANOS : SPAN_NANOS;
    long since = state.nanos();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      intake.take(record);
      // Scoring may be slow: what is done is committed, though the poll brought more.
      if (state.nanos() - since > span) {
        commit();
        since = state.nanos();
      }
      idle = false;
    }
    intake.passed();
    commit();
    intake.look();
    if (idle && !intake.connected()) {
      state.enter(Phase.WAITING, say.unreachable());
    } else {
      state.enter(Phase.RUNNING, intake.waitsFor());
    }
  }

  private void commit() {
    state.beat();
    FlowOutput output = flow.drain();
    probe.at(Point.AFTER_SCORE);
    Map<Integer, Checkpoint> checkpoints = intake.takeUnsaid();
    checkpoints.putAll(output.checkpoints());
    if (!checkpoints.isEmpty()) {
      refusePoison(output);
      Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
      checkpoints.forEach(
          (partition, checkpoint) ->
              offsets.put(
                  new TopicPartition(spec.topic(), partition), OffsetMetadata.of(checkpoint)));
      transactor.commit(outputs.records(output), offsets, intake.group());
      state.committed();
    }
    flow.committed(output);
    state.aside(output.asides());
    state.found(flow.said());
    output.scores().forEach(listener::scored);
    output.alerts().forEach(listener::alerted);
  }

  private void refusePoison(FlowOutput output) {
    poison.add(output.counts());
    if (poison.tripped()) {
      throw new Stop(say.poison(poison, output.deadLetters()));
    }
  }

  /** Forgets what was not committed; goes on when that is possible again. */
  private void trouble(KafkaException e) {
    if (e instanceof ConfigException || e.getCause() instanceof ConfigException) {
      trouble(e, "the Kafka settings are wrong: " + say.of(e));
      return;
    }
    trouble(e, say.of(e));
  }

  private void trouble(KafkaException e, String sentence) {
    failures++;
    state.debug(e);
    if (transactor.begun()) {
      state.aborted();
      state.warn("a transaction is given up and done again: " + e);
    }
    transactor.recover();
    if (e instanceof org.apache.kafka.common.errors.RetriableException || failures == 1) {
      intake.rollback();
    } else {
      intake.close(Duration.ofSeconds(1));
    }
    if (failures > 1) {
      state.enter(Phase.WAITING, sentence);
      checked = checked && failures % 10 != 0;
      pause();
    }
  }

  private void pause() {
    long millis = Math.min(LONGEST_PAUSE, 250L << Math.min(failures, 5));
    try {
      boolean over = closing.await(millis, TimeUnit.MILLISECONDS);
      state.beat();
      if (over) {
        state.enter(Phase.STOPPED, "");
      }
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /** Finishes the batch, commits, and leaves; returns when that is done. */
  @Override
  public void close() {
    closing.countDown();
    intake.wakeup();
    if (started.get()) {
      try {
        if (!ended.await(60, TimeUnit.SECONDS)) {
          state.warn("the loop did not end within 60 s");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    } else {
      state.enter(Phase.STOPPED, "");
    }
  }
}
