package io.stillwater.cli;

import io.stillwater.console.UserError;
import io.stillwater.diffusion.Ancestral;
import io.stillwater.diffusion.Ddim;
import io.stillwater.diffusion.DpmSolver;
import io.stillwater.diffusion.EulerMaruyama;
import io.stillwater.diffusion.Heun;
import io.stillwater.diffusion.Sampler;
import io.stillwater.diffusion.Steps;
import io.stillwater.diffusion.Technique;
import picocli.CommandLine.Option;

/** Which sampler, and in how many steps. */
final class SamplerArguments {
  private static final String HEUN = "heun";
  private static final String DDIM = "ddim";
  private static final String OWN = "own";
  private static final double LOW = 0.002;
  private static final double HIGH = 80;
  private static final double CHURN = 40;

  @Option(
      names = "--sampler",
      paramLabel = "NAME",
      defaultValue = HEUN,
      description = "heun, dpm++2m, ddim, ancestral or euler-maruyama (default: ${DEFAULT-VALUE}).")
  private String name;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description =
          "Noise levels on the way down (default: heun 64, dpm++2m 48, ddim 100, others 250).")
  private Integer steps;

  @Option(
      names = "--eta",
      paramLabel = "SHARE",
      description = "Noise that ddim adds on its way, from 0 to 1 (default: 0).")
  private Double eta;

  @Option(
      names = "--churn",
      paramLabel = "AMOUNT",
      description =
          "Noise that heun puts on and takes off again on its way, which undoes errors of the"
              + " network; 0 for none (default: 40).")
  private Double churn;

  String name() {
    return name;
  }

  /** How many. */
  int steps() {
    if (steps != null && (steps < 2 || steps > 10_000)) {
      throw new UserError("--steps must be in 2..10000: was " + steps + ".");
    }
    return steps != null
        ? steps
        : switch (name) {
          case HEUN -> 64;
          case "dpm++2m" -> 48;
          case DDIM -> 100;
          default -> 250;
        };
  }

  /** The noise levels, within those that the technique's networks have seen. */
  Steps levels(Technique technique) {
    if (name.equals(OWN)) {
      try {
        return technique.steps(steps());
      } catch (IllegalArgumentException e) {
        throw new UserError(
            technique.option() + " has no " + steps() + " steps of its own; give fewer.", e);
      }
    }
    double low = Math.max(LOW, technique.schedule().min());
    double high = Math.min(HIGH, technique.schedule().max());
    return Steps.karras(low, high, steps());
  }

  Sampler sampler(Technique technique) {
    if ((eta != null && !name.equals(DDIM)) || (churn != null && !name.equals(HEUN))) {
      throw new UserError(
          "--eta is for --sampler ddim and --churn for --sampler heun: the sampler is "
              + name
              + ".");
    }
    try {
      return switch (name) {
        case HEUN -> new Heun(churn == null ? CHURN : churn, 0, Double.POSITIVE_INFINITY, 1);
        case "dpm++2m" -> new DpmSolver();
        case DDIM -> new Ddim(eta == null ? 0 : eta);
        case "ancestral" -> new Ancestral(0);
        case "euler-maruyama" -> new EulerMaruyama();
        case OWN -> technique.sampler();
        default ->
            throw new UserError(
                "there is no sampler '"
                    + name
                    + "'; give heun, dpm++2m, ddim, ancestral, euler-maruyama or own.");
      };
    } catch (IllegalArgumentException e) {
      throw new UserError(e.getMessage() + ".", e);
    }
  }
}
