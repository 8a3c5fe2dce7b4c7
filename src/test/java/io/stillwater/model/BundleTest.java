package io.stillwater.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.detect.Detector;
import io.stillwater.detect.Verdict;
import io.stillwater.model.graph.MemoryGraph;
import io.stillwater.model.graph.ScoringGraph;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.manifest.Manifest;
import io.stillwater.model.manifest.Manifests;
import io.stillwater.model.runtime.OnnxScorer;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.model.runtime.Sample;
import io.stillwater.onnx.ElementType;
import io.stillwater.onnx.Graph;
import io.stillwater.onnx.Shape;
import io.stillwater.window.LevelFitter;
import io.stillwater.window.Preprocessing;
import io.stillwater.window.Window;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTest {
  private static final Sample SAMPLE = Sample.make();
  private static final byte[] MODEL = SAMPLE.model();
  private static final RuntimeOptions OPTIONS = new RuntimeOptions(8, 1);

  private static final BundlePages PAGES = new BundlePages("# A pump\n", "<html/>");

  @TempDir Path temporary;
  private Path folder;

  private static List<Window> windows() {
    return SAMPLE.windows(5, 0.1, new Random(9));
  }

  private static Bundle write(Path path) throws Exception {
    return Bundle.write(path, Manifests.of(SAMPLE), MODEL, PAGES, windows());
  }

  @BeforeEach
  void writeOne() throws Exception {
    folder = temporary.resolve("models/pump");
    write(folder);
  }

  private String refusal() {
    return assertThrows(BundleException.class, () -> Bundle.load(folder).open(OPTIONS).close())
        .getMessage();
  }

  /** Puts another file there, with a manifest that vouches for it. */
  private void replace(String name, byte[] content) throws Exception {
    Files.write(folder.resolve(name), content);
    Manifest manifest = BundleJson.manifest(Files.readAllBytes(folder.resolve("manifest.json")));
    Map<String, String> files = new TreeMap<>(manifest.files());
    files.put(name, BundleFolder.sha256(content));
    rewrite(files);
  }

  private void rewrite(Map<String, String> files) throws Exception {
    Manifest manifest = BundleJson.manifest(Files.readAllBytes(folder.resolve("manifest.json")));
    Files.write(folder.resolve("manifest.json"), BundleJson.write(manifest.with(files)));
  }

  @Test
  void openedBundle_judgesAsTheScorerItWasMadeWith() throws Exception {
    Bundle bundle = Bundle.load(folder);
    assertEquals("# A pump\n", bundle.card());
    try (Detector detector = bundle.open(OPTIONS);
        OnnxScorer scorer = SAMPLE.open(OPTIONS)) {
      List<Verdict> verdicts = detector.judge(windows());
      for (int i = 0; i < 5; i++) {
        double[] expected = scorer.errors(windows()).get(i).logLevels();
        assertArrayEquals(expected, verdicts.get(i).error().logLevels());
        double score = bundle.manifest().calibration().score(expected);
        assertEquals(score, verdicts.get(i).score());
      }
    }
  }

  @Test
  void madeTwice_isTheSameToTheByte() throws Exception {
    Path twin = temporary.resolve("twin");
    Bundle other = write(twin);
    for (String name :
        List.of("manifest.json", "model.onnx", "golden.json", "card.md", "report.html")) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve(name)), Files.readAllBytes(twin.resolve(name)), name);
    }
    assertEquals(Bundle.load(folder).digest(), other.digest());
  }

  @Test
  void writtenAgain_replacesTheOldOne() throws Exception {
    String before = Bundle.load(folder).digest();
    Bundle.write(
        folder, Manifests.of(SAMPLE), MODEL, new BundlePages("# Another\n", "<html/>"), windows());
    assertNotEquals(before, Bundle.load(folder).digest());
    try (var files = Files.list(folder)) {
      assertEquals(5, files.count());
    }
  }

  @Test
  void folderWithOtherFiles_isNotWrittenTo() throws Exception {
    Path home = Files.createDirectories(temporary.resolve("home"));
    Files.writeString(home.resolve("letter.txt"), "dear");
    String message = assertThrows(BundleException.class, () -> write(home)).getMessage();
    assertTrue(message.contains("holds other files"), message);
  }

  @Test
  void missingFolder_isSaidWithWhatToDo() {
    folder = temporary.resolve("absent");
    assertTrue(refusal().contains("there is no bundle at"), refusal());
  }

  @Test
  void folderWithoutManifest_isNotABundle() throws Exception {
    Files.delete(folder.resolve("manifest.json"));
    assertTrue(refusal().contains("is not a bundle"), refusal());
  }

  @Test
  void missingModel_isSaidByName() throws Exception {
    Files.delete(folder.resolve("model.onnx"));
    assertTrue(refusal().contains("model.onnx is missing"), refusal());
  }

  @Test
  void damagedModel_isRefusedByItsHash() throws Exception {
    try (RandomAccessFile file =
        new RandomAccessFile(folder.resolve("model.onnx").toFile(), "rw")) {
      file.seek(file.length() / 2);
      int old = file.read();
      file.seek(file.length() / 2);
      file.write(old ^ 1);
    }
    assertTrue(refusal().contains("is damaged or was changed"), refusal());
  }

  @Test
  void truncatedModel_isRefusedByItsHash() throws Exception {
    Files.write(folder.resolve("model.onnx"), Arrays.copyOf(MODEL, 1000));
    assertTrue(refusal().contains("is damaged or was changed"), refusal());
  }

  @Test
  void modelChangedAfterLoading_isRefusedWhenOpened() throws Exception {
    Bundle bundle = Bundle.load(folder);
    Files.write(folder.resolve("model.onnx"), new byte[10]);
    assertThrows(BundleException.class, () -> bundle.open(OPTIONS));
  }

  @Test
  void oversizedModel_isRefusedBeforeItIsRead() throws Exception {
    try (RandomAccessFile file =
        new RandomAccessFile(folder.resolve("model.onnx").toFile(), "rw")) {
      file.setLength(BundleFolder.LIMIT + 1); // sparse
    }
    assertTrue(refusal().contains("is too large: 536870913 bytes"), refusal());
  }

  @Test
  void oversizedManifest_isRefusedBeforeItIsRead() throws Exception {
    Path manifest = folder.resolve("manifest.json");
    try (RandomAccessFile file = new RandomAccessFile(manifest.toFile(), "rw")) {
      file.setLength(BundleFolder.MANIFEST_LIMIT + 1);
    }
    assertTrue(refusal().contains("is too large"), refusal());
  }

  @Test
  void fileNameThatLeavesTheFolder_isRefused() throws Exception {
    rewrite(Map.of("../model.onnx", "0".repeat(64)));
    assertTrue(refusal().contains("lists the files [../model.onnx]"), refusal());
  }

  @Test
  void linkThatLeavesTheFolder_isRefused() throws Exception {
    Path outside = temporary.resolve("outside.onnx");
    Files.move(folder.resolve("model.onnx"), outside);
    Files.createSymbolicLink(folder.resolve("model.onnx"), outside);
    assertTrue(refusal().contains("leaves the folder"), refusal());
  }

  @Test
  void folderInPlaceOfTheModel_isRefused() throws Exception {
    Files.delete(folder.resolve("model.onnx"));
    Files.createDirectory(folder.resolve("model.onnx"));
    assertTrue(refusal().contains("cannot be read"), refusal());
  }

  @Test
  void bytesThatAreNotOnnx_areRefused() throws Exception {
    replace("model.onnx", "GIF89a".getBytes(UTF_8));
    assertTrue(refusal().contains("model.onnx is not an ONNX file"), refusal());
  }

  @Test
  void onnxThatTheRuntimeCannotRun_isRefused() throws Exception {
    replace("model.onnx", new Graph("empty").toBytes());
    assertTrue(refusal().contains("ONNX Runtime refuses the model"), refusal());
  }

  @Test
  void modelWithOperatorsFromElsewhere_isRefused() throws Exception {
    byte[] node = {0x3A, 7, 0x0A, 5, 0x3A, 3, 'e', 'v', 'l'};
    byte[] model = Arrays.copyOf(MODEL, MODEL.length + node.length);
    System.arraycopy(node, 0, model, MODEL.length, node.length);
    replace("model.onnx", model);
    assertTrue(refusal().contains("operators of evl"), refusal());
  }

  @Test
  void onnxOfAnotherPurpose_isRefusedWithItsInputs() throws Exception {
    Graph graph = new Graph("classifier");
    graph.output("label", graph.input("image", ElementType.FLOAT, Shape.batch(3, 8, 8)).sum(1));
    replace("model.onnx", graph.toBytes());
    String message = refusal();
    assertTrue(message.contains("not a scoring graph") && message.contains("[image]"), message);
  }

  @Test
  void modelForOtherChannels_isRefusedWithBothShapes() throws Exception {
    replace("model.onnx", narrowModel());
    String message = refusal();
    assertTrue(message.contains("[-1, 6, 2]") && message.contains("[-1, 6, 4]"), message);
  }

  private static byte[] narrowModel() {
    LevelFitter fitter = new LevelFitter(Preprocessing.DEFAULT, 2);
    MemoryGraph memory = new MemoryGraph(new float[2][Sample.LENGTH * 2], SAMPLE.levels());
    return ScoringGraph.build(Sample.LENGTH, fitter.fit(), List.of(memory));
  }

  @Test
  void modelThatScoresOtherwise_isRefusedByTheGoldenWindows() throws Exception {
    float[][] references = SAMPLE.references();
    references[0][0] += 0.1f;
    Arrays.fill(references[1], 0);
    float[][] fewer = Arrays.copyOf(references, 30);
    replace(
        "model.onnx",
        ScoringGraph.build(
            Sample.LENGTH,
            SAMPLE.normalisation(),
            List.of(new MemoryGraph(fewer, SAMPLE.levels()))));
    String message = refusal();
    assertTrue(message.contains("does not score here as where it was made"), message);
  }

  @Test
  void goldenWindowsOfAnotherShape_areRefused() throws Exception {
    replace(
        "golden.json",
        BundleJson.write(
            List.of(new GoldenWindow("k", new double[][] {{1, 2, 3, 4}}, new double[3]))));
    assertTrue(refusal().contains("does not fit the manifest"), refusal());
  }

  @Test
  void goldenFileWithoutWindows_isRefused() throws Exception {
    replace("golden.json", "[]".getBytes(UTF_8));
    assertTrue(refusal().contains("no golden windows"), refusal());
  }

  @Test
  void bundleWithoutGoldenWindows_isNotWritten() {
    Path other = temporary.resolve("other");
    assertThrows(
        BundleException.class,
        () -> Bundle.write(other, Manifests.of(SAMPLE), MODEL, PAGES, List.of()));
    assertTrue(Files.notExists(other));
  }
}
