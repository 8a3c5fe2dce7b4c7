package io.stillwater.evaluate;

import static io.stillwater.evaluate.Figure.AUROC;
import static io.stillwater.evaluate.Figure.F1;
import static io.stillwater.evaluate.Figure.FALSE_ALARMS;
import static io.stillwater.evaluate.Figure.MISSED;
import static io.stillwater.evaluate.Figure.NAB_LOW_FN;
import static io.stillwater.evaluate.Figure.NAB_LOW_FP;
import static io.stillwater.evaluate.Figure.NAB_STANDARD;
import static io.stillwater.evaluate.Figure.VUS_PR;

import java.util.List;
import java.util.Map;

/**
 * What others wrote that they reached.
 *
 * @param method its name
 * @param on which cases, in the words of {@link Outcome#on}
 * @param figures theirs; shares in [0, 1]
 */
public record Published(String method, String on, Map<Figure, Double> figures) {
  private static final String ALL = "mean";

  public Published {
    figures = Map.copyOf(figures);
  }

  /** Those of a collection, the best first. */
  public static List<Published> of(Collection collection) {
    return switch (collection) {
      case SKAB ->
          List.of(
              alarms("Conv-AE", .78, .136, .280),
              alarms("MSET", .78, .397, .141),
              alarms("T2+Q", .76, .266, .249),
              alarms("LSTM-AE", .74, .300, .259),
              new Published("T2", Outcome.POOLED, Map.of(F1, .66)),
              new Published("LSTM-VAE", Outcome.POOLED, Map.of(F1, .56)),
              new Published("isolation forest", Outcome.POOLED, Map.of(F1, .29)),
              alarms("flag every row", .698, 1, 0));
      case MSL ->
          List.of(
              vus("KMeansAD", .435),
              vus("CNN", .352),
              vus("Donut", .300),
              vus("TranAD", .242),
              vus("kNN", .182),
              vus("AnomalyTransformer", .116));
      case SMD -> List.of(vus("AE", .518), vus("MCD", .466), vus("KMeansAD", .424));
      case NAB ->
          List.of(
              nab("ARTime", 74.9, 65.1, 80.4),
              nab("Numenta HTM", 70.1, 62.6, 75.2),
              new Published("CAD OSE", Outcome.CORPUS, Map.of(NAB_STANDARD, 69.9)),
              new Published("KNN-CAD", Outcome.CORPUS, Map.of(NAB_STANDARD, 58.0)),
              nab("random cut forest", 51.7, 38.4, 59.7),
              new Published("windowed Gaussian", Outcome.CORPUS, Map.of(NAB_STANDARD, 39.6)),
              new Published("random", Outcome.CORPUS, Map.of(NAB_STANDARD, 11.0)));
      case ADBENCH ->
          List.of(
              auroc("DTE-NP", .792),
              auroc("kNN", .790),
              auroc("DTE-C", .789),
              auroc("DDPM", .748),
              auroc("isolation forest", .744));
    };
  }

  private static Published alarms(String method, double f1, double falseAlarms, double missed) {
    return new Published(
        method, Outcome.POOLED, Map.of(F1, f1, FALSE_ALARMS, falseAlarms, MISSED, missed));
  }

  private static Published nab(String method, double standard, double lowFp, double lowFn) {
    return new Published(
        method,
        Outcome.CORPUS,
        Map.of(NAB_STANDARD, standard, NAB_LOW_FP, lowFp, NAB_LOW_FN, lowFn));
  }

  private static Published vus(String method, double vus) {
    return new Published(method, "mean of TSB-AD", Map.of(VUS_PR, vus));
  }

  private static Published auroc(String method, double auroc) {
    return new Published(method, ALL, Map.of(AUROC, auroc));
  }
}
