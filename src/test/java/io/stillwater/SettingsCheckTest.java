package io.stillwater;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsCheckTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "stillwater.instance",
        "stillwater.heartbeat",
        "stillwater.onnx.threads",
        "stillwater.onnx.require-provider",
        "stillwater.detectors.pump.topic",
        "stillwater.detectors.\"a.b\".dead-letter-topic",
        "stillwater.kafka.bootstrap.servers",
        "stillwater.kafka.\"sasl.jaas.config\"",
        "stillwater.detectors.belt.media.inline-pictures",
        "stillwater.detectors.belt.media.claim-folders[0]",
        "stillwater.home",
        "stillwater.java.opts",
        "stillwater.require.programs",
        "quarkus.http.prot"
      })
  void knownSettings_areLeftInPeace(String name) {
    assertEquals(Optional.empty(), SettingsCheck.unknown(List.of(name)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stillwater.detectors.pump.topik | There is no setting stillwater.detectors.pump.topik: did you mean 'topic'?",
        "stillwater.detectors.pump.maxKeys | There is no setting stillwater.detectors.pump.maxKeys: did you mean 'max-keys'?",
        "stillwater.detectors.belt.media.claim-folder | There is no setting stillwater.detectors.belt.media.claim-folder: did you mean 'claim-folders'?",
        "stillwater.onnx.thread | There is no setting stillwater.onnx.thread: did you mean 'threads'?",
        "stillwater.onnx.colour | There is no setting stillwater.onnx.colour: the settings here are gpu-device, gpu-memory, half, provider, require-provider, threads.",
        "stillwater.detector.pump.topic | There is no setting stillwater.detector.pump.topic: the settings here are detectors, heartbeat, instance, onnx.",
      })
  void unknownSettings_getTheNearestOrAllThereAre(String name, String sentence) {
    assertEquals(Optional.of(sentence), SettingsCheck.unknown(List.of(name)));
  }

  @ParameterizedTest
  @CsvSource({"'','',0", "a,'',1", "topic,topic,0", "topik,topic,1", "tpoic,topic,2"})
  void distance_countsEdits(String a, String b, int distance) {
    assertEquals(distance, SettingsCheck.distance(a, b));
    assertEquals(distance, SettingsCheck.distance(b, a));
  }

  @Test
  void settings_areNamedAsInAFile() {
    assertEquals(
        List.of("detectors", "heartbeat", "instance", "onnx"),
        SettingsCheck.settings(StillwaterConfig.class));
  }
}
