package io.stillwater.console;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Where a command writes.
 *
 * @param out results: what another program would read
 * @param err progress, warnings and errors: what a person reads
 * @param live whether {@code err} is a terminal, where a line can be written over
 */
public record Console(PrintWriter out, PrintWriter err, boolean live) {
  /** The process's own streams; the launcher says whether standard error is a terminal. */
  public static Console standard() {
    return new Console(
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        Boolean.getBoolean("stillwater.terminal"));
  }
}
