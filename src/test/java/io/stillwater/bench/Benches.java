package io.stillwater.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs benchmarks by name: {@code mvn -Pbench -DskipTests test} runs all, {@code
 * -Dbench=EndToEndBench} one.
 */
public final class Benches {
  // Kept, because a logger that nobody holds forgets its level.
  private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");
  private static final Logger BROKER = Logger.getLogger("kafka");

  private Benches() {}

  /** A main method. */
  private interface Bench {
    void run(String[] args) throws Exception;
  }

  /** The name of one, or {@code all}. */
  public static void main(String[] args) throws Exception {
    KAFKA.setLevel(Level.SEVERE);
    BROKER.setLevel(Level.SEVERE);
    Map<String, Bench> benches = new LinkedHashMap<>();
    benches.put("OnnxScoringBench", OnnxScoringBench::main);
    benches.put("EndToEndBench", EndToEndBench::main);
    benches.put("SkabBench", SkabBench::main);
    benches.put("AdBench", AdBench::main);
    String wanted = args.length == 0 ? "all" : args[0];
    List<String> names = List.copyOf(benches.keySet());
    if (!wanted.equals("all") && !names.contains(wanted)) {
      throw new IllegalArgumentException(
          "there is no benchmark " + wanted + ": expected all or one of " + names);
    }
    for (String name : names) {
      if (wanted.equals("all") || wanted.equals(name)) {
        System.out.println("== " + name);
        benches.get(name).run(new String[0]);
      }
    }
  }
}
