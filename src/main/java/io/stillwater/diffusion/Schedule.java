package io.stillwater.diffusion;

/**
 * Which noise levels a technique visits, as σ in units of the data's standard deviation: training
 * draws σ(u) with u uniform in (0, 1), and a sampler may walk down u in equal steps.
 *
 * <table>
 * <caption>σ(u)</caption>
 * <tr><th>row</th><th>u = 0</th><th>0.5</th><th>1</th></tr>
 * <tr><td>{@code DiscreteSchedule.linear(1e-4, 0.02, 1000)}</td><td>0.0100</td><td>3.44</td>
 * <td>157</td></tr>
 * <tr><td>{@code DiscreteSchedule.cosine(0.008, 1000)}</td><td>0.00642</td><td>1.02</td>
 * <td>20291</td></tr>
 * <tr><td>{@code VariancePreserving(0.1, 20)}</td><td>0.00100</td><td>3.41</td><td>152</td></tr>
 * <tr><td>{@code VarianceExploding(0.01, 50)}</td><td>0.01</td><td>0.707</td><td>50</td></tr>
 * <tr><td>{@code LogNormal(-1.2, 1.2)}</td><td>0.002</td><td>0.301</td><td>80</td></tr>
 * </table>
 *
 * <p>Techniques that shrink the signal while they add noise are measured by σ = √((1 − ᾱ)/ᾱ), the
 * ratio of noise to signal. Implementations are immutable.
 */
public sealed interface Schedule
    permits DiscreteSchedule,
        Schedule.VariancePreserving,
        Schedule.VarianceExploding,
        Schedule.LogNormal {
  /**
   * The level below which a share u of those drawn in training lie.
   *
   * @param u in [0, 1]
   * @return σ, ascending with u
   */
  double sigma(double u);

  /** The smallest σ. */
  default double min() {
    return sigma(0);
  }

  /** The largest σ. */
  default double max() {
    return sigma(1);
  }

  /**
   * The SDE whose signal shrinks as noise comes in, β(t) = low + (high − low)·t, so that 1 + σ² =
   * exp(½(high − low)·t² + low·t) (Song et al. 2021, equation 33; t from 1e-5, their appendix C).
   *
   * @param low β at t = 0
   * @param high β at t = 1
   */
  record VariancePreserving(double low, double high) implements Schedule {
    private static final double FIRST = 1e-5;

    public VariancePreserving {
      requireRange("β", low, high);
    }

    @Override
    public double sigma(double u) {
      double t = FIRST + (1 - FIRST) * requireShare(u);
      return StrictMath.sqrt(StrictMath.expm1(((high - low) / 2 * t + low) * t));
    }
  }

  /**
   * The SDE that adds noise to a signal left as it is: σ = low·(high/low)ᵘ (Song et al. 2021,
   * equation 30).
   *
   * @param low the smallest σ
   * @param high the largest σ
   */
  record VarianceExploding(double low, double high) implements Schedule {
    public VarianceExploding {
      requireRange("σ", low, high);
    }

    @Override
    public double sigma(double u) {
      return low * StrictMath.pow(high / low, requireShare(u));
    }
  }

  /**
   * ln σ ~ N(mean, deviation²) within [0.002, 80] (Karras et al. 2022, table 1).
   *
   * @param mean P_mean
   * @param deviation P_std
   */
  record LogNormal(double mean, double deviation) implements Schedule {
    private static final double LEAST = 0.002;
    private static final double MOST = 80;

    public LogNormal {
      if (!Double.isFinite(mean) || !(deviation > 0 && deviation < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "ln σ needs a finite mean and a deviation above 0: were "
                + (mean + " and " + deviation));
      }
    }

    @Override
    public double sigma(double u) {
      double normal = mean + deviation * Normal.quantile(requireShare(u));
      return Math.max(LEAST, Math.min(MOST, StrictMath.exp(normal)));
    }
  }

  private static double requireShare(double u) {
    if (!(u >= 0 && u <= 1)) {
      throw new IllegalArgumentException("u must be in 0..1: was " + u);
    }
    return u;
  }

  private static void requireRange(String what, double low, double high) {
    if (!(low > 0 && high > low && high < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          what + " must be above 0 and ascending: was " + low + " to " + high);
    }
  }
}
