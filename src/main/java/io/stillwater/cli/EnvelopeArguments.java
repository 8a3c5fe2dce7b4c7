package io.stillwater.cli;

import io.stillwater.event.media.Envelope;
import picocli.CommandLine.Option;

/** How files are packed into records. */
final class EnvelopeArguments {
  @Option(
      names = "--cloudevents",
      paramLabel = "binary|structured",
      description =
          "With --images or --sounds: as CloudEvents 1.0, attributes in headers, or all in one JSON"
              + " object (default: the bytes, with their content type).")
  private Envelope envelope;

  @Option(
      names = "--claim-check",
      description =
          "With --images or --sounds: send each file's place and SHA-256 instead of its bytes. Where"
              + " it is read, its folder must be allowed.")
  private boolean claims;

  boolean given() {
    return envelope != null || claims;
  }

  Envelope envelope() {
    return envelope == null ? Envelope.NONE : envelope;
  }

  boolean claims() {
    return claims;
  }
}
