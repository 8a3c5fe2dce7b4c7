package io.stillwater.model.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.manifest.ScoringShape;
import io.stillwater.onnx.ElementType;
import io.stillwater.onnx.Graph;
import io.stillwater.onnx.HalfProducts;
import io.stillwater.onnx.Shape;
import io.stillwater.onnx.Tensor;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A session on the provider that was wanted, or on the CPU and why. The caller's to close. All
 * sessions of the program are opened here.
 *
 * @param session what runs
 * @param provider what it runs on
 * @param options what was asked for
 */
public record OpenSession(OrtSession session, ProviderUsed provider, RuntimeOptions options)
    implements AutoCloseable {
  private static final Set<OpenSession> ALIVE = ConcurrentHashMap.newKeySet();

  private static final String NOT_BUILT_IN =
      "this build has no CUDA (the artefact is onnxruntime, not onnxruntime_gpu; see docs/gpu.md)";

  /**
   * Opens a model.
   *
   * @throws OrtException where the runtime refuses the model
   * @throws BundleException where a provider is required that does not work here
   */
  public static OpenSession of(byte[] model, RuntimeOptions options)
      throws OrtException, BundleException {
    return of(model, options, OrtEnvironment.getAvailableProviders());
  }

  /**
   * Opens a model whose inputs are of many sizes: without a plan of its memory, which is made and
   * kept for each size, and holds all of it at once.
   *
   * @throws OrtException where the runtime refuses the model
   * @throws BundleException where a provider is required that does not work here
   */
  public static OpenSession ofManySizes(byte[] model, RuntimeOptions options)
      throws OrtException, BundleException {
    return of(model, options, OrtEnvironment.getAvailableProviders(), false);
  }

  /**
   * Opens a model that as many threads run at once as the options have: it has one itself.
   *
   * @throws OrtException where the runtime refuses the model
   * @throws BundleException where a provider is required that does not work here
   */
  static OpenSession shared(byte[] model, RuntimeOptions options)
      throws OrtException, BundleException {
    OpenSession one = opened(model, options.single(), OrtEnvironment.getAvailableProviders(), true);
    OpenSession open = new OpenSession(one.session(), one.provider(), options);
    ALIVE.add(open);
    return open;
  }

  /**
   * Opens a model of somebody else's on the CPU, to see whether it runs: without a word in the
   * runtime's own log, since what is wrong is said by the exception.
   *
   * @throws OrtException where the runtime refuses the model
   */
  public static OpenSession quietly(byte[] model) throws OrtException {
    RuntimeOptions options = new RuntimeOptions(ScoringShape.MIN_BATCH, 1);
    try (SessionOptions session = new SessionOptions()) {
      session.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      OrtSession opened = OrtEnvironment.getEnvironment().createSession(model, session);
      OpenSession open = new OpenSession(opened, new ProviderUsed(Provider.CPU, ""), options);
      ALIVE.add(open);
      return open;
    }
  }

  /**
   * What a session would run on, tried with a graph of its own.
   *
   * @throws BundleException where a provider is required that does not work here
   */
  public static ProviderUsed probe(ProviderChoice choice) throws BundleException {
    return probe(choice, OrtEnvironment.getAvailableProviders());
  }

  /**
   * @param builtIn what this build of the runtime has; whether it works is tried
   */
  static OpenSession of(byte[] model, RuntimeOptions options, Set<OrtProvider> builtIn)
      throws OrtException, BundleException {
    return of(model, options, builtIn, true);
  }

  private static OpenSession of(
      byte[] model, RuntimeOptions options, Set<OrtProvider> builtIn, boolean planned)
      throws OrtException, BundleException {
    OpenSession open = opened(model, options, builtIn, planned);
    ALIVE.add(open);
    return open;
  }

  private static OpenSession opened(
      byte[] model, RuntimeOptions options, Set<OrtProvider> builtIn, boolean planned)
      throws OrtException, BundleException {
    ProviderUsed used = probe(options.provider(), builtIn);
    if (used.provider().gpu()) {
      try {
        return new OpenSession(onGpu(model, options, planned), used, options);
      } catch (OrtException e) {
        used = onCpu(options.provider(), fault(e));
      }
    }
    return new OpenSession(session(model, options, Provider.CPU, planned), used, options);
  }

  /** Those of this process that nobody has closed yet, so that a forgotten one can be found. */
  public static List<OpenSession> alive() {
    return List.copyOf(ALIVE);
  }

  /** Closes it; a second time does nothing. Nobody may run it meanwhile. */
  @Override
  public void close() {
    if (!ALIVE.remove(this)) {
      return;
    }
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime could not close: " + e.getMessage(), e);
    }
  }

  private static OrtSession onGpu(byte[] model, RuntimeOptions options, boolean planned)
      throws OrtException {
    if (!options.provider().half()) {
      return session(model, options, Provider.CUDA, planned);
    }
    try {
      return session(HalfProducts.of(model), options, Provider.CUDA_HALF, planned);
    } catch (IOException e) {
      throw new OrtException(e.getMessage());
    }
  }

  private static ProviderUsed probe(ProviderChoice choice, Set<OrtProvider> builtIn)
      throws BundleException {
    boolean has = builtIn.contains(OrtProvider.CUDA);
    boolean tried =
        switch (choice.wanted()) {
          case CPU -> false;
          case AUTO -> has;
          case CUDA -> true;
        };
    String fault = !tried ? "" : has ? fault(choice) : NOT_BUILT_IN;
    if (!tried || !fault.isEmpty()) {
      return onCpu(choice, fault);
    }
    return new ProviderUsed(choice.half() ? Provider.CUDA_HALF : Provider.CUDA, "");
  }

  private static ProviderUsed onCpu(ProviderChoice choice, String fault) throws BundleException {
    if (!fault.isEmpty() && choice.required()) {
      throw new BundleException(
          "the provider cuda is required and does not work here: "
              + (fault + ". Mend that, or do not require it."));
    }
    return new ProviderUsed(Provider.CPU, fault);
  }

  /**
   * Why CUDA does not work, or an empty text. The runtime takes what a provider cannot do to the
   * CPU without a word, so a small graph is run that may not go there.
   */
  private static String fault(ProviderChoice choice) {
    OrtEnvironment.getEnvironment(); // has the logger that CUDA needs
    try (SessionOptions options = new SessionOptions()) {
      addCuda(options, choice);
      return runsWithoutCpu(options);
    } catch (OrtException e) {
      return fault(e);
    }
  }

  /** As {@link #fault}, on what the options have. */
  static String runsWithoutCpu(SessionOptions options) {
    Graph graph = new Graph("probe");
    Tensor row = graph.input("row", ElementType.FLOAT, Shape.of(1, 2));
    graph.output("product", row.matMul(graph.constant(new float[] {1, 2}, 2, 1)));
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try {
      options.addConfigEntry("session.disable_cpu_ep_fallback", "1");
      try (OrtSession session = environment.createSession(graph.toBytes(), options);
          OnnxTensor input = OnnxTensor.createTensor(environment, new float[][] {{3, 4}})) {
        session.run(Map.of("row", input)).close();
      }
      return "";
    } catch (OrtException e) {
      return fault(e);
    }
  }

  /** The first line, without the runtime's own account of where it stood. */
  private static String fault(OrtException e) {
    String line = e.getMessage().lines().findFirst().orElse("CUDA gave no reason");
    return line.replaceFirst("^.*\\[ONNXRuntimeError\\] : \\d+ : \\w+ : ", "")
        + " (see docs/gpu.md)";
  }

  private static OrtSession session(
      byte[] model, RuntimeOptions options, Provider provider, boolean planned)
      throws OrtException {
    try (SessionOptions session = new SessionOptions()) {
      session.setMemoryPatternOptimization(planned);
      session.setIntraOpNumThreads(options.threads());
      session.setInterOpNumThreads(1);
      session.addConfigEntry("session.intra_op.allow_spinning", options.busy() ? "1" : "0");
      if (provider.gpu()) {
        addCuda(session, options.provider());
      }
      return OrtEnvironment.getEnvironment().createSession(model, session);
    }
  }

  /** Without TF32, which has ten bits; without growth by doubling; without trying convolutions. */
  private static void addCuda(SessionOptions session, ProviderChoice choice) throws OrtException {
    try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(choice.device())) {
      cuda.add("use_tf32", "0");
      cuda.add("arena_extend_strategy", "kSameAsRequested");
      cuda.add("cudnn_conv_algo_search", "HEURISTIC");
      if (choice.memory() > 0) {
        cuda.add("gpu_mem_limit", Long.toString(choice.memory()));
      }
      session.addCUDA(cuda);
    }
  }
}
