package io.stillwater.event.media;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where claim checks may point to, and how far they are followed.
 *
 * @param roots folders of files; links inside must not lead out of them
 * @param origins scheme, host and port, such as {@code https://store.example:9000}; nothing else is
 *     asked, and redirects are not followed
 * @param maxBytes of an object
 * @param timeout for an object as a whole
 */
public record ClaimSources(List<Path> roots, List<URI> origins, int maxBytes, Duration timeout) {
  /** Claim checks are refused. */
  public static final ClaimSources NONE =
      new ClaimSources(List.of(), List.of(), 1, Duration.ofSeconds(1));

  public ClaimSources {
    roots = List.copyOf(roots);
    List<URI> plain = new ArrayList<>();
    for (URI origin : origins) {
      plain.add(origin(origin));
    }
    origins = List.copyOf(plain);
    if (maxBytes < 1 || timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException(
          "limits must be above 0: were " + maxBytes + " bytes and " + timeout);
    }
  }

  /** Whether an address is on the list. */
  boolean allows(URI address) {
    return address.getHost() != null && web(address) && origins.contains(origin(address));
  }

  /** Scheme, host and port alone, in lower case, the port always said. */
  private static URI origin(URI uri) {
    if (uri.getHost() == null || !web(uri)) {
      throw new IllegalArgumentException(
          "the origin is "
              + uri
              + ": expected http or https and a host, as in https://store.example");
    }
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
    return URI.create(scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port);
  }

  private static boolean web(URI uri) {
    return "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
  }
}
