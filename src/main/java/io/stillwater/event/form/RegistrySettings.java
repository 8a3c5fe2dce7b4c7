package io.stillwater.event.form;

import java.net.URI;
import java.time.Duration;

/**
 * Where schemas are.
 *
 * @param url of the registry, http or https, such as {@code http://registry:8081}, or {@code
 *     http://apicurio:8080/apis/ccompat/v7}; without user information, query and fragment
 * @param user of basic authentication; empty for none
 * @param password never shown
 * @param timeout of one request, its answer included
 */
public record RegistrySettings(URI url, String user, String password, Duration timeout) {
  public RegistrySettings {
    String scheme = url.getScheme();
    if ((!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme))
        || url.getHost() == null
        || url.getUserInfo() != null
        || url.getQuery() != null
        || url.getFragment() != null) {
      throw new IllegalArgumentException(
          "the address of the schema registry is no plain http or https URL with a host, without"
              + " user, query and fragment: expected one such as http://registry:8081; user and"
              + " password are settings of their own");
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout must be above 0: was " + timeout);
    }
    user = user == null ? "" : user;
    password = password == null ? "" : password;
    if (user.indexOf(':') >= 0) {
      throw new IllegalArgumentException("a user of basic authentication has no colon in its name");
    }
  }

  /** Without authentication, ten seconds a request. */
  public static RegistrySettings of(URI url) {
    return new RegistrySettings(url, "", "", Duration.ofSeconds(10));
  }

  @Override
  public String toString() {
    return url + (user.isEmpty() ? "" : " as " + user);
  }
}
