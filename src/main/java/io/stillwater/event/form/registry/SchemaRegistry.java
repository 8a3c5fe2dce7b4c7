package io.stillwater.event.form.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.UnreachableObject;
import io.stillwater.event.envelope.Texts;
import io.stillwater.event.form.FormText;
import io.stillwater.event.form.RegistrySettings;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks a schema registry with the API of Confluent's, which Apicurio ({@code /apis/ccompat/v7}),
 * Redpanda and Karapace speak too. Answers are bounded to {@value #MAX_ANSWER} bytes and in time.
 *
 * <pre>
 * answer                                                       told by
 * 200                                                          the schema
 * 404 with an error code, 200 with what is no schema           UndecodableEvent: a dead letter
 * anything else: no answer, 401, 404 of another server, 500    UnreachableObject: pause, try again
 * </pre>
 *
 * <p>Thread-safe.
 */
final class SchemaRegistry {
  private static final int MAX_ANSWER = 4 << 20;

  /** What registries answer that do not know that format. */
  private static final Set<Integer> NOT_SERIALIZED = Set.of(400, 404, 406, 422, 501);

  private final RegistrySettings settings;
  private final String base;
  private final HttpClient client;

  SchemaRegistry(RegistrySettings settings) {
    this.settings = settings;
    this.base = settings.url().toString().replaceAll("/+$", "");
    this.client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.timeout())
            .build();
  }

  /**
   * The schema of that number.
   *
   * @param serialized whether the descriptor of a schema of Protobuf is wanted; a registry that has
   *     none answers with its text
   */
  RegisteredSchema schema(int id, boolean serialized) throws UndecodableEvent, UnreachableObject {
    return get("/schemas/ids/" + Integer.toUnsignedString(id), serialized);
  }

  /** The schema of that version of a subject. */
  RegisteredSchema schema(String subject, int version, boolean serialized)
      throws UndecodableEvent, UnreachableObject {
    String name = URLEncoder.encode(subject, UTF_8).replace("+", "%20");
    return get("/subjects/" + name + "/versions/" + version, serialized);
  }

  private RegisteredSchema get(String path, boolean serialized)
      throws UndecodableEvent, UnreachableObject {
    URI address = URI.create(base + path + (serialized ? "?format=serialized" : ""));
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int status = answer(request(address).build(), body);
    if (serialized && NOT_SERIALIZED.contains(status)) {
      return get(path, false);
    }
    if (status == 404 && errorCode(body) != 0) {
      throw new UndecodableEvent(
          "the schema registry does not know " + address + " (error " + errorCode(body) + ")");
    }
    if (status != 200) {
      throw unreachable(address, "HTTP " + status + reason(status));
    }
    return parsed(address, body);
  }

  /**
   * Registers a schema in Avro under a subject, or finds it there.
   *
   * @return its number
   */
  int register(String subject, String schema) throws UnreachableObject {
    String name = URLEncoder.encode(subject, UTF_8).replace("+", "%20");
    URI address = URI.create(base + "/subjects/" + name + "/versions");
    String body = new ObjectMapper().createObjectNode().put("schema", schema).toString();
    HttpRequest request =
        request(address)
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    int status = answer(request, answer);
    JsonNode json = node(answer);
    if (status != 200 || !json.path("id").canConvertToInt()) {
      String said = json.path("message").asText();
      throw unreachable(
          address, "HTTP " + status + reason(status) + (said.isEmpty() ? "" : ": " + said));
    }
    return json.path("id").intValue();
  }

  private HttpRequest.Builder request(URI address) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Accept", "application/vnd.schemaregistry.v1+json, application/json");
    if (!settings.user().isEmpty()) {
      byte[] pair = (settings.user() + ':' + settings.password()).getBytes(UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }
    return request;
  }

  private static String reason(int status) {
    return switch (status) {
      case 401, 403 -> ": check its user and password";
      case 404 -> " without an error code of a registry: check its address";
      default -> status >= 300 && status < 400 ? ": redirects are not followed" : "";
    };
  }

  private int answer(HttpRequest request, ByteArrayOutputStream body) throws UnreachableObject {
    URI address = request.uri();
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(
            request,
            BodyHandlers.ofByteArrayConsumer(part -> part.ifPresent(bytes -> take(body, bytes))));
    try {
      return answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS).statusCode();
    } catch (ExecutionException e) {
      throw unreachable(address, String.valueOf(e.getCause()));
    } catch (TimeoutException e) {
      throw unreachable(address, "no whole answer within " + settings.timeout());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(address, "interrupted");
    } finally {
      // Closes the connection of an answer that is still under way.
      answer.cancel(true);
    }
  }

  private static void take(ByteArrayOutputStream body, byte[] bytes) {
    if (body.size() + (long) bytes.length > MAX_ANSWER) {
      throw new IllegalStateException("its answer has more than " + MAX_ANSWER + " bytes");
    }
    body.writeBytes(bytes);
  }

  private static int errorCode(ByteArrayOutputStream body) {
    return node(body).path("error_code").asInt();
  }

  private static JsonNode node(ByteArrayOutputStream body) {
    try {
      return FormText.json(body.toByteArray(), "the answer");
    } catch (UndecodableEvent e) {
      return MissingNode.getInstance();
    }
  }

  private static RegisteredSchema parsed(URI address, ByteArrayOutputStream body)
      throws UndecodableEvent {
    JsonNode json = FormText.json(body.toByteArray(), "the answer of the schema registry");
    String schema = json.path("schema").textValue();
    if (schema == null) {
      throw new UndecodableEvent(
          "the schema registry answered " + address + " without a field schema");
    }
    List<RegisteredSchema.Reference> references = new ArrayList<>();
    for (JsonNode reference : json.path("references")) {
      references.add(
          new RegisteredSchema.Reference(
              reference.path("name").asText(),
              reference.path("subject").asText(),
              reference.path("version").asInt()));
    }
    return new RegisteredSchema(json.path("schemaType").asText("AVRO"), schema, references);
  }

  private static UnreachableObject unreachable(URI address, String why) {
    return new UnreachableObject(
        "the schema at " + Texts.quoted(address.toString()) + " cannot be had now: " + why);
  }
}
