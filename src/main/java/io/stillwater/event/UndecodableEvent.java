package io.stillwater.event;

/**
 * A record that is not an event: what was wrong, the value seen and what was expected. Carries no
 * stack trace.
 */
public final class UndecodableEvent extends Exception {
  public UndecodableEvent(String message) {
    super(message, null, false, false);
  }
}
