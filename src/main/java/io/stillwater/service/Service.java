package io.stillwater.service;

import io.quarkus.runtime.Quarkus;
import io.stillwater.console.UserError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** Starts the service in this process, and waits for its end. */
public final class Service {
  private static final int FAILED = 1;

  private Service() {}

  /** Runs until it is told to stop. Returns its exit code. */
  public static int run() {
    AtomicInteger code = new AtomicInteger();
    Quarkus.run(
        null,
        (exit, failure) -> {
          if (failure != null) {
            StartFailure.print(failure, System.err);
          }
          code.set(failure != null && exit == 0 ? FAILED : exit);
        });
    return code.get();
  }

  /** Where it is to listen: before anything slow is begun, whether that is possible. */
  public static void checkPort(String host, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(host, port));
    } catch (IOException e) {
      throw new UserError(
          "port "
              + port
              + " cannot be listened on ("
              + e.getMessage()
              + "); stop the program that has it, or choose another with --port.",
          e);
    }
  }

  /** A port that nobody listens on: {@code wanted} if that is free. */
  public static int freePort(String host, int wanted) {
    for (int port : new int[] {wanted, 0}) {
      try (ServerSocket socket = new ServerSocket()) {
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        return socket.getLocalPort();
      } catch (IOException e) {
        // The next one may be free.
      }
    }
    throw new UserError("no port can be listened on at " + host + "; choose one with --port.");
  }
}
