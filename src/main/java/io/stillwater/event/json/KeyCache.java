package io.stillwater.event.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Gives the same text for the same key again, so that the readings kept in windows share one, and
 * no key is made anew for each record. Bounded: a key may drive out another one, which costs an
 * allocation and nothing else. Not thread-safe.
 */
final class KeyCache {
  private static final int PLACES = 1 << 14;

  private final String[] keys = new String[PLACES];

  String get(char[] text, int from, int length) {
    int hash = 0;
    for (int i = from; i < from + length; i++) {
      hash = 31 * hash + text[i];
    }
    int place = place(hash);
    String known = keys[place];
    if (known == null || !same(known, text, from, length)) {
      known = new String(text, from, length);
      keys[place] = known;
    }
    return known;
  }

  /** The key in UTF-8, or null where it is not UTF-8. */
  String get(byte[] utf8) {
    for (byte b : utf8) {
      if (b < 0) {
        return decoded(utf8);
      }
    }
    return get(utf8, 0, utf8.length);
  }

  /** The key in ASCII. */
  String get(byte[] ascii, int from, int length) {
    int hash = 0;
    for (int i = from; i < from + length; i++) {
      hash = 31 * hash + ascii[i];
    }
    int place = place(hash);
    String known = keys[place];
    if (known == null || !same(known, ascii, from, length)) {
      known = new String(ascii, from, length, StandardCharsets.US_ASCII);
      keys[place] = known;
    }
    return known;
  }

  private String decoded(byte[] utf8) {
    try {
      String key = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
      char[] text = key.toCharArray();
      return get(text, 0, text.length);
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static int place(int hash) {
    return (hash ^ (hash >>> 15)) & (PLACES - 1);
  }

  private static boolean same(String known, char[] text, int from, int length) {
    if (known.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (known.charAt(i) != text[from + i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(String known, byte[] ascii, int from, int length) {
    if (known.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (known.charAt(i) != ascii[from + i]) {
        return false;
      }
    }
    return true;
  }
}
