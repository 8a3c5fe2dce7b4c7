package io.stillwater.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwater.alert.Alert;
import io.stillwater.alert.AlertJson;
import io.stillwater.detect.recent.Adapting;
import io.stillwater.kafka.broker.EmbeddedBroker;
import io.stillwater.model.Bundle;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.model.work.InputSettings;
import io.stillwater.model.work.WorkingModel;
import io.stillwater.stream.FlowParts;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Loops over a topic of images or sounds, and what they write. */
final class MediaRig implements AutoCloseable {
  private final LoopRig rig;
  private final String suffix;
  private final Bundle bundle;
  private final Map<InputSettings, WorkingModel> models = new HashMap<>();
  double poisonLimit = 1;

  MediaRig(EmbeddedBroker broker, String topic, Bundle bundle) {
    this(broker, topic, "", bundle);
  }

  MediaRig(EmbeddedBroker broker, String topic, String suffix, Bundle bundle) {
    this.rig = new LoopRig(broker, topic);
    this.suffix = suffix;
    this.bundle = bundle;
  }

  KafkaProducer<byte[], byte[]> producer() {
    return rig.producer();
  }

  ProducerRecord<byte[], byte[]> frame(int partition, String key, long time, byte[] value) {
    return new ProducerRecord<>(rig.input, partition, time, key.getBytes(UTF_8), value);
  }

  DetectorSpec spec(String instance, InputSettings input) {
    return new DetectorSpec(
        "d",
        new DetectorSpec.Judge.Trained(bundle.folder(), Adapting.AS_TRAINED),
        new DetectorSpec.Input(
            rig.input, input, rig.group + suffix, instance, DetectorSpec.Start.EARLIEST),
        new DetectorSpec.Output(rig.topics(suffix), true),
        new DetectorSpec.Limits(1000, poisonLimit, Duration.ZERO),
        rig.client);
  }

  DetectorLoop started(String instance, InputSettings input) {
    return started(instance, input, Probe.NONE);
  }

  private DetectorLoop started(String instance, InputSettings input, Probe probe) {
    DetectorSpec spec = spec(instance, input);
    WorkingModel model = model(input);
    FlowParts parts = DetectorSpec.parts(model);
    DetectorLoop loop = new DetectorLoop(spec, spec.flow(model), parts, LoopRig.SILENT, probe);
    LoopRig.start(loop);
    return loop;
  }

  private WorkingModel model(InputSettings input) {
    return models.computeIfAbsent(
        input,
        settings -> {
          try {
            return WorkingModel.open(bundle, settings, RuntimeOptions.standard());
          } catch (BundleException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  void runToEnd(String instance) {
    try (DetectorLoop loop = started(instance, InputSettings.DEFAULT)) {
      LoopRig.await(loop.spec().input().group() + " has committed everything", this::caughtUp);
    }
  }

  /** Runs a loop that dies after some scored batches, between send and commit. */
  void runUntilCommits(String instance, int batches) {
    AtomicInteger left = new AtomicInteger(batches);
    Probe kill =
        point -> {
          if (point == Probe.Point.AFTER_SEND && left.decrementAndGet() <= 0) {
            throw new Probe.Killed();
          }
        };
    try (DetectorLoop loop = started(instance, InputSettings.DEFAULT, kill)) {
      LoopRig.await(
          loop.spec().input().group() + " is killed, or at the end",
          () -> left.get() <= 0 || caughtUp());
    }
  }

  boolean caughtUp() {
    return rig.caughtUp(suffix);
  }

  Map<Integer, Long> committed() {
    return rig.committed(suffix);
  }

  List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    return rig.read(topic);
  }

  List<Alert> alerts() {
    return rig.read(rig.topics(suffix).alerts()).stream()
        .map(record -> new AlertJson().alert(record.value()))
        .toList();
  }

  /** Closes what the loops ran on; they have ended. */
  @Override
  public void close() {
    models.values().forEach(WorkingModel::close);
  }
}
