package io.stillwater.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/**
 * Runs benchmarks by name: {@code mvn -Pbench -DskipTests test} runs all, {@code
 * -Dbench=EndToEndBench} one, and {@code -Dbench.args="--help"} gives it arguments.
 */
public final class Benches {
  // Kept, because a logger that nobody holds forgets its level.
  private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");
  private static final Logger BROKER = Logger.getLogger("kafka");

  private static final Pattern SPACES = Pattern.compile("\\s+");

  private Benches() {}

  /** A main method. */
  private interface Bench {
    void run(String[] args) throws Exception;
  }

  /** The name of one, or {@code all}; then its arguments, apart or in one text. */
  public static void main(String[] args) throws Exception {
    KAFKA.setLevel(Level.SEVERE);
    BROKER.setLevel(Level.SEVERE);
    Map<String, Bench> benches = new LinkedHashMap<>();
    benches.put("OnnxScoringBench", OnnxScoringBench::main);
    benches.put("ProviderBench", ProviderBench::main);
    benches.put("NetworkBench", NetworkBench::main);
    benches.put("ReconstructionBench", ReconstructionBench::main);
    benches.put("EndToEndBench", EndToEndBench::main);
    benches.put("LoopBench", LoopBench::main);
    benches.put("JsonBench", JsonBench::main);
    benches.put("FormsBench", FormsBench::main);
    benches.put("CsvBench", CsvBench::main);
    benches.put("WidthBench", WidthBench::main);
    benches.put("ManyKeysBench", ManyKeysBench::main);
    benches.put("FirstModelBench", FirstModelBench::main);
    benches.put("DetectorCostBench", DetectorCostBench::main);
    benches.put("BoundedMemoryBench", BoundedMemoryBench::main);
    benches.put("CalibrationBench", CalibrationBench::main);
    benches.put("PromiseBench", PromiseBench::main);
    benches.put("TransferBench", TransferBench::main);
    benches.put("SampledCalibrationBench", SampledCalibrationBench::main);
    benches.put("MixingBench", MixingBench::main);
    benches.put("AdaptationBench", AdaptationBench::main);
    benches.put("LearningBench", LearningBench::main);
    benches.put("MediaBench", MediaBench::main);
    benches.put("SpectrogramBench", SpectrogramBench::main);
    String wanted = args.length == 0 ? "all" : args[0];
    List<String> names = List.copyOf(benches.keySet());
    if (!wanted.equals("all") && !names.contains(wanted)) {
      throw new IllegalArgumentException(
          "there is no benchmark " + wanted + ": expected all or one of " + names);
    }
    String[] rest =
        Arrays.stream(args)
            .skip(1)
            .flatMap(SPACES::splitAsStream)
            .filter(word -> !word.isEmpty())
            .toArray(String[]::new);
    for (String name : names) {
      if (wanted.equals("all") || wanted.equals(name)) {
        System.out.println("== " + name);
        benches.get(name).run(rest);
      }
    }
  }
}
