package io.stillwater.cli;

import io.stillwater.cli.topic.KafkaOptions;
import io.stillwater.console.UserError;
import io.stillwater.model.runtime.ProviderChoice;
import io.stillwater.service.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.ConfigProvider;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code serve}: the service, as configured. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "Watches topics, sends alerts, and shows both on a page.",
      "",
      "Reads config/application.properties below the working folder, or the file of --config. For one"
          + " detector --bundle and --topic are enough. With a bundle for images or sounds the topic"
          + " has files as values.",
      "Without a bundle --topic alone is enough: each key is judged by its own past, from its first"
          + " readings on, and learns as it goes. Its first 64 readings warm it up and alarm for"
          + " nothing. Start the detector again with a bundle, under the same name, to hand its keys"
          + " over to that.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  stillwater serve --topic readings",
      "  stillwater serve --bundle models/mine --topic readings",
      "  stillwater serve --config /etc/stillwater.properties --port 9000"
    })
final class ServeCommand implements Callable<Integer> {
  /** False alarms allowed per key and day without a bundle, as in the configuration. */
  static final String BUDGET = "1";

  private static final String DEFAULT_PORT = "8080";

  @Option(names = "--config", paramLabel = "FILE", description = "Properties file to read.")
  private Path config;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port of page, REST and probes (default: " + DEFAULT_PORT + ").")
  private Integer port;

  @Option(names = "--host", paramLabel = "HOST", description = "Address to listen on.")
  private String host;

  @ArgGroup(exclusive = false)
  private One one;

  @Option(
      names = "--provider",
      paramLabel = "auto|cuda|cpu",
      description = "What models run on (default: auto, a GPU where one works).")
  private ProviderChoice.Wanted provider;

  @Option(names = "--half", description = "On a GPU: matrix products in half precision.")
  private boolean half;

  @Mixin private KafkaOptions kafka;

  /** A detector without a configuration file. */
  static final class One {
    @Option(
        names = "--topic",
        required = true,
        paramLabel = "TOPIC",
        description = "Topic that a single detector watches.")
    private String topic;

    @Option(
        names = "--bundle",
        paramLabel = "DIR",
        description = "Its bundle; without one, keys are judged by their own past.")
    private Path bundle;

    @Option(
        names = "--budget",
        paramLabel = "ALARMS",
        description =
            "Without a bundle: false alarms allowed per key and day (default: " + BUDGET + ").")
    private Double budget;

    @Option(
        names = "--scores-topic",
        paramLabel = "TOPIC",
        description = "Where the score of every window goes.")
    private String scores;

    @Option(
        names = "--name",
        paramLabel = "NAME",
        description =
            "Its name (default: that of the bundle's folder, or of the topic without one).")
    private String name;
  }

  @Override
  public Integer call() throws IOException {
    if (config != null) {
      if (!Files.isReadable(config)) {
        throw new UserError(
            config + " cannot be read; give --config the path of a properties file.");
      }
      System.setProperty("quarkus.config.locations", config.toUri().toString());
    }
    set("quarkus.http.port", port == null ? null : port.toString());
    set("quarkus.http.host", host);
    kafka.given().forEach((key, value) -> set("stillwater.kafka." + key, value));
    set("stillwater.onnx.provider", provider == null ? null : provider.word());
    set("stillwater.onnx.half", half ? "true" : null);
    if (one != null) {
      describe(one);
    }
    Service.checkPort(
        setting("quarkus.http.host", "0.0.0.0"),
        Integer.parseInt(setting("quarkus.http.port", DEFAULT_PORT)));
    return Service.run();
  }

  private void describe(One detector) {
    if (detector.bundle != null && detector.budget != null) {
      throw new UserError(
          "--budget is for a detector without a bundle; a bundle keeps the budget it was trained"
              + " with: train it with another --budget.");
    }
    String name = detector.name == null ? defaultName(detector) : detector.name;
    String prefix = "stillwater.detectors." + name + ".";
    set(
        prefix + "bundle",
        detector.bundle == null ? null : detector.bundle.toAbsolutePath().toString());
    set(prefix + "budget", detector.budget == null ? null : detector.budget.toString());
    set(prefix + "topic", detector.topic);
    set(prefix + "scores-topic", detector.scores);
  }

  private static String defaultName(One detector) {
    String name =
        detector.bundle == null
            ? detector.topic
            : detector.bundle.toAbsolutePath().normalize().getFileName().toString();
    return name.replaceAll("[^A-Za-z0-9_-]", "-");
  }

  private static void set(String name, String value) {
    if (value != null) {
      System.setProperty(name, value);
    }
  }

  private static String setting(String name, String otherwise) {
    return ConfigProvider.getConfig().getOptionalValue(name, String.class).orElse(otherwise);
  }
}
