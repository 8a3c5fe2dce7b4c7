package io.stillwater.event.media;

import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.UnreachableObject;
import io.stillwater.event.envelope.Texts;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Objects of web hosts: bounded in size and in time, headers and body together. */
final class WebObjects {
  private final ClaimSources sources;
  private final HttpClient client;

  WebObjects(ClaimSources sources) {
    this.sources = sources;
    this.client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(sources.timeout())
            .build();
  }

  byte[] get(URI address) throws UndecodableEvent, UnreachableObject {
    HttpRequest request = HttpRequest.newBuilder(address).GET().build();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(
            request,
            BodyHandlers.ofByteArrayConsumer(part -> part.ifPresent(bytes -> take(body, bytes))));
    try {
      int status = answer.get(sources.timeout().toMillis(), TimeUnit.MILLISECONDS).statusCode();
      check(address, status);
      return body.toByteArray();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TooLarge || body.size() > sources.maxBytes()) {
        throw ClaimReader.tooLarge(address.toString(), sources.maxBytes());
      }
      throw unreachable(address, String.valueOf(e.getCause()));
    } catch (TimeoutException e) {
      throw unreachable(address, "no whole answer within " + sources.timeout());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(address, "interrupted");
    } finally {
      // Closes the connection of an answer that is still under way.
      answer.cancel(true);
    }
  }

  private void take(ByteArrayOutputStream body, byte[] bytes) {
    if (body.size() + (long) bytes.length > sources.maxBytes()) {
      throw new TooLarge();
    }
    body.writeBytes(bytes);
  }

  /** An answer that will be the same tomorrow is the record's fault, any other is not. */
  private static void check(URI address, int status) throws UndecodableEvent, UnreachableObject {
    if (status == 200) {
      return;
    }
    if (status == 404 || status == 410) {
      throw new UndecodableEvent(
          "the object at " + Texts.quoted(address.toString()) + " is gone (HTTP " + status + ")");
    }
    if (status >= 300 && status < 400) {
      throw new UndecodableEvent(
          "the object at "
              + Texts.quoted(address.toString())
              + " is elsewhere (HTTP "
              + status
              + "): redirects are not followed, name the place itself");
    }
    throw unreachable(address, "HTTP " + status);
  }

  private static UnreachableObject unreachable(URI address, String why) {
    return new UnreachableObject(
        "the object at " + Texts.quoted(address.toString()) + " cannot be had now: " + why);
  }

  /** Stops an answer that is too long. */
  private static final class TooLarge extends RuntimeException {
    TooLarge() {
      super(null, null, false, false);
    }
  }
}
