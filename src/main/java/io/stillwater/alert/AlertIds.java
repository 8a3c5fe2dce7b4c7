package io.stillwater.alert;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names that come out the same after every restart: the first 128 bits of a SHA-256 over the parts,
 * in hexadecimal.
 */
public final class AlertIds {
  private AlertIds() {}

  /** The name of the episode that the reading at {@code offset} opened. */
  public static String episode(Alert.Source source, String key, long offset) {
    return hash(
        source.detector(),
        source.topic(),
        Integer.toString(source.partition()),
        key,
        Long.toString(offset));
  }

  /** The name of one alert of an episode. */
  public static String alert(String episode, int sequence) {
    return hash(episode, Integer.toString(sequence));
  }

  /** The name of a message that a key's normal has moved, or is back. */
  public static String move(Alert.Source source, String key, long offset) {
    return ofKey("move", source, key, offset);
  }

  /** The name of a notice about a key. */
  static String notice(Alert.Source source, String key, Notice.Kind kind, long offset) {
    return ofKey(kind.name(), source, key, offset);
  }

  private static String ofKey(String what, Alert.Source source, String key, long offset) {
    return hash(
        what,
        source.detector(),
        source.topic(),
        Integer.toString(source.partition()),
        key,
        Long.toString(offset));
  }

  private static String hash(String... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0xff); // in no UTF-8 text, so that parts cannot run into each other
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
