package io.stillwater.train.network;

/** A training whose loss ran away, also at a smaller learning rate. */
public final class DivergenceException extends Exception {
  private static final long serialVersionUID = 1;

  DivergenceException(String message) {
    super(message);
  }
}
