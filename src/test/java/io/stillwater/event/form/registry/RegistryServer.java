package io.stillwater.event.form.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A schema registry over HTTP that answers what it was told. */
public final class RegistryServer implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final List<String> asked = new ArrayList<>();
  private final List<String> sent = new ArrayList<>();
  private volatile String authorization;
  private volatile int failure;

  public RegistryServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Where it is. */
  public URI url() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  /** Answers that path with that text. */
  public void put(String path, String answer) {
    answers.put(path, answer);
  }

  /** Forgets what it was told, and whom it lets in. */
  public void clear() {
    answers.clear();
    authorization = null;
    failure = 0;
  }

  /** Lets nobody else in. */
  public void require(String user, String password) {
    byte[] pair = (user + ':' + password).getBytes(UTF_8);
    authorization = "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  /** Answers everything with that status; 0 for the right ones. */
  public void fail(int status) {
    failure = status;
  }

  /** The paths that were asked for. */
  public synchronized List<String> asked() {
    return List.copyOf(asked);
  }

  /** What was posted. */
  public synchronized List<String> sent() {
    return List.copyOf(sent);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    synchronized (this) {
      asked.add(path);
      if (!body.isEmpty()) {
        sent.add(body);
      }
    }
    boolean in =
        authorization == null
            || authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"));
    String answer = answers.get(path);
    if (failure > 0) {
      send(exchange, failure, "no");
    } else if (!in) {
      send(exchange, 401, "{\"error_code\":401,\"message\":\"Unauthorized\"}");
    } else if (answer == null) {
      send(exchange, 404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");
    } else {
      send(exchange, 200, answer);
    }
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
