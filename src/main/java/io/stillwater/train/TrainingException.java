package io.stillwater.train;

/** The data cannot be trained on; the message says what is wrong with them and what to do. */
public final class TrainingException extends Exception {
  public TrainingException(String message) {
    super(message, null, false, false);
  }
}
