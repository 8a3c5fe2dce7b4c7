package io.stillwater.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.stillwater.cli.Cli.Result;
import io.stillwater.kafka.LocalBroker;
import io.stillwater.kafka.ScoreHistory;
import io.stillwater.kafka.broker.EmbeddedBroker;
import io.stillwater.service.Service;
import io.stillwater.stream.output.ScoredWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service, against a broker and without one. */
class ServeIT {
  private static final double TOLERANCE = 1e-5;

  @TempDir Path folder;

  @Test
  void replayedRows_scoreAsTheFileDoes() throws Exception {
    Path data = Files.write(folder.resolve("plant.csv"), Cli.csv(500, 400));
    assertSameScores(data, 300);
  }

  @Test
  void replayedRowsOfSkab_scoreAsTheFileDoes() throws Exception {
    Path data = Path.of("../shared/data/skab/valve1/0.csv.gz");
    assumeTrue(Files.exists(data), "no public data at " + data);
    assertSameScores(data, 400, "--drop", "anomaly,changepoint");
  }

  @Test
  void withoutABundle_scoresAsTheFileDoes_andABundleTakesOver() throws Exception {
    Path data = Files.write(folder.resolve("plant.csv"), Cli.csv(500, 400));
    Path scores = folder.resolve("scores.csv");
    Result told = Cli.run("score", "--streaming", "--data", data, "--out", scores);
    assertEquals(0, told.code(), told.err());
    List<String[]> expected =
        Files.readAllLines(scores).stream().skip(1).map(l -> l.split(",", -1)).toList();
    Path bundle = bundle();
    try (LocalBroker broker = EmbeddedBroker.start()) {
      String servers = broker.bootstrapServers();
      broker.createTopic("readings", 1, Map.of("retention.ms", "-1"));
      replay(data, 0, servers);
      List<ScoredWindow> learnt = served(servers, expected.size(), true);
      assertEquals(expected.size(), learnt.size());
      for (int i = 0; i < learnt.size(); i++) {
        assertSame(expected.get(i), learnt.get(i));
      }
      replay(Files.write(data, Cli.csv(700, 400)), 500, servers);
      List<ScoredWindow> all = served(servers, 700, false, "--bundle", bundle.toString());
      assertEquals(700, all.size(), "the bundle judges from its first reading on");
    }
  }

  private static void replay(Path data, int skip, String servers) {
    Result replayed =
        Cli.run(
            "replay",
            "--data",
            data,
            "--skip-rows",
            skip,
            "--topic",
            "readings",
            "--bootstrap-servers",
            servers);
    assertEquals(0, replayed.code(), replayed.err());
  }

  /** Runs a detector named plant until so many windows have been judged in all. */
  private static List<ScoredWindow> served(
      String servers, int windows, boolean learning, String... more) throws Exception {
    int port = port();
    List<Object> arguments =
        new ArrayList<>(
            List.of("serve", "--topic", "readings", "--name", "plant", "--scores-topic", "scores"));
    arguments.addAll(List.of("--port", port, "--bootstrap-servers", servers));
    arguments.addAll(List.of(more));
    try (App service = App.start(arguments.toArray());
        ScoreHistory history = new ScoreHistory("scores", Map.of("bootstrap.servers", servers))) {
      await()
          .atMost(Duration.ofSeconds(90))
          .until(() -> history.read(Long.MIN_VALUE, null, 10_000).size() >= windows);
      JsonPath detector =
          RestAssured.get("http://localhost:" + port + "/api/v1/detectors/plant").jsonPath();
      assertEquals(learning ? true : null, detector.get("learning"));
      assertEquals("sensors", detector.getString("kind"));
      assertTrue(detector.getList("channels.name").size() >= 2, detector.prettify());
      RestAssured.get("http://localhost:" + port + "/q/health/ready").then().statusCode(200);
      service.terminate();
      service.awaitExit(60);
      return history.read(Long.MIN_VALUE, null, 10_000);
    }
  }

  @Test
  void brokerDown_isSaidAndWaitedFor() throws Exception {
    Path bundle = bundle();
    try (App service =
        App.start(
            "serve",
            "--bundle",
            bundle,
            "--topic",
            "t",
            "--port",
            port(),
            "--bootstrap-servers",
            "localhost:1")) {
      service.awaitErr("no broker answers at localhost:1; start it, or correct", 60);
      service.terminate();
      service.awaitExit(60);
    }
  }

  @Test
  void missingTopic_isSaidWithTheCommandThatMakesIt() throws Exception {
    Path bundle = bundle();
    try (LocalBroker broker = EmbeddedBroker.start();
        App service =
            App.start(
                "serve",
                "--bundle",
                bundle,
                "--topic",
                "not-there",
                "--port",
                port(),
                "--bootstrap-servers",
                broker.bootstrapServers())) {
      service.awaitErr("topic not-there does not exist; send readings to it, or create it", 60);
      service.terminate();
      service.awaitExit(60);
    }
  }

  @Test
  void missingBundle_endsWithASentence() throws Exception {
    try (App service =
        App.start("serve", "--bundle", folder.resolve("none"), "--topic", "t", "--port", port())) {
      assertTrue(service.awaitExit(60) != 0, service.said());
      assertTrue(service.said().contains("there is no bundle at"), service.said());
      assertTrue(!service.said().contains("\tat "), service.said());
    }
  }

  private Path bundle() throws IOException {
    Path data = Files.write(folder.resolve("normal.csv"), Cli.csv(300, 300));
    Path bundle = folder.resolve("plant");
    Result trained = Cli.run("train", "--data", data, "--bundle", bundle);
    assertEquals(0, trained.code(), trained.err());
    return bundle;
  }

  private void assertSameScores(Path data, int trainRows, Object... csv) throws Exception {
    Path bundle = folder.resolve("bundle");
    Path scores = folder.resolve("scores.csv");
    run(csv, "train", "--data", data, "--rows", trainRows, "--bundle", bundle);
    run(
        csv,
        "score",
        "--bundle",
        bundle,
        "--data",
        data,
        "--skip-rows",
        trainRows,
        "--out",
        scores);
    List<String[]> expected =
        Files.readAllLines(scores).stream().skip(1).map(l -> l.split(",", -1)).toList();
    expected = expected.stream().filter(row -> !row[2].isEmpty()).toList();
    List<ScoredWindow> actual = serve(bundle, data, trainRows, expected.size(), csv);
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < actual.size(); i++) {
      assertSame(expected.get(i), actual.get(i));
    }
  }

  private static void assertSame(String[] row, ScoredWindow window) {
    assertEquals(Instant.parse(row[0]).toEpochMilli(), window.time());
    assertEquals(row[1], window.key());
    double score = Double.parseDouble(row[2]);
    assertEquals(score, window.score(), TOLERANCE * (1 + Math.abs(score)), row[0]);
    double pValue = Double.parseDouble(row[3]);
    assertEquals(pValue, window.pValue(), 1e-4 * pValue, row[0]);
    assertEquals(
        row[4].isEmpty() ? Double.NaN : Double.parseDouble(row[4]), window.recent(), row[0]);
    assertEquals(row[5].equals("1"), window.beyond(), row[0]);
  }

  /** Replays the rest of the file through a broker and the packaged service; reads the scores. */
  private static List<ScoredWindow> serve(
      Path bundle, Path data, int skip, int windows, Object... csv) throws Exception {
    try (LocalBroker broker = EmbeddedBroker.start()) {
      broker.createTopic("readings", 1, Map.of("retention.ms", "-1"));
      String servers = broker.bootstrapServers();
      run(
          csv,
          "replay",
          "--data",
          data,
          "--skip-rows",
          skip,
          "--topic",
          "readings",
          "--bootstrap-servers",
          servers);
      try (App service =
              App.start(
                  "serve",
                  "--bundle",
                  bundle,
                  "--topic",
                  "readings",
                  "--scores-topic",
                  "scores",
                  "--port",
                  port(),
                  "--bootstrap-servers",
                  servers);
          ScoreHistory history = new ScoreHistory("scores", Map.of("bootstrap.servers", servers))) {
        await()
            .atMost(Duration.ofSeconds(90))
            .until(() -> history.read(Long.MIN_VALUE, null, 10_000).size() >= windows);
        service.terminate();
        service.awaitExit(60);
        return history.read(Long.MIN_VALUE, null, 10_000);
      }
    }
  }

  private static void run(Object[] more, Object... args) {
    Object[] all = new Object[args.length + more.length];
    System.arraycopy(args, 0, all, 0, args.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    Result result = Cli.run(all);
    assertEquals(0, result.code(), result.err());
  }

  private static int port() {
    return Service.freePort("localhost", 0);
  }
}
