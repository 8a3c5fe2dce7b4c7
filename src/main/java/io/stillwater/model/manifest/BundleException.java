package io.stillwater.model.manifest;

/**
 * A bundle that cannot be used. The message says what was wrong, the value seen, what was expected
 * and what to do.
 */
public final class BundleException extends Exception {
  public BundleException(String message) {
    super(message);
  }

  public BundleException(String message, Throwable cause) {
    super(message, cause);
  }
}
