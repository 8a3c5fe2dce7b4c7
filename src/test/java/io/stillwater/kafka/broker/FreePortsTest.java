package io.stillwater.kafka.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class FreePortsTest {
  @Test
  void ports_differAlsoWhenTheSameIsDrawnTwice() throws Exception {
    Random source = new Random(1);
    int[] draws = {-1, 0};
    RandomGenerator twice =
        new RandomGenerator() {
          @Override
          public int nextInt(int from, int to) {
            // Each number comes twice.
            if (draws[1]++ % 2 == 0) {
              draws[0] = source.nextInt(from, to);
            }
            return draws[0];
          }

          @Override
          public long nextLong() {
            return source.nextLong();
          }
        };
    int[] ports = FreePorts.pick(6, twice);
    assertEquals(6, Arrays.stream(ports).distinct().count());
  }

  @Test
  void aPortThatIsListenedOn_isNotPicked() throws Exception {
    int port = FreePorts.pick(1, new Random(2))[0];
    try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertTrue(FreePorts.pick(1, new Random(2))[0] != taken.getLocalPort());
    }
  }

  @Test
  void noFreePort_isAnErrorNotALoop() throws Exception {
    int port = FreePorts.pick(1, new Random(3))[0];
    try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      RandomGenerator same =
          new RandomGenerator() {
            @Override
            public int nextInt(int from, int to) {
              return taken.getLocalPort();
            }

            @Override
            public long nextLong() {
              return 0;
            }
          };
      assertThrows(IOException.class, () -> FreePorts.pick(1, same));
    }
  }

  @Test
  void takenPort_isFoundAmongTheCauses() {
    Exception wrapped = new RuntimeException(new IOException("no", new BindException("in use")));
    Exception beside = new RuntimeException("started badly");
    beside.addSuppressed(wrapped);
    assertTrue(FreePorts.taken(wrapped));
    assertTrue(FreePorts.taken(beside));
    assertFalse(FreePorts.taken(new IOException("disk full")));
  }
}
