package io.stillwater.event;

/**
 * An object that a claim check points to cannot be had now, and perhaps later: no fault of the
 * record, so it is no dead letter; whoever reads the topic pauses its partition and tries again.
 * Carries no stack trace.
 */
public final class UnreachableObject extends Exception {
  public UnreachableObject(String message) {
    super(message, null, false, false);
  }
}
