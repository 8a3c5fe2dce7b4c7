package io.stillwater.event.form.choice;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwater.event.ChannelNames;
import io.stillwater.event.RawRecord;
import io.stillwater.event.form.FormName;
import io.stillwater.event.form.FormSettings;
import io.stillwater.event.form.RegistrySettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A record of the corpus, {@code inputs/kafka/FORM/NAME.value} with what belongs to it and what it
 * should be read as in {@code NAME.json}.
 */
record FormCase(String name, FormName form, RawRecord record, JsonNode told) {
  static final Path CORPUS = Path.of("src/test/resources/inputs/kafka");
  private static final ObjectMapper JSON = new ObjectMapper();

  static List<FormCase> all() throws IOException {
    try (Stream<Path> files = Files.walk(CORPUS)) {
      List<FormCase> cases = new ArrayList<>();
      for (Path file : files.filter(f -> f.toString().endsWith(".value")).sorted().toList()) {
        cases.add(read(file));
      }
      return cases;
    }
  }

  private static FormCase read(Path file) throws IOException {
    String name = file.getFileName().toString().replace(".value", "");
    JsonNode told = JSON.readTree(file.resolveSibling(name + ".json").toFile());
    byte[] key = told.has("key") ? told.get("key").textValue().getBytes(UTF_8) : null;
    key = told.has("keyHex") ? HexFormat.of().parseHex(told.get("keyHex").textValue()) : key;
    List<RawRecord.Header> headers = new ArrayList<>();
    for (Map.Entry<String, JsonNode> header : told.path("headers").properties()) {
      headers.add(
          new RawRecord.Header(header.getKey(), header.getValue().textValue().getBytes(UTF_8)));
    }
    RawRecord record =
        new RawRecord(
            0, 17, told.get("timestamp").longValue(), key, Files.readAllBytes(file), headers);
    String form = file.getParent().getFileName().toString();
    return new FormCase(form + "/" + name, FormName.of(form), record, told);
  }

  /** With the registry at that address. */
  FormSettings settings(URI registry) {
    JsonNode own = told.path("settings");
    RegistrySettings schemas =
        new RegistrySettings(
            registry,
            own.path("user").asText(""),
            own.path("password").asText(""),
            Duration.ofSeconds(10));
    return new FormSettings(
        form, list(own.path("key")), list(own.path("without")), list(own.path("time")), schemas);
  }

  /** The channels that the case names, or whatever comes. */
  ChannelNames channels() {
    List<String> names = list(told.path("settings").path("channels"));
    return names.isEmpty() ? ChannelNames.open() : ChannelNames.of(names);
  }

  private static List<String> list(JsonNode array) {
    List<String> list = new ArrayList<>();
    array.forEach(element -> list.add(element.textValue()));
    return list;
  }
}
