package io.stillwater.console;

/**
 * Something the user can mend. The message is all they see: what was wrong, the value seen, what
 * was expected, and what to do.
 */
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UserError(String message) {
    super(message);
  }

  public UserError(String message, Throwable cause) {
    super(message, cause);
  }
}
