package io.stillwater;

import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts a command; only those that serve start Quarkus. */
@QuarkusMain
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.out.println("stillwater");
  }
}
