package io.stillwater;

import io.stillwater.detect.recent.Adaptation;
import io.stillwater.detect.recent.Adapting;
import io.stillwater.event.form.RegistrySettings;
import io.stillwater.event.form.choice.FormatWords;
import io.stillwater.event.form.choice.RecordFormat;
import io.stillwater.event.media.ClaimSources;
import io.stillwater.kafka.DetectorSpec;
import io.stillwater.model.runtime.ProviderChoice;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.model.work.InputSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * From the configuration to what the loops are set to. Wrong settings are refused in a sentence.
 */
final class DetectorSettings {
  private static final String KAFKA = "stillwater.kafka.";
  private static final String KAFKA_VARIABLE = "STILLWATER_KAFKA_";

  private final StillwaterConfig config;
  private final Map<String, String> client;

  DetectorSettings(StillwaterConfig config) {
    this(config, kafkaSettings());
  }

  DetectorSettings(StillwaterConfig config, Map<String, String> client) {
    this.config = config;
    this.client = client;
  }

  /** One for each detector, in the order of their names. */
  List<DetectorSpec> specs() {
    Map<String, String> groups = new HashMap<>();
    List<DetectorSpec> specs = new ArrayList<>();
    config.detectors().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> spec(entry.getKey(), entry.getValue()))
        .forEach(
            spec -> {
              String other = groups.putIfAbsent(spec.input().group(), spec.name());
              require(
                  other == null,
                  "Detectors %s and %s share the group '%s': give each its own by stillwater.detectors.NAME.group.",
                  other,
                  spec.name(),
                  spec.input().group());
              specs.add(spec);
            });
    return specs;
  }

  /** How their models are run. */
  RuntimeOptions runtime() {
    StillwaterConfig.OnnxConfig onnx = config.onnx();
    RuntimeOptions standard = RuntimeOptions.standard();
    try {
      ProviderChoice provider =
          new ProviderChoice(
              ProviderChoice.Wanted.of(onnx.provider()),
              onnx.requireProvider(),
              onnx.gpuDevice(),
              onnx.gpuMemory().map(size -> size.asLongValue()).orElse(0L),
              onnx.half());
      int threads = onnx.threads().orElse(standard.threads());
      return new RuntimeOptions(standard.maxBatch(), threads, provider, false);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("stillwater.onnx is set wrongly: " + e.getMessage(), e);
    }
  }

  private DetectorSpec spec(String name, StillwaterConfig.DetectorConfig detector) {
    require(
        name.matches("[A-Za-z0-9._-]+"),
        "A detector is named '%s': use letters, digits, dots, dashes and underscores.",
        name);
    try {
      return new DetectorSpec(
          name,
          judge(detector),
          new DetectorSpec.Input(
              given(detector.topic(), name, "topic", "the topic to watch"),
              input(detector),
              detector.group().orElse("stillwater-" + name),
              config.instance(),
              start(detector.start())),
          new DetectorSpec.Output(
              new DetectorSpec.Topics(
                  detector.alertsTopic(),
                  detector.episodesTopic(),
                  detector.statesTopic(),
                  detector.scoresTopic().orElse(null),
                  detector.deadLetterTopic()),
              detector.createTopics(),
              form(detector)),
          new DetectorSpec.Limits(
              detector.maxKeys(),
              detector.poisonLimit(),
              detector.silenceAlert().orElse(Duration.ZERO)),
          client);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Detector " + name + " is set up wrongly: " + e.getMessage(), e);
    }
  }

  private static DetectorSpec.Judge judge(StillwaterConfig.DetectorConfig detector) {
    Adapting adapting = adapting(detector);
    if (detector.bundle().isPresent()) {
      return new DetectorSpec.Judge.Trained(folder(detector.bundle().get()), adapting);
    }
    return new DetectorSpec.Judge.Learnt(detector.budget());
  }

  private static Adapting adapting(StillwaterConfig.DetectorConfig detector) {
    return new Adapting(
        detector.adapt().map(DetectorSettings::mode).orElse(null),
        detector.adaptHoldBack().map(Duration::toMillis).orElse(null),
        detector.adaptMemory().map(Duration::toMillis).orElse(null));
  }

  private static Adaptation.Mode mode(String word) {
    return switch (word) {
      case "off" -> Adaptation.Mode.OFF;
      case "limit" -> Adaptation.Mode.LIMIT;
      default ->
          throw new IllegalArgumentException("adapt must be off or limit: was '" + word + "'");
    };
  }

  private static InputSettings input(StillwaterConfig.DetectorConfig detector) {
    StillwaterConfig.MediaConfig media = detector.media();
    ClaimSources claims =
        new ClaimSources(
            media.claimFolders().orElse(List.of()),
            media.claimHosts().orElse(List.of()),
            Math.toIntExact(Math.min(Integer.MAX_VALUE, media.claimSize().asLongValue())),
            media.claimTimeout());
    int inline = Math.toIntExact(Math.min(Integer.MAX_VALUE, media.inlinePictures().asLongValue()));
    return new InputSettings(format(detector), claims, inline);
  }

  private static DetectorSpec.Form form(StillwaterConfig.DetectorConfig detector) {
    return switch (detector.alertsFormat()) {
      case "json" -> DetectorSpec.Form.JSON;
      case "avro" -> new DetectorSpec.Form(true, registry(detector));
      default ->
          throw new IllegalArgumentException(
              "alerts-format must be json or avro: was '" + detector.alertsFormat() + "'");
    };
  }

  private static RegistrySettings registry(StillwaterConfig.DetectorConfig detector) {
    StillwaterConfig.RegistryConfig registry = detector.registry();
    return registry
        .url()
        .map(
            url ->
                new RegistrySettings(
                    url,
                    registry.user().orElse(""),
                    registry.password().orElse(""),
                    registry.timeout()))
        .orElse(null);
  }

  private static RecordFormat format(StillwaterConfig.DetectorConfig detector) {
    return new FormatWords(
            detector.format().orElse(null),
            detector.key(),
            detector.time(),
            detector.flat() ? "" : detector.values(),
            detector.readings(),
            detector.without().orElse(List.of()))
        .format(detector.zone(), registry(detector));
  }

  private static DetectorSpec.Start start(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "earliest" -> DetectorSpec.Start.EARLIEST;
      case "latest" -> DetectorSpec.Start.LATEST;
      default ->
          throw new IllegalArgumentException(
              "start must be earliest or latest: was '" + word + "'");
    };
  }

  private static <T> T given(Optional<T> value, String name, String setting, String meaning) {
    return value.orElseThrow(
        () ->
            new IllegalArgumentException(
                "stillwater.detectors."
                    + (name + "." + setting)
                    + " is not set: set it to "
                    + meaning));
  }

  /** A relative folder is looked for where the process runs, then where Stillwater lies. */
  private static Path folder(Path bundle) {
    String home = System.getProperty("stillwater.home");
    boolean elsewhere = !bundle.isAbsolute() && !Files.exists(bundle) && home != null;
    return elsewhere ? Path.of(home).resolve(bundle) : bundle;
  }

  private static Map<String, String> kafkaSettings() {
    Map<String, String> settings = new HashMap<>();
    System.getenv()
        .forEach(
            (name, value) -> {
              if (name.startsWith(KAFKA_VARIABLE)) {
                String setting = name.substring(KAFKA_VARIABLE.length());
                settings.put(setting.toLowerCase(Locale.ROOT).replace('_', '.'), value);
              }
            });
    for (String name : ConfigProvider.getConfig().getPropertyNames()) {
      if (name.startsWith(KAFKA)) {
        Optional<String> value = ConfigProvider.getConfig().getOptionalValue(name, String.class);
        value.ifPresent(v -> settings.put(name.substring(KAFKA.length()).replace("\"", ""), v));
      }
    }
    return settings;
  }

  private static void require(boolean holds, String message, Object... values) {
    if (!holds) {
      throw new IllegalArgumentException(String.format(Locale.ROOT, message, values));
    }
  }
}
