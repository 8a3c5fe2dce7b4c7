package io.stillwater.benchmark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.evaluate.Archive;
import io.stillwater.evaluate.Case;
import io.stillwater.evaluate.Judgement;
import io.stillwater.evaluate.Method;
import io.stillwater.evaluate.Table;
import io.stillwater.event.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  @TempDir Path folder;

  private record Named(String name, String configuration) implements Method {
    @Override
    public boolean draws() {
      return false;
    }

    @Override
    public Judgement judge(Case on, long seed) {
      return new Judgement(new double[] {1}, 0);
    }
  }

  private static final Method METHOD = new Named("mean|z|", "one");
  private static final Archive.Run RUN =
      new Archive.Run(
          new Judgement(
              new double[] {Double.NaN, 0.1},
              new double[] {0.2, 0.3},
              Double.POSITIVE_INFINITY,
              "a note"),
          1.5);

  private static Case on(double value) {
    Table table =
        new Table(
            List.of("a"),
            false,
            List.of(Reading.ofRow("k", 0, new double[] {value}, 0)),
            new boolean[1]);
    return new Case("valve1/3", Case.Form.CONTINUED, table, table);
  }

  private RunFolder opened(String program) throws IOException {
    return new RunFolder(folder, true, program);
  }

  @Test
  void keptRun_comesBackAsItWas() throws IOException {
    opened("a").keep(on(1), METHOD, 0, RUN);
    Archive.Run back = opened("a").find(on(1), METHOD, 0).orElseThrow();
    assertArrayEquals(RUN.judgement().scores(), back.judgement().scores());
    assertArrayEquals(RUN.judgement().retrospective(), back.judgement().retrospective());
    assertEquals(Double.POSITIVE_INFINITY, back.judgement().limit());
    assertEquals("a note", back.judgement().note());
    assertEquals(1.5, back.seconds());
  }

  @Test
  void anythingThatChanged_makesItANewRun() throws IOException {
    opened("a").keep(on(1), METHOD, 0, RUN);
    assertEquals(Optional.empty(), opened("a").find(on(2), METHOD, 0), "data");
    assertEquals(Optional.empty(), opened("a").find(on(1), METHOD, 1), "seed");
    assertEquals(
        Optional.empty(), opened("a").find(on(1), new Named("mean|z|", "two"), 0), "method");
    assertEquals(Optional.empty(), opened("b").find(on(1), METHOD, 0), "program");
    RunFolder anew = new RunFolder(folder, false, "a");
    assertEquals(Optional.empty(), anew.find(on(1), METHOD, 0), "not asked to reuse");
  }

  @Test
  void brokenFile_isRunAgain() throws IOException {
    opened("a").keep(on(1), METHOD, 0, RUN);
    Path file;
    try (Stream<Path> files = Files.walk(folder)) {
      file = files.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    assertEquals(Optional.empty(), opened("a").find(on(1), METHOD, 0));
    Files.writeString(file, "not gzip");
    assertEquals(Optional.empty(), opened("a").find(on(1), METHOD, 0));
  }

  @Test
  void programDigest_isTheSameTwice_andNamesTheDetector() throws IOException {
    String digest = ProgramDigest.of(RunFolder.class);
    assertEquals(digest, ProgramDigest.of(RunFolder.class));
    assertTrue(digest.contains("io/stillwater/train/Trainer.class"), digest.substring(0, 200));
    assertTrue(!digest.contains("io/stillwater/web/"), "the page does not change scores");
  }
}
