package io.stillwater.model.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.diffusion.DiscreteSchedule;
import io.stillwater.diffusion.Parameterisation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignScheduleTest {
  /** As diffusers 0.42.1 writes it. */
  private static final String SAVED =
      """
      {
        "_class_name": "DDIMScheduler",
        "_diffusers_version": "0.42.1",
        "beta_end": 0.02,
        "beta_schedule": "squaredcos_cap_v2",
        "beta_start": 0.0001,
        "clip_sample": true,
        "clip_sample_range": 1.0,
        "dynamic_thresholding_ratio": 0.995,
        "num_train_timesteps": 500,
        "prediction_type": "v_prediction",
        "rescale_betas_zero_snr": false,
        "sample_max_value": 1.0,
        "set_alpha_to_one": true,
        "steps_offset": 0,
        "thresholding": false,
        "timestep_spacing": "leading",
        "trained_betas": null
      }
      """;

  private static ForeignSchedule read(String json) throws IOException {
    return ForeignSchedule.read(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String refusal(String json) {
    return assertThrows(IOException.class, () -> read(json)).getMessage();
  }

  @Test
  void savedFiles_areUnderstood() throws IOException {
    ForeignSchedule schedule = read(SAVED);
    assertEquals(DiscreteSchedule.cosine(0.008, 500), schedule.steps());
    assertEquals(Parameterisation.V, schedule.prediction());
  }

  @Test
  void whatIsLeftOut_isAsTheSchedulerDefaultsIt() throws IOException {
    ForeignSchedule schedule = read("{\"prediction_type\": \"epsilon\"}");
    assertEquals(DiscreteSchedule.linear(1e-4, 0.02, 1000), schedule.steps());
    assertEquals(Parameterisation.EPSILON, schedule.prediction());
  }

  @Test
  void scaledLinear_isLinearInTheRoots() throws IOException {
    DiscreteSchedule steps =
        read("{'beta_schedule': 'scaled_linear', 'beta_start': 0.01, 'beta_end': 0.25,"
                    .replace('\'', '"')
                + "\"num_train_timesteps\": 3}")
            .steps();
    double kept = (1 - 0.01) * (1 - 0.09) * (1 - 0.25); // roots 0.1, 0.3, 0.5
    assertEquals(Math.sqrt((1 - kept) / kept), steps.sigma(2), 1e-12);
  }

  @Test
  void betasOfItsOwn_areTaken() throws IOException {
    DiscreteSchedule steps =
        read("{\"trained_betas\": [0.1, 0.2], \"beta_schedule\": \"sigmoid\"}").steps();
    assertEquals(DiscreteSchedule.ofBetas(0.1, 0.2), steps);
  }

  @ParameterizedTest
  @CsvSource({
    "prediction_type, flow_prediction",
    "beta_schedule, sigmoid",
    "_class_name, FlowMatchEulerDiscreteScheduler",
    "timestep_type, continuous",
    "variance_type, learned_range"
  })
  void valuesThatAreNotSupported_areNamed(String field, String value) {
    String message =
        refusal("{\"num_train_timesteps\": 1000, \"" + field + "\": \"" + value + "\"}");
    assertTrue(
        message.startsWith(field + " of the scheduler is " + value + ": supported are "), message);
  }

  @Test
  void schedulesThatEndInPureNoise_areRefused() {
    String message = refusal("{\"beta_end\": 0.02, \"rescale_betas_zero_snr\": true}");
    assertTrue(message.startsWith("rescale_betas_zero_snr of the scheduler is true"), message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"num_train_timesteps\": 1}",
        "{\"num_train_timesteps\": 1e9}",
        "{\"beta_end\": \"high\"}",
        "{\"beta_end\": 2}",
        "{\"trained_betas\": [0.1, \"x\"]}",
        "{\"trained_betas\": []}",
        "{}",
        "{\"mean\": [1], \"scale\": [1]}",
        "[1, 2]",
        "{\"beta_end\": ",
        ""
      })
  void filesThatAreDamaged_areRefusedWithASentence(String json) {
    String message = refusal(json);
    assertTrue(message.endsWith(".") || message.contains(": was "), message);
  }
}
