package io.stillwater.cli.topic;

import io.stillwater.console.Home;
import io.stillwater.console.UserError;
import io.stillwater.kafka.BrokerLoader;
import io.stillwater.kafka.LocalBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code broker}: a Kafka broker to try things with. */
@Command(
    name = "broker",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Starts a Kafka broker on this machine, to try things with where there is none. Only this"
          + " machine reaches it. Ctrl-C ends it, and what it held is gone.",
      ""
    },
    footer = {
      "",
      "Example, each line in a window of its own:",
      "  stillwater broker",
      "  stillwater serve --topic readings",
      "  stillwater replay --data day.csv --topic readings --rate 20"
    })
public final class BrokerCommand implements Callable<Integer> {
  private static final int LARGEST = 65_535;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "9092",
      description = "Where it listens (default: ${DEFAULT-VALUE}, where other commands look).")
  private int port;

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description =
          "A topic to make at once, with two partitions. replay makes its own where there is none.")
  private String topic;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (port < 1 || port > LARGEST) {
      throw new UserError("--port is " + port + ", but should be from 1 to " + LARGEST + ".");
    }
    PrintWriter err = spec.commandLine().getErr();
    err.println("Starting a broker ...");
    err.flush();
    try (LocalBroker broker = BrokerLoader.start(Home.broker(), port)) {
      if (topic != null) {
        broker.createTopic(topic, 2, Map.of());
      }
      err.println("It listens at " + broker.bootstrapServers() + " (Ctrl-C ends it).");
      err.flush();
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }
}
