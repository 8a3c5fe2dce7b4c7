package io.stillwater.kafka.broker;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Ports of localhost that nobody listens on, each another. They lie below those that systems give
 * to connections going out (32768 on Linux, 49152 elsewhere): a broker that pauses finds its port
 * free again. Another process may still be faster; who listens has to ask again then.
 */
final class FreePorts {
  private static final int FROM = 20_000;
  private static final int TO = 32_000;
  private static final int TRIES = 1_000;

  private FreePorts() {}

  /**
   * Picks ports and leaves them free.
   *
   * @param random where to look
   * @throws IOException when none is found in 1,000 tries
   */
  static int[] pick(int count, RandomGenerator random) throws IOException {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int k = 0; held.size() < count; k++) {
        if (k == TRIES) {
          throw new IOException("no free port of localhost between " + FROM + " and " + TO);
        }
        try {
          int port = random.nextInt(FROM, TO);
          held.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
        } catch (BindException e) {
          // Somebody listens there; the next may be free.
        }
      }
      return held.stream().mapToInt(ServerSocket::getLocalPort).toArray();
    } finally {
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
  }

  /** Whether somebody else took the port first. */
  static boolean taken(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException
          || Arrays.stream(cause.getSuppressed()).anyMatch(FreePorts::taken)) {
        return true;
      }
    }
    return false;
  }
}
