package io.stillwater.cli.demo;

import io.stillwater.console.Console;
import io.stillwater.console.Home;
import io.stillwater.event.Readings;
import io.stillwater.kafka.AlertHistory;
import io.stillwater.kafka.BrokerLoader;
import io.stillwater.kafka.LocalBroker;
import io.stillwater.kafka.MediaWriter;
import io.stillwater.kafka.ReadingWriter;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.service.Service;
import io.stillwater.train.data.TrainingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** Broker, readings, service and page in this process. */
public final class Demo {
  private static final int PARTITIONS = 2;

  /**
   * What is shown.
   *
   * @param detector its name
   * @param bundle that it is of
   * @param topic that it watches
   * @param perSecond records that are sent
   */
  private record Scene(String detector, Path bundle, String topic, double perSecond) {}

  private final DemoPlan plan;
  private final Console console;

  public Demo(DemoPlan plan, Console console) {
    this.plan = plan;
    this.console = console;
  }

  /** Runs it to its end. Returns 0 if nothing was lost. */
  public int run() throws IOException, TrainingException, BundleException {
    Path work = Files.createTempDirectory("stillwater-demo");
    try {
      if (plan.camera()) {
        return showCameras();
      }
      return plan.data() == null ? showPumps() : showFile(work);
    } finally {
      remove(work);
    }
  }

  private int showFile(Path work) throws IOException, TrainingException, BundleException {
    FileDemo file = new FileDemo(plan);
    Path bundle = work.resolve("demo");
    file.train(bundle, console);
    try (Readings rest = file.rest()) {
      Scene scene = new Scene("demo", bundle, "readings", FileDemo.ROWS_PER_SECOND);
      return show(scene, readings(rest), new FaultBook());
    }
  }

  private int showPumps() throws IOException {
    FaultBook faults = new FaultBook();
    Narrator narrator = narrator();
    try (Readings pumps =
        new PumpReadings(
            plan.seed(),
            System::currentTimeMillis,
            fault -> {
              faults.inject(fault);
              narrator.injected(fault);
            })) {
      Path bundle = plan.home().resolve("models/pump");
      return show(
          new Scene("pump", bundle, "readings", PumpReadings.PER_SECOND), readings(pumps), faults);
    }
  }

  private int showCameras() throws IOException {
    FaultBook faults = new FaultBook();
    Narrator narrator = narrator();
    Path bundle = plan.home().resolve("models/surface");
    return show(
        new Scene("surface", bundle, "frames", CameraFrames.PER_SECOND),
        client ->
            new CameraFrames(
                new MediaWriter(client, "frames", (frame, why) -> narrator.note(why)),
                plan.seed(),
                System::currentTimeMillis,
                fault -> {
                  faults.inject(fault);
                  narrator.injected(fault);
                }),
        faults);
  }

  private static Outlet.Opening readings(Readings readings) {
    return client -> new ReadingOutlet(readings, new ReadingWriter(client, "readings"));
  }

  private int show(Scene scene, Outlet.Opening opening, FaultBook faults) throws IOException {
    note("Starting a broker ...");
    try (LocalBroker broker = BrokerLoader.start(Home.broker())) {
      // The rows may be of years ago, and are to stay until they are read.
      broker.createTopic(scene.topic(), PARTITIONS, Map.of("retention.ms", "-1"));
      narrator().broker(broker.bootstrapServers(), scene.topic());
      configure(scene, broker.bootstrapServers());
      Map<String, String> client = Map.of("bootstrap.servers", broker.bootstrapServers());
      try (Outlet outlet = opening.open(client);
          AlertHistory history = new AlertHistory("alerts", client)) {
        Feed feed = new Feed(outlet, scene.perSecond());
        return perform(new Show(feed, faults, history, narrator(), url(), plan.length()));
      }
    }
  }

  private int perform(Show show) {
    Hooks.watch(show);
    Thread thread = new Thread(show, "stillwater-demo");
    thread.setDaemon(true);
    thread.start();
    note("Starting the service ...");
    int code = Service.run();
    if (show.failure() != null) {
      console.err().println("stillwater: " + show.failure());
    }
    return code == 0 && !show.kept() ? 1 : code;
  }

  private void configure(Scene scene, String bootstrapServers) {
    String prefix = "stillwater.detectors." + scene.detector() + ".";
    Map.of(
            "quarkus.http.port",
            Integer.toString(plan.port()),
            "quarkus.http.host",
            "localhost",
            "stillwater.instance",
            "demo",
            "stillwater.kafka.bootstrap.servers",
            bootstrapServers,
            prefix + "topic",
            scene.topic(),
            prefix + "bundle",
            scene.bundle().toAbsolutePath().toString(),
            prefix + "scores-topic",
            "scores",
            "stillwater.onnx.provider",
            plan.runtime().provider().wanted().word(),
            // Its own account says what matters; a log between its lines would be noise.
            "quarkus.log.level",
            "ERROR",
            "quarkus.log.category.\"org.apache.kafka\".level",
            "ERROR")
        .forEach(System::setProperty);
    // A page that is open when the demo ends asks on: that is no error of it.
    System.setProperty(
        "quarkus.log.category.\"io.quarkus.vertx.http.runtime.QuarkusErrorHandler\".level", "OFF");
  }

  private Narrator narrator() {
    ZoneId zone = plan.data() == null ? ZoneId.systemDefault() : ZoneOffset.UTC;
    return new Narrator(console, plan.json(), zone);
  }

  private String url() {
    return "http://localhost:" + plan.port() + "/";
  }

  private void note(String text) {
    if (!plan.json()) {
      console.err().println(text);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
