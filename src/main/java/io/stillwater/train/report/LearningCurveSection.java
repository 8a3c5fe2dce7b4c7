package io.stillwater.train.report;

import io.stillwater.html.Axis;
import io.stillwater.html.Chart;
import io.stillwater.html.Html;
import io.stillwater.train.network.TrainedNetwork;
import io.stillwater.train.network.TrainingPoint;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** How the networks learnt. */
final class LearningCurveSection {
  private static final int POINTS = 400;

  private LearningCurveSection() {}

  static String of(Report report) {
    StringBuilder figures = new StringBuilder();
    for (TrainedNetwork network : report.networks()) {
      if (!network.curve().isEmpty()) {
        figures.append(figure(network));
      }
    }
    return figures.isEmpty()
        ? ""
        : Html.section(
            "How the network learnt",
            "Lower is better. The loss is measured on what the network learns from, the validation"
                + " loss on windows that it does not learn from: where that rises again while the"
                + " loss falls, the network begins to learn by heart, so the weights of its lowest"
                + " point are taken.",
            figures.toString());
  }

  private static String figure(TrainedNetwork network) {
    List<TrainingPoint> curve = thin(network.curve());
    TrainingPoint best = network.best();
    double[] steps = of(curve, TrainingPoint::step);
    double[] loss = of(curve, TrainingPoint::loss);
    double[] validation = of(curve, TrainingPoint::validation);
    Axis x = new Axis(0, Math.max(1, steps[steps.length - 1]), false, "steps");
    String svg =
        new Chart(x, losses(loss, validation))
            .line("train", steps, loss)
            .line("held", steps, validation)
            .vertical(best.step(), "taken: step " + Html.count(best.step()))
            .svg(
                Html.text(
                    "Loss and validation loss by step. The lowest validation loss is %s at step"
                        + " %,d.",
                    Html.number(best.validation()), best.step()));
    String caption =
        "<span class=\"key train\">loss</span> <span class=\"key held\">validation loss</span><br/>"
            + Html.text(
                "Taken: step %,d of %,d, loss %s, validation loss %s. ",
                best.step(),
                network.curve().get(network.curve().size() - 1).step(),
                Html.number(best.loss()),
                Html.number(best.validation()))
            + setbacks(network.setbacks());
    return Html.figure(caption, svg);
  }

  private static String setbacks(int setbacks) {
    return setbacks == 0
        ? "No setbacks."
        : "Setbacks: the loss ran away "
            + (setbacks == 1 ? "once" : setbacks + " times")
            + ", and training went back and on more slowly.";
  }

  /** Logarithmic where all are above 0. */
  private static Axis losses(double[] loss, double[] validation) {
    double[] all =
        DoubleStream.concat(DoubleStream.of(loss), DoubleStream.of(validation))
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    double low = all.length == 0 ? 0 : all[0];
    double high = all.length == 0 ? 1 : all[all.length - 1];
    if (low > 0) {
      return new Axis(low / 1.1, high * 1.1, true, "loss");
    }
    double margin = Math.max(1e-6, 0.05 * (high - low));
    return new Axis(low - margin, high + margin, false, "loss");
  }

  private static List<TrainingPoint> thin(List<TrainingPoint> curve) {
    int points = Math.min(POINTS, curve.size());
    return IntStream.range(0, points)
        .mapToObj(
            p -> curve.get(points == 1 ? 0 : (int) ((long) p * (curve.size() - 1) / (points - 1))))
        .toList();
  }

  private static double[] of(List<TrainingPoint> curve, ToDoubleFunction<TrainingPoint> value) {
    return curve.stream().mapToDouble(value).toArray();
  }
}
