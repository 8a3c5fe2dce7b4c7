package io.stillwater.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.kafka.broker.EmbeddedBroker;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class BrokerLoaderIT {
  /** Filled by the package phase, before the integration tests. */
  private static final Path JARS = Path.of("target", "broker");

  @Test
  void brokerFromTheFolderOfJars_servesClients() throws Exception {
    try (LocalBroker broker = BrokerLoader.start(JARS)) {
      broker.createTopic("t", 1, Map.of());
      assertNotSame(EmbeddedBroker.class, broker.getClass());
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
        assertTrue(admin.listTopics().names().get().contains("t"));
      }
    }
  }

  @Test
  void portOfTheUser_isTaken_andOneThatIsTakenIsRefused() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    try (LocalBroker broker = BrokerLoader.start(JARS, port)) {
      assertEquals("localhost:" + port, broker.bootstrapServers());
      IOException e = assertThrows(IOException.class, () -> BrokerLoader.start(JARS, port));
      assertTrue(e.getMessage().contains("port " + port + " is taken"), e.getMessage());
    }
  }

  @Test
  void missingFolder_isSaidWithWhatToDo(@TempDir Path folder) {
    IOException e =
        assertThrows(IOException.class, () -> BrokerLoader.start(folder.resolve("absent")));
    assertTrue(e.getMessage().contains("mvn package"), e.getMessage());
  }

  @Test
  void emptyFolder_isSaidWithWhatToDo(@TempDir Path folder) {
    IOException e = assertThrows(IOException.class, () -> BrokerLoader.start(folder));
    assertTrue(e.getMessage().contains("holds no jars"), e.getMessage());
  }
}
