package io.stillwater.laws;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

/** Opens a session by itself, for the law against it. */
public final class OpensSession {
  private OpensSession() {}

  public static OrtSession open(byte[] model) throws OrtException {
    return OrtEnvironment.getEnvironment().createSession(model);
  }
}
