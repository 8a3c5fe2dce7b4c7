package io.stillwater;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code serve} says of a wrong configuration: one sentence, exit code 1, no stack trace. */
class StartupIT {
  private static final String TOPIC = "-Dstillwater.detectors.p.topic=t";
  private static final String BUNDLE = "-Dstillwater.detectors.p.bundle=/no/such/bundle";

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake("no bundle at /no/such/bundle", TOPIC, BUNDLE),
        mistake("did you mean 'topic'", "-Dstillwater.detectors.p.topik=t", BUNDLE),
        mistake("budget must be", TOPIC, "-Dstillwater.detectors.p.budget=0"),
        mistake("stillwater.detectors.p.topic is not set", BUNDLE),
        mistake("max-keys", TOPIC, BUNDLE, "-Dstillwater.detectors.p.max-keys=many"),
        mistake("earliest or latest", TOPIC, BUNDLE, "-Dstillwater.detectors.p.start=now"),
        mistake("poison limit", TOPIC, BUNDLE, "-Dstillwater.detectors.p.poison-limit=7"),
        mistake("auto, cuda, cpu: was 'gpu'", TOPIC, BUNDLE, "-Dstillwater.onnx.provider=gpu"),
        mistake("can be required: was auto", "-Dstillwater.onnx.require-provider=true"),
        mistake("gpu-memory", TOPIC, BUNDLE, "-Dstillwater.onnx.gpu-memory=much"),
        mistake(
            "the provider cuda is required and does not work here",
            TOPIC,
            "-Dstillwater.detectors.p.bundle=models/pump",
            "-Dstillwater.onnx.provider=cuda",
            "-Dstillwater.onnx.require-provider=true"),
        mistake("JSON pointer", TOPIC, BUNDLE, "-Dstillwater.detectors.p.key=id"),
        mistake(
            "share the group 'g'",
            TOPIC,
            BUNDLE,
            "-Dstillwater.detectors.p.group=g",
            "-Dstillwater.detectors.q.topic=u",
            "-Dstillwater.detectors.q.bundle=/b",
            "-Dstillwater.detectors.q.group=g"));
  }

  private static Arguments mistake(String said, String... settings) {
    return Arguments.of(said, List.of(settings));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void wrongConfiguration_endsWithASentence(String said, List<String> settings) throws Exception {
    Process process = serve(settings);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the process ends by itself");
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(1, process.exitValue(), output);
    assertTrue(output.contains(said), output);
    assertFalse(output.contains("\tat "), output);
    assertEquals(1, output.lines().count(), output);
  }

  private static Process serve(List<String> settings) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dquarkus.http.port=0");
    command.addAll(settings);
    command.addAll(List.of("-jar", "target/quarkus-app/quarkus-run.jar", "serve"));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
