package io.stillwater;

import io.quarkus.runtime.annotations.QuarkusMain;
import io.stillwater.cli.Stillwater;
import io.stillwater.console.Console;

/** Starts a command; only those that serve start Quarkus. */
@QuarkusMain
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(Stillwater.run(Console.standard(), args));
  }
}
