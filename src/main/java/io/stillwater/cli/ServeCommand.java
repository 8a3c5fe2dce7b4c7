package io.stillwater.cli;

import io.stillwater.console.UserError;
import io.stillwater.model.ProviderChoice;
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
      ""
    },
    footer = {
      "",
      "Examples:",
      "  stillwater serve --bundle models/mine --topic readings",
      "  stillwater serve --config /etc/stillwater.properties --port 9000"
    })
final class ServeCommand implements Callable<Integer> {
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
        names = "--bundle",
        required = true,
        paramLabel = "DIR",
        description = "Bundle of a single detector.")
    private Path bundle;

    @Option(
        names = "--topic",
        required = true,
        paramLabel = "TOPIC",
        description = "Topic that it watches.")
    private String topic;

    @Option(
        names = "--scores-topic",
        paramLabel = "TOPIC",
        description = "Where the score of every window goes.")
    private String scores;

    @Option(
        names = "--name",
        paramLabel = "NAME",
        description = "Its name (default: that of the bundle's folder).")
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
    String name = detector.name == null ? folderName(detector.bundle) : detector.name;
    String prefix = "stillwater.detectors." + name + ".";
    set(prefix + "bundle", detector.bundle.toAbsolutePath().toString());
    set(prefix + "topic", detector.topic);
    set(prefix + "scores-topic", detector.scores);
  }

  private static String folderName(Path bundle) {
    return bundle
        .toAbsolutePath()
        .normalize()
        .getFileName()
        .toString()
        .replaceAll("[^A-Za-z0-9_-]", "-");
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
