package io.stillwater.train.data;

/** The data cannot be trained on; the message says what is wrong with them and what to do. */
public final class TrainingException extends Exception {
  public TrainingException(String message) {
    super(message, null, false, false);
  }

  /**
   * @param cause what it came from, where that is not a matter of the data
   */
  public TrainingException(String message, Throwable cause) {
    super(message, cause);
  }
}
