package io.stillwater.cli.topic;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import picocli.CommandLine.Option;

/** How to reach the broker; the same words in every command. */
public final class KafkaOptions {
  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description =
          "Where the broker listens (default: STILLWATER_KAFKA_BOOTSTRAP_SERVERS of the environment,"
              + " or localhost:9092).")
  private String bootstrapServers;

  @Option(
      names = "--kafka",
      paramLabel = "NAME=VALUE",
      description = "A setting of the Kafka clients, such as security.protocol=SSL. Repeatable.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--kafka-config",
      paramLabel = "FILE",
      description = "A properties file with settings of the Kafka clients.")
  private Path file;

  /** All settings that a client needs. */
  public Map<String, String> client() throws IOException {
    Map<String, String> client = new LinkedHashMap<>();
    String environment = System.getenv("STILLWATER_KAFKA_BOOTSTRAP_SERVERS");
    client.put("bootstrap.servers", environment == null ? "localhost:9092" : environment);
    client.putAll(given());
    return client;
  }

  /** The settings that were given, the command line above the file. */
  public Map<String, String> given() throws IOException {
    Map<String, String> client = new LinkedHashMap<>();
    if (file != null) {
      Properties properties = new Properties();
      try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        properties.load(reader);
      }
      properties.forEach((name, value) -> client.put(name.toString(), value.toString()));
    }
    client.putAll(settings);
    if (bootstrapServers != null) {
      client.put("bootstrap.servers", bootstrapServers);
    }
    return client;
  }
}
