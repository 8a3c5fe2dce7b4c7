package io.stillwater.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.diffusion.NoiseLevels;
import io.stillwater.model.graph.DenoiserGraph;
import io.stillwater.model.graph.GaussianGraph;
import io.stillwater.model.graph.MemoryGraph;
import io.stillwater.model.graph.ScoringGraph;
import io.stillwater.model.graph.ViewedGraph;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.manifest.Channel;
import io.stillwater.model.manifest.Manifest;
import io.stillwater.model.manifest.Manifests;
import io.stillwater.model.manifest.View;
import io.stillwater.model.runtime.OnnxScorer;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.model.runtime.Sample;
import io.stillwater.window.LevelFitter;
import io.stillwater.window.Normalisation;
import io.stillwater.window.Normalisation.Mode;
import io.stillwater.window.Preprocessing;
import io.stillwater.window.Scaling;
import io.stillwater.window.Window;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bundle of ranks, a memory that sees means, and a normal distribution of whole windows. */
class RankedBundleTest {
  private static final Sample SAMPLE = Sample.make();
  private static final View MEANS = new View(3, 2);
  private static final RuntimeOptions OPTIONS = new RuntimeOptions(8, 1);

  @TempDir Path temporary;
  private Path folder;
  private Normalisation ranks;
  private byte[] model;
  private Manifest draft;

  private static List<Window> windows() {
    return SAMPLE.windows(5, 0.1, new Random(9));
  }

  @BeforeEach
  void writeOne() throws Exception {
    Preprocessing how = new Preprocessing(Mode.GLOBAL, Scaling.RANK, Preprocessing.CLIP, false);
    LevelFitter fitter = new LevelFitter(how, Sample.CHANNELS);
    SAMPLE.referenceWindows().forEach(fitter::add);
    ranks = fitter.fit();
    List<DenoiserGraph> graphs = List.of(memory(), gaussian());
    model = ScoringGraph.build(Sample.LENGTH, ranks, graphs);
    draft =
        Manifests.of(
            Stream.of("a", "b", "c", "d").map(name -> new Channel(name, "")).toList(),
            Sample.LENGTH,
            ranks,
            graphs.stream().map(DenoiserGraph::info).toList());
    folder = temporary.resolve("ranks");
    Bundle.write(folder, draft, model, new BundlePages("# Ranks\n", "<html/>"), windows());
  }

  private DenoiserGraph memory() {
    float[][] seen =
        SAMPLE.referenceWindows().stream()
            .map(window -> MEANS.of(ranks.normalise(window), Sample.CHANNELS))
            .toArray(float[][]::new);
    return new ViewedGraph(MEANS, Sample.LENGTH, new MemoryGraph(seen, new NoiseLevels(0.3, 1)));
  }

  private static DenoiserGraph gaussian() {
    float[] direction = new float[Sample.LENGTH * Sample.CHANNELS];
    direction[5] = 1;
    float[] variance = {2};
    return new GaussianGraph(
        new float[direction.length], direction, variance, 0.5, new NoiseLevels(1));
  }

  @Test
  void loaded_itScoresAsWhereItWasMade() throws Exception {
    Bundle bundle = Bundle.load(folder);
    assertEquals(Scaling.RANK, bundle.manifest().normalisation().how().scaling());
    assertEquals(new View(3, 2), bundle.manifest().denoisers().get(0).view(Sample.LENGTH));
    try (OnnxScorer loaded = bundle.scorer(OPTIONS);
        OnnxScorer made = OnnxScorer.open(model, draft.shape(), ranks, OPTIONS)) {
      for (int i = 0; i < windows().size(); i++) {
        double[] expected = made.errors(windows()).get(i).logLevels();
        assertArrayEquals(expected, loaded.errors(windows()).get(i).logLevels());
        assertArrayEquals(made.expected(windows().get(i)), loaded.expected(windows().get(i)));
      }
    }
  }

  @Test
  void otherCurve_isRefusedByTheGoldenWindows() throws Exception {
    Path file = folder.resolve("manifest.json");
    String unit = "\"unit\" : " + ranks.curves().get(0).unit();
    String json = Files.readString(file);
    double first = ranks.curves().get(0).values()[0];
    assertTrue(json.contains(unit) && json.contains("[ " + first + ","), json);
    Files.writeString(file, json.replace("[ " + first + ",", "[ " + (first - 500) + ","));
    Bundle changed = Bundle.load(folder);
    String message =
        assertThrows(BundleException.class, () -> changed.scorer(OPTIONS).close()).getMessage();
    assertTrue(message.contains("does not score here as where it was made"), message);
  }
}
