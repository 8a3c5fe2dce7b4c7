package io.stillwater.event.form.registry;

import io.stillwater.event.envelope.Texts;
import java.util.ArrayList;
import java.util.List;

/** The words, numbers, texts and signs of a schema of Protobuf, one after the other. */
final class ProtoTokens {
  private final List<String> tokens = new ArrayList<>();
  private int at;

  ProtoTokens(String text) {
    int from = 0;
    while (from < text.length()) {
      char first = text.charAt(from);
      int to = from + 1;
      if (text.startsWith("//", from)) {
        to = end(text, "\n", from);
      } else if (text.startsWith("/*", from)) {
        to = end(text, "*/", from + 2);
      } else if (!Character.isWhitespace(first)) {
        to = first == '"' || first == '\'' ? quote(text, from) : word(text, from);
        tokens.add(text.substring(from, to));
      }
      from = to;
    }
  }

  private static int end(String text, String mark, int from) {
    int end = text.indexOf(mark, from);
    return end < 0 ? text.length() : end + mark.length();
  }

  /** Where a text in quotes ends. */
  private static int quote(String text, int from) {
    int to = from + 1;
    while (to < text.length() && text.charAt(to) != text.charAt(from)) {
      to += text.charAt(to) == '\\' ? 2 : 1;
    }
    return Math.min(text.length(), to + 1);
  }

  /** Where a word or a number ends; a sign is one character. */
  private static int word(String text, int from) {
    int to = from;
    while (to < text.length() && isPart(text.charAt(to))) {
      to++;
    }
    return Math.max(to, from + 1);
  }

  private static boolean isPart(char c) {
    return c == '.' || c == '_' || Character.isLetterOrDigit(c);
  }

  boolean ended() {
    return at == tokens.size();
  }

  /** The next one, which stays; empty at the end. */
  String peek() {
    return ended() ? "" : tokens.get(at);
  }

  String next() {
    if (ended()) {
      throw new IllegalArgumentException("the schema ends in the middle");
    }
    return tokens.get(at++);
  }

  boolean takes(String token) {
    boolean there = peek().equals(token);
    at += there ? 1 : 0;
    return there;
  }

  void expect(String token) {
    String seen = next();
    if (!seen.equals(token)) {
      throw wrong(seen, token);
    }
  }

  /** A text without its quotes. */
  String text() {
    String token = next();
    if (token.length() < 2 || "\"'".indexOf(token.charAt(0)) < 0) {
      throw wrong(token, "text in quotes");
    }
    return token.substring(1, token.length() - 1);
  }

  int number() {
    boolean negative = takes("-");
    String token = next();
    try {
      int number = Integer.decode(token);
      return negative ? -number : number;
    } catch (NumberFormatException e) {
      throw wrong(token, "a number");
    }
  }

  /** Passes over what is left of a statement. */
  void skipStatement() {
    skip(false);
  }

  /** Passes over what is left of a statement or block that began with that word. */
  void skipRest(String word) {
    if (!word.equals(";")) {
      skip(word.equals("service") || word.equals("extend"));
    }
  }

  private void skip(boolean block) {
    int depth = 0;
    while (true) {
      String token = next();
      if (token.equals("{") || token.equals("[")) {
        depth++;
      } else if (token.equals("}") || token.equals("]")) {
        depth--;
        if (block && depth == 0) {
          return;
        }
      } else if (token.equals(";") && depth == 0) {
        return;
      }
    }
  }

  IllegalArgumentException wrong(String seen, String expected) {
    return new IllegalArgumentException(
        "in the schema " + Texts.quoted(seen) + " stands where " + expected + " was expected");
  }
}
