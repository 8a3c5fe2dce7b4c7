package io.stillwater.bench;

import io.stillwater.evaluate.Collection;
import io.stillwater.evaluate.Evaluation;
import io.stillwater.evaluate.Floors;
import io.stillwater.evaluate.Method;
import io.stillwater.evaluate.Outcome;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How well detectors and floors find what is wrong in public data: one line for each collection and
 * method, the mean over its cases. Rows before the first full window get the lowest score, so that
 * every method is judged on the same rows.
 */
@Command(
    name = "QualityBench",
    mixinStandardHelpOptions = true,
    description = "AUROC and AUPR of detectors and floors on public collections.")
public final class QualityBench implements Callable<Integer> {
  private static final String HEAD =
      "collection,case,method,seed,rows,anomalies,auroc,aupr,f1,false_alarms,missed,seconds";

  @Option(names = "--data", description = "Folder of the collections: ${DEFAULT-VALUE}.")
  private Path data = Path.of("..", "shared", "data");

  @Option(names = "--collections", split = ",", description = "Which: ${COMPLETION-CANDIDATES}.")
  private List<Collection> collections = List.of(Collection.values());

  @Option(
      names = "--methods",
      split = ",",
      description = "Which: memory, network, both, random, mean|z|, pca, knn.")
  private List<String> methods = List.of();

  @Option(names = "--cases", description = "A line for each case as well.")
  private boolean cases;

  @Option(names = "--out", description = "File for the figures of all cases, as CSV.")
  private Path out;

  private QualityBench() {}

  /** Every method there is, in the order of the table. */
  static List<Method> all() {
    return Stream.concat(
            Stream.of(Trained.memory(), Trained.network(), Trained.both()),
            Floors.methods().stream())
        .toList();
  }

  /** Ends with an exception where the arguments are wrong or a run fails. */
  public static void main(String[] args) {
    int code =
        new CommandLine(new QualityBench()).setCaseInsensitiveEnumValuesAllowed(true).execute(args);
    if (code != 0) {
      throw new IllegalStateException("QualityBench ended with exit code " + code);
    }
  }

  @Override
  public Integer call() throws Exception {
    List<Method> chosen =
        all().stream().filter(m -> methods.isEmpty() || methods.contains(m.name())).toList();
    if (!methods.isEmpty() && chosen.size() < methods.size()) {
      throw new IllegalArgumentException(
          "expected methods of " + all().stream().map(Method::name).toList() + ": was " + methods);
    }
    List<Outcome> outcomes = new ArrayList<>();
    print("%-24s%-10s%8s%8s%10s", "collection", "method", "AUROC", "AUPR", "seconds");
    for (Collection collection : collections) {
      Path folder = data.resolve(collection.folder());
      List<Outcome> found =
          new Evaluation(collection, folder, CsvTables::read)
              .run(chosen, outcome -> line(outcome, cases));
      for (Method method : chosen) {
        mean(collection, method.name(), found);
      }
      outcomes.addAll(found);
    }
    if (out != null) {
      write(outcomes);
    }
    return 0;
  }

  private static void line(Outcome o, boolean cases) {
    if (cases && !o.on().equals(Outcome.POOLED)) {
      String name = "  " + o.on() + (o.seed() == 0 ? "" : " #" + o.seed());
      print("%-24s%-10s%8.4f%8.4f%10.1f", name, o.method(), o.auroc(), o.aupr(), o.seconds());
    } else if (o.on().equals(Outcome.POOLED)) {
      String own =
          Double.isNaN(o.f1())
              ? ""
              : text(
                  "   at its own limits: F1 %.3f, false alarms %.1f %%, missed %.1f %%",
                  o.f1(), 100 * o.falseAlarms(), 100 * o.missed());
      String name = o.collection() + " " + o.on();
      print("%-24s%-10s%8.4f%8.4f%10s%s", name, o.method(), o.auroc(), o.aupr(), "", own);
    }
  }

  private static void mean(Collection collection, String method, List<Outcome> outcomes) {
    List<Outcome> own =
        outcomes.stream()
            .filter(o -> o.method().equals(method) && !o.on().equals(Outcome.POOLED))
            .toList();
    double seconds = own.stream().mapToDouble(Outcome::seconds).sum();
    print(
        "%-24s%-10s%8.4f%8.4f%10.1f",
        collection.folder(), method, mean(own, Outcome::auroc), mean(own, Outcome::aupr), seconds);
  }

  /** The mean over cases, each with as many seeds as the others. */
  static double mean(List<Outcome> outcomes, ToDoubleFunction<Outcome> figure) {
    return outcomes.stream().mapToDouble(figure).average().orElse(Double.NaN);
  }

  private void write(List<Outcome> outcomes) throws Exception {
    try (PrintStream csv = new PrintStream(out.toFile(), StandardCharsets.UTF_8)) {
      csv.println(HEAD);
      for (Outcome o : outcomes) {
        csv.println(
            text(
                "%s,%s,%s,%d,%d,%d,%.6f,%.6f,%.6f,%.6f,%.6f,%.1f",
                o.collection(),
                o.on(),
                o.method(),
                o.seed(),
                o.rows(),
                o.anomalies(),
                o.auroc(),
                o.aupr(),
                o.f1(),
                o.falseAlarms(),
                o.missed(),
                o.seconds()));
      }
    }
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static void print(String format, Object... values) {
    System.out.println(text(format, values));
  }
}
