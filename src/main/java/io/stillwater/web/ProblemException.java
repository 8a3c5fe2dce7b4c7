package io.stillwater.web;

/** A request that cannot be answered, with what the caller is to be told. */
final class ProblemException extends RuntimeException {
  private final int status;
  private final String action;
  private final String pointer;

  private ProblemException(int status, String detail, String action, String pointer) {
    super(detail, null, false, false);
    this.status = status;
    this.action = action;
    this.pointer = pointer;
  }

  /** The request is wrong; {@code action} says how to put it right. */
  static ProblemException badRequest(String detail, String action) {
    return new ProblemException(400, detail, action, null);
  }

  /** One place in the body is wrong. */
  static ProblemException badBody(String pointer, String detail, String action) {
    return new ProblemException(400, detail, action, pointer);
  }

  /** There is no such thing. */
  static ProblemException notFound(String detail, String action) {
    return new ProblemException(404, detail, action, null);
  }

  /** It cannot be answered now. */
  static ProblemException unavailable(String detail, String action) {
    return new ProblemException(503, detail, action, null);
  }

  int status() {
    return status;
  }

  String action() {
    return action;
  }

  String pointer() {
    return pointer;
  }
}
