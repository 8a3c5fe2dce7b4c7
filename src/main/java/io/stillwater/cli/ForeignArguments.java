package io.stillwater.cli;

import io.stillwater.console.UserError;
import io.stillwater.diffusion.NoiseLevels;
import io.stillwater.model.foreign.ForeignModel;
import io.stillwater.model.foreign.ForeignSchedule;
import io.stillwater.model.foreign.ScalerFile;
import io.stillwater.model.foreign.WindowLayout;
import io.stillwater.model.foreign.WindowOrder;
import io.stillwater.window.Normalisation.Level;
import io.stillwater.window.Preprocessing;
import io.stillwater.window.Scaling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** A model that was trained elsewhere, and what is known of its training. */
final class ForeignArguments {
  private static final long LARGEST = 512L << 20;

  @Option(
      names = "--onnx",
      required = true,
      paramLabel = "FILE",
      description = "The model: noisy windows (batch, ...) and the step in, its prediction out.")
  private Path onnx;

  @Option(
      names = "--scheduler",
      required = true,
      paramLabel = "FILE",
      description = "Its noise: scheduler_config.json, as diffusers saves it.")
  private Path scheduler;

  @Option(
      names = "--scaler",
      paramLabel = "FILE",
      description =
          "How its data were scaled: {\"mean\": [...], \"scale\": [...]}, one of each for a channel,"
              + " in the order of the columns (default: found in the data).")
  private Path scaler;

  @Option(
      names = "--scaling",
      paramLabel = "standard|robust|auto",
      defaultValue = "standard",
      description = "How to find it in the data, without --scaler (default: ${DEFAULT-VALUE}).")
  private Scaling scaling;

  @Option(
      names = "--layout",
      paramLabel = "length-channels|channels-length|flat|image",
      description = "How a window lies in its input (default: found from the shape).")
  private String layout;

  @Option(
      names = "--window",
      paramLabel = "N",
      defaultValue = "0",
      description = "Readings in a window, where the shape of its input leaves them open.")
  private int window;

  @Option(
      names = "--levels",
      paramLabel = "SIGMA",
      split = ",",
      defaultValue = "0.5,1,2",
      description =
          "Noise levels to score at, ascending, in deviations of the data (default:"
              + " ${DEFAULT-VALUE}).")
  private double[] sigmas;

  ForeignModel model() throws IOException {
    return ForeignModel.read(onnx.getFileName().toString(), read(onnx));
  }

  ForeignSchedule schedule() throws IOException {
    return ForeignSchedule.read(read(scheduler));
  }

  private static byte[] read(Path file) throws IOException {
    long size = Files.size(file);
    if (size > LARGEST) {
      throw new UserError(
          file + " is too large: " + size + " bytes, at most " + LARGEST + " are accepted.");
    }
    return Files.readAllBytes(file);
  }

  WindowLayout layout(ForeignModel model, int channels) {
    if (window < 0) {
      throw new UserError("--window must be at least 1: was " + window + ".");
    }
    WindowOrder order = layout == null ? null : WindowOrder.of(layout);
    return WindowLayout.of(model.sample(), channels, order, window);
  }

  NoiseLevels levels() {
    return new NoiseLevels(sigmas);
  }

  Optional<Level> level(int channels) throws IOException {
    return scaler == null ? Optional.empty() : Optional.of(ScalerFile.read(read(scaler), channels));
  }

  Preprocessing preprocessing() {
    if (scaling == Scaling.RANK) {
      throw new UserError(
          "--scaling rank is not for models from elsewhere, which have learnt from values: give"
              + " auto, standard or robust, or --scaler.");
    }
    return new Preprocessing(
        Preprocessing.DEFAULT.mode(), scaling, Preprocessing.DEFAULT.clip(), false);
  }

  /** Where the scale comes from, in words to go behind the names of files. */
  String origin() {
    return scaler == null ? "" : "; scaled by " + scaler.getFileName();
  }
}
