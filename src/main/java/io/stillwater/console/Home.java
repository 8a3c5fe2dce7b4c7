package io.stillwater.console;

import java.nio.file.Path;

/** Where Stillwater lies, with its models and the libraries that only some commands need. */
public final class Home {
  private Home() {}

  /** Said by the launcher; else the working folder. */
  public static Path folder() {
    return Path.of(System.getProperty("stillwater.home", "."));
  }

  /** The jars of the broker that demo and broker start. */
  public static Path broker() {
    return folder().resolve("target/broker");
  }
}
