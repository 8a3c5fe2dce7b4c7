package io.stillwater.model.foreign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.stillwater.diffusion.DiscreteSchedule;
import io.stillwater.diffusion.Parameterisation;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What a model was trained on, as the file {@code scheduler_config.json} of diffusers says it: the
 * noise of each step, and what is predicted. What concerns only the drawing of samples is not
 * looked at. Defaults are those of diffusers' {@code DDPMScheduler}.
 *
 * @param steps σ_t = √((1 − ᾱ_t)/ᾱ_t)
 * @param prediction the row of the table around D(x; σ)
 * @param text in words
 */
public record ForeignSchedule(DiscreteSchedule steps, Parameterisation prediction, String text) {
  private static final List<String> CLASSES =
      List.of(
          "DDPMScheduler",
          "DDIMScheduler",
          "PNDMScheduler",
          "LMSDiscreteScheduler",
          "EulerDiscreteScheduler",
          "EulerAncestralDiscreteScheduler",
          "DPMSolverMultistepScheduler",
          "DPMSolverSinglestepScheduler",
          "DEISMultistepScheduler",
          "UniPCMultistepScheduler");

  private static final Map<String, Parameterisation> PREDICTIONS =
      Map.of(
          "epsilon", Parameterisation.EPSILON,
          "v_prediction", Parameterisation.V,
          "sample", Parameterisation.X0);

  /** One of them is in every such file. */
  private static final List<String> ABOUT =
      List.of(
          "_class_name",
          "num_train_timesteps",
          "beta_schedule",
          "beta_start",
          "beta_end",
          "trained_betas",
          "prediction_type");

  private static final int MOST_STEPS = 100_000;
  private static final double COSINE_OFFSET = 0.008;

  /** Fields that may only have their harmless values. */
  private static final Map<String, List<String>> REQUIRED =
      Map.of(
          "rescale_betas_zero_snr", List.of("false"),
          "timestep_type", List.of("discrete"),
          "use_flow_sigmas", List.of("false"),
          "variance_type",
              List.of("fixed_small", "fixed_small_log", "fixed_large", "fixed_large_log"));

  /**
   * Reads the file.
   *
   * @throws IOException where it is not one, or says something that is not supported
   */
  public static ForeignSchedule read(byte[] json) throws IOException {
    JsonNode config;
    try {
      config = JsonMapper.builder().build().readTree(json);
    } catch (JsonProcessingException e) {
      throw new IOException(
          "the scheduler's file is not JSON: "
              + (e.getOriginalMessage() + ". Give the scheduler_config.json of diffusers."),
          e);
    }
    if (!config.isObject()) {
      throw new IOException(
          "the scheduler's file holds no JSON object. Give the scheduler_config.json of diffusers.");
    }
    if (ABOUT.stream().noneMatch(config::has)) {
      throw new IOException(
          "the scheduler's file says nothing of a schedule: expected some of "
              + (String.join(", ", ABOUT) + ". Give the scheduler_config.json of diffusers."));
    }
    requireOneOf("_class_name", text(config, "_class_name", CLASSES.get(0)), CLASSES);
    for (Map.Entry<String, List<String>> required : REQUIRED.entrySet()) {
      String harmless = required.getValue().get(0);
      requireOneOf(
          required.getKey(), text(config, required.getKey(), harmless), required.getValue());
    }
    String prediction = text(config, "prediction_type", "epsilon");
    requireOneOf("prediction_type", prediction, PREDICTIONS.keySet().stream().sorted().toList());
    try {
      DiscreteSchedule steps = steps(config);
      String words = text(config, "beta_schedule", "linear") + ", " + steps;
      return new ForeignSchedule(steps, PREDICTIONS.get(prediction), words);
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "the scheduler's file makes no schedule: " + e.getMessage() + ". Check its betas.", e);
    }
  }

  private static DiscreteSchedule steps(JsonNode config) throws IOException {
    JsonNode trained = config.path("trained_betas");
    if (trained.isArray()) {
      double[] betas = new double[trained.size()];
      Arrays.setAll(betas, i -> trained.get(i).asDouble(Double.NaN));
      return DiscreteSchedule.ofBetas(betas);
    }
    int count = (int) number(config, "num_train_timesteps", 1000);
    if (count < 2 || count > MOST_STEPS) {
      throw new IOException(
          "num_train_timesteps of the scheduler must be in 2.." + MOST_STEPS + ": was " + count);
    }
    double low = number(config, "beta_start", 1e-4);
    double high = number(config, "beta_end", 0.02);
    String kind = text(config, "beta_schedule", "linear");
    requireOneOf("beta_schedule", kind, List.of("linear", "scaled_linear", "squaredcos_cap_v2"));
    return switch (kind) {
      case "linear" -> DiscreteSchedule.linear(low, high, count);
      case "scaled_linear" -> scaledLinear(low, high, count);
      default -> DiscreteSchedule.cosine(COSINE_OFFSET, count);
    };
  }

  /** √β in equal steps (Rombach et al. 2022, "Latent Diffusion Models", its published code). */
  private static DiscreteSchedule scaledLinear(double low, double high, int count) {
    double from = Math.sqrt(low);
    double to = Math.sqrt(high);
    double[] betas = new double[count];
    Arrays.setAll(betas, t -> Math.pow(from + (to - from) * t / (count - 1), 2));
    return DiscreteSchedule.ofBetas(betas);
  }

  private static String text(JsonNode config, String field, String otherwise) {
    JsonNode value = config.path(field);
    return value.isMissingNode() || value.isNull() ? otherwise : value.asText();
  }

  private static double number(JsonNode config, String field, double otherwise) throws IOException {
    JsonNode value = config.path(field);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isNumber()) {
      throw new IOException(field + " of the scheduler must be a number: was " + value + ".");
    }
    return value.asDouble();
  }

  private static void requireOneOf(String field, String value, List<String> supported)
      throws IOException {
    if (!supported.contains(value)) {
      throw new IOException(
          field
              + (" of the scheduler is " + value + ": supported are ")
              + (String.join(", ", supported) + ". Give the file of the schedule")
              + " that the model was trained on; which sampler it names does not matter.");
    }
  }
}
