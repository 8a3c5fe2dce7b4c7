package io.stillwater.cli;

import io.stillwater.cli.demo.Demo;
import io.stillwater.cli.demo.DemoPlan;
import io.stillwater.console.Console;
import io.stillwater.console.Home;
import io.stillwater.console.UserError;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.service.Service;
import io.stillwater.train.data.TrainingException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo}: everything in one process. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Starts a broker, a service with its page, and something to watch: simulated pumps that break"
          + " now and then, or a file of yours. Nothing outside this process is needed or touched.",
      "",
      "With --camera, cameras over a woven cloth with flaws now and then instead.",
      "With --data the first rows are trained on and the others sent at 20 rows a second.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  stillwater demo",
      "  stillwater demo --for 60s --json",
      "  stillwater demo --camera",
      "  stillwater demo --data day.csv --drop label --train-rows 400"
    })
final class DemoCommand implements Callable<Integer> {
  private static final String HOST = "localhost";
  private static final int PORT = 8080;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      converter = Durations.class,
      description = "End after so much time; exit code 0 if nothing was lost (default: run on).")
  private Duration length;

  @Option(names = "--camera", description = "Show cameras over a woven cloth instead of pumps.")
  private boolean camera;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "CSV, Parquet or Arrow file to show instead of pumps.")
  private Path data;

  @Option(
      names = "--train-rows",
      paramLabel = "N",
      description = "Rows of the file to train on (default: the first third).")
  private Long trainRows;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port of the page (default: " + PORT + ", or another if that is taken).")
  private Integer port;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the simulation (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--json", description = "Write one JSON object for each event.")
  private boolean json;

  @Mixin private CsvArguments csv;
  @Mixin private RuntimeArguments runtime;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, TrainingException, BundleException {
    if (data == null && trainRows != null) {
      throw new UserError("--train-rows is for --data; give --data FILE as well.");
    }
    if (camera && data != null) {
      throw new UserError("--camera and --data were both given; give one of them.");
    }
    Integer wanted = port == null ? setting() : port;
    if (wanted != null) {
      Service.checkPort(HOST, wanted);
    }
    int free = wanted == null ? Service.freePort(HOST, PORT) : wanted;
    Console console = Stillwater.console(spec.commandLine());
    RuntimeOptions options = runtime.options(console);
    DemoPlan plan =
        new DemoPlan(
            Home.folder(),
            length,
            free,
            json,
            camera,
            data,
            csv.options(),
            trainRows,
            seed,
            options);
    return new Demo(plan, console).run();
  }

  /** The port that the environment or a system property says, as for the service; null for none. */
  private static Integer setting() {
    String said = System.getProperty("quarkus.http.port", System.getenv("QUARKUS_HTTP_PORT"));
    if (said == null || said.isBlank()) {
      return null;
    }
    try {
      return Integer.valueOf(said.strip());
    } catch (NumberFormatException e) {
      throw new UserError("QUARKUS_HTTP_PORT is '" + said + "', but should be a port.", e);
    }
  }
}
