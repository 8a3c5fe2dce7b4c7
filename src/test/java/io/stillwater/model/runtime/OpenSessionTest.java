package io.stillwater.model.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import io.stillwater.model.GoldenWindow;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.runtime.ProviderChoice.Wanted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which provider a session gets; the artefact of these tests has no CUDA. */
class OpenSessionTest {
  private static final byte[] MODEL = Sample.make().model();
  private static final Set<OrtProvider> WITH_CUDA = EnumSet.of(OrtProvider.CPU, OrtProvider.CUDA);
  private static final Set<OrtProvider> WITHOUT = EnumSet.of(OrtProvider.CPU);

  private static ProviderUsed opened(ProviderChoice choice, Set<OrtProvider> builtIn)
      throws Exception {
    OpenSession open = OpenSession.of(MODEL, new RuntimeOptions(4, 1).with(choice), builtIn);
    open.close();
    return open.provider();
  }

  private static ProviderChoice cuda(boolean required) {
    return new ProviderChoice(Wanted.CUDA, required, 0, 1 << 30, false);
  }

  @Test
  void cpu_isTakenWithoutAWord() throws Exception {
    assertEquals(new ProviderUsed(Provider.CPU, ""), opened(ProviderChoice.CPU, WITH_CUDA));
  }

  @Test
  void auto_isTheCpuWithoutAWord_whereTheBuildHasNoCuda() throws Exception {
    assertEquals(new ProviderUsed(Provider.CPU, ""), opened(ProviderChoice.AUTO, WITHOUT));
  }

  @Test
  void auto_fallsBackAndSaysWhy_whereCudaDoesNotWork() throws Exception {
    assumeCpuArtefact();
    ProviderUsed used = opened(ProviderChoice.AUTO, WITH_CUDA);
    assertEquals(Provider.CPU, used.provider());
    assertTrue(used.fellBack());
    assertTrue(used.fallback().contains("CUDA"), used.fallback());
    assertTrue(used.toString().startsWith("cpu: "), used.toString());
  }

  /** On a machine without a GPU, with the artefact that has CUDA: mvn -Pgpu test. */
  @Test
  void buildWithCuda_runsOnTheCpuAndSaysWhy_whereThereIsNoGpu() throws Exception {
    assumeTrue(cudaBuiltIn() && !Files.exists(Path.of("/dev/nvidia0")), "for builds with CUDA");
    Sample sample = Sample.make();
    try (OnnxScorer scorer = sample.open(RuntimeOptions.standard())) {
      assertEquals(Provider.CPU, scorer.provider().provider());
      assertTrue(scorer.provider().fallback().contains("see docs/gpu.md"));
      System.out.println("Without a GPU: " + scorer.provider());
    }
  }

  @Test
  void cuda_fallsBackAndNamesTheArtefact_whereTheBuildHasNone() throws Exception {
    ProviderUsed used = opened(cuda(false), WITHOUT);
    assertEquals(Provider.CPU, used.provider());
    assertTrue(used.fallback().contains("onnxruntime_gpu"), used.fallback());
  }

  @Test
  void requiredCuda_isRefusedWithWhatToDo() {
    assumeCpuArtefact();
    for (Set<OrtProvider> builtIn : Set.of(WITHOUT, WITH_CUDA)) {
      String message =
          assertThrows(BundleException.class, () -> opened(cuda(true), builtIn)).getMessage();
      assertTrue(message.contains("cuda is required"), message);
      assertTrue(message.contains("docs/gpu.md") && message.contains("Mend that"), message);
    }
  }

  @Test
  void scorer_saysWhatItRunsOn() throws Exception {
    assumeCpuArtefact();
    Sample sample = Sample.make();
    try (OnnxScorer scorer = sample.open(new RuntimeOptions(4, 1).with(cuda(false)))) {
      assertTrue(scorer.provider().fellBack());
    }
    try (OnnxScorer scorer = sample.open(RuntimeOptions.standard())) {
      assertEquals(new ProviderUsed(Provider.CPU, ""), scorer.provider());
    }
  }

  @Test
  void probe_noticesThatTheCpuWouldHaveDoneTheWork() throws Exception {
    try (OrtSession.SessionOptions cpuAlone = new OrtSession.SessionOptions()) {
      String fault = OpenSession.runsWithoutCpu(cpuAlone);
      assertTrue(fault.contains("fallback to CPU EP"), fault);
    }
  }

  @Test
  void choices_areReadFromWords() {
    assertEquals(Wanted.AUTO, Wanted.of("auto"));
    assertEquals(Wanted.CUDA, Wanted.of("CUDA"));
    String message =
        assertThrows(IllegalArgumentException.class, () -> Wanted.of("gpu")).getMessage();
    assertEquals("the provider must be one of auto, cuda, cpu: was 'gpu'", message);
  }

  @Test
  void choicesThatMakeNoSense_areRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> new ProviderChoice(Wanted.AUTO, true, 0, 0, false));
    assertThrows(
        IllegalArgumentException.class, () -> new ProviderChoice(Wanted.CUDA, false, -1, 0, false));
    assertThrows(
        IllegalArgumentException.class, () -> new ProviderChoice(Wanted.CUDA, false, 0, -1, false));
  }

  @Test
  void goldenWindows_areReplayedWithinTheToleranceOfTheProvider() {
    GoldenWindow window = new GoldenWindow("k", new double[][] {{1}}, new double[] {-2});
    double[] off = {-2 + 0.00024}; // 8e-5 of 1 + |-2|
    assertEquals(0, window.differs(off, Provider.CPU.tolerance()));
    assertEquals(-1, window.differs(off, Provider.CUDA.tolerance()));
    assertFalse(Provider.CPU.tolerance() >= Provider.CUDA.tolerance());
  }

  private static void assumeCpuArtefact() {
    assumeFalse(cudaBuiltIn(), "this build has CUDA: what happens without it is not seen");
  }

  private static boolean cudaBuiltIn() {
    return OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);
  }
}
