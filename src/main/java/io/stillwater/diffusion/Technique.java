package io.stillwater.diffusion;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The published techniques, each a row of the table around D(x; σ): what its network predicts,
 * which σ it trains on, and how it draws. {@code docs/techniques.md} shows the table.
 */
@SuppressWarnings("ImmutableEnumChecker") // schedules and samplers are immutable without saying so
public enum Technique {
  /** Ho et al. 2020, "Denoising Diffusion Probabilistic Models". */
  DDPM(Parameterisation.EPSILON, DiscreteSchedule.linear(1e-4, 0.02, 1000), new Ancestral(0)),

  /**
   * Nichol and Dhariwal 2021, "Improved Denoising Diffusion Probabilistic Models"; the variance it
   * learns beside is {@link LearnedVariance}.
   */
  IDDPM(Parameterisation.EPSILON, DiscreteSchedule.cosine(0.008, 1000), new Ancestral(0)),

  /** Song et al. 2021, "Score-Based Generative Modeling through SDEs", variance preserving. */
  VP_SDE(Parameterisation.EPSILON, new Schedule.VariancePreserving(0.1, 20), new EulerMaruyama()),

  /** The same, variance exploding. */
  VE_SDE(Parameterisation.SCORE, new Schedule.VarianceExploding(0.01, 50), new EulerMaruyama()),

  /** Karras et al. 2022, "Elucidating the Design Space of Diffusion-Based Generative Models". */
  EDM(Parameterisation.EDM, new Schedule.LogNormal(-1.2, 1.2), new Heun()),

  /** Salimans and Ho 2022, "Progressive Distillation for Fast Sampling of Diffusion Models". */
  V(Parameterisation.V, DiscreteSchedule.cosine(0.008, 1000), new Ddim(0)),

  /** Prediction of the clean window (Ho et al. 2020, section 3.2), solved as Lu et al. 2022 do. */
  X0(Parameterisation.X0, DiscreteSchedule.cosine(0.008, 1000), new DpmSolver());

  private final Parameterisation parameterisation;
  private final Schedule schedule;
  private final Sampler sampler;

  Technique(Parameterisation parameterisation, Schedule schedule, Sampler sampler) {
    this.parameterisation = parameterisation;
    this.schedule = schedule;
    this.sampler = sampler;
  }

  /** The technique of that option, such as {@code vp-sde}. */
  public static Technique of(String option) {
    return Arrays.stream(values())
        .filter(t -> t.option().equals(option))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no technique '" + option + "'; there are " + options()));
  }

  private static String options() {
    return Arrays.stream(values()).map(Technique::option).collect(Collectors.joining(", "));
  }

  /** How it is called in commands and manifests. */
  public String option() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What its network predicts. */
  public Parameterisation parameterisation() {
    return parameterisation;
  }

  /** Which σ it trains on. */
  public Schedule schedule() {
    return schedule;
  }

  /** Whether its network says the variance of each step as well: {@link LearnedVariance}. */
  public boolean learnsVariance() {
    return this == IDDPM;
  }

  /** How its paper draws new windows. Any other sampler will do as well. */
  public Sampler sampler() {
    return sampler;
  }

  /** The levels its paper walks down, in that many steps. */
  public Steps steps(int count) {
    return schedule instanceof Schedule.LogNormal
        ? Steps.karras(schedule.min(), schedule.max(), count)
        : Steps.of(schedule, count);
  }
}
