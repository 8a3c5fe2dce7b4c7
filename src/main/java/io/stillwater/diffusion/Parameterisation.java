package io.stillwater.diffusion;

/**
 * What a network F predicts, and so how it becomes a denoiser: D(x; σ) = c_skip·x + c_out·F(c_in·x;
 * c_noise), for data with a standard deviation of one.
 *
 * <table>
 * <caption>the rows, with w = 1 + σ² for short</caption>
 * <tr><th>row</th><th>F predicts</th><th>c_skip</th><th>c_out</th><th>c_in</th><th>λ</th></tr>
 * <tr><td>EDM</td><td>(σy − n)/√w</td><td>1/w</td><td>σ/√w</td><td>1/√w</td>
 * <td>w/σ²</td></tr>
 * <tr><td>EPSILON</td><td>n</td><td>1</td><td>−σ</td><td>1/√w</td><td>1/σ²</td></tr>
 * <tr><td>V</td><td>(n − σy)/√w</td><td>1/w</td><td>−σ/√w</td><td>1/√w</td><td>w/σ²</td></tr>
 * <tr><td>X0</td><td>y</td><td>0</td><td>1</td><td>1/√w</td><td>1</td></tr>
 * <tr><td>SCORE</td><td>σ·∇ln p(x; σ) = −n</td><td>1</td><td>σ</td><td>1</td><td>1/σ²</td></tr>
 * </table>
 *
 * <p>Here x = y + σ·n, y the clean window, n ~ N(0, I). In every row λ = 1/c_out², so that the
 * weighted error of D is the plain squared error of what F predicts: the loss of the row's paper.
 * Every row is told σ in the same way, c_noise = ¼·ln σ, whatever its paper counts in: a network
 * then fits every row.
 *
 * <p>The form of D and the columns are those of Karras et al. 2022, "Elucidating the Design Space
 * of Diffusion-Based Generative Models", table 1 and equation 7.
 */
@SuppressWarnings("ImmutableEnumChecker") // a record of numbers is immutable without saying so
public enum Parameterisation {
  /**
   * Input and target of the network have variance one at every σ (Karras et al. 2022, appendix
   * B.6).
   *
   * <table>
   * <caption>c_skip, c_out, c_in, c_noise and λ</caption>
   * <tr><th>σ</th><th>skip</th><th>out</th><th>in</th><th>noise</th><th>λ</th></tr>
   * <tr><td>0.75</td><td>0.64</td><td>0.6</td><td>0.8</td><td>-0.0719</td><td>2.778</td></tr>
   * <tr><td>1</td><td>0.5</td><td>0.7071</td><td>0.7071</td><td>0</td><td>2</td></tr>
   * </table>
   */
  EDM(new Term(1, 0, -2), new Term(1, 1, -1), new Term(1, 0, -1)),

  /** The noise (Ho et al. 2020, "Denoising Diffusion Probabilistic Models", equation 14). */
  EPSILON(new Term(1, 0, 0), new Term(-1, 1, 0), new Term(1, 0, -1)),

  /**
   * The velocity (Salimans and Ho 2022, "Progressive Distillation", appendix D): EDM's target with
   * the other sign.
   */
  V(new Term(1, 0, -2), new Term(-1, 1, -1), new Term(1, 0, -1)),

  /** The clean window itself (Ho et al. 2020, section 3.2; Salimans and Ho 2022, section 4). */
  X0(new Term(0, 0, 0), new Term(1, 0, 0), new Term(1, 0, -1)),

  /**
   * The score times σ, of the noisy window as it is (Song et al. 2021, "Score-Based Generative
   * Modeling through Stochastic Differential Equations", the VE networks).
   */
  SCORE(new Term(1, 0, 0), new Term(1, 1, 0), new Term(1, 0, 0));

  private final Term skip;
  private final Term out;
  private final Term in;

  Parameterisation(Term skip, Term out, Term in) {
    this.skip = skip;
    this.out = out;
    this.in = in;
  }

  /** A network as it is called: scaled input and noise condition in, (dimension) values out. */
  @FunctionalInterface
  public interface Network {
    double[] apply(double[] scaled, double condition);
  }

  /** c_skip: how much of the input goes straight to the output. */
  public <T> T skip(Algebra<T> algebra, T sigma) {
    return skip.at(algebra, sigma);
  }

  /** c_skip as a number. */
  public double skip(double sigma) {
    return skip(Algebra.DOUBLES, sigma);
  }

  /** c_out: the scale of the network's output. */
  public <T> T out(Algebra<T> algebra, T sigma) {
    return out.at(algebra, sigma);
  }

  /** c_out as a number. */
  public double out(double sigma) {
    return out(Algebra.DOUBLES, sigma);
  }

  /** c_in: the scale of the network's input. */
  public <T> T in(Algebra<T> algebra, T sigma) {
    return in.at(algebra, sigma);
  }

  /** c_in as a number. */
  public double in(double sigma) {
    return in(Algebra.DOUBLES, sigma);
  }

  /** c_noise = ¼·ln σ: how the network is told σ, in every row. */
  public <T> T noise(Algebra<T> algebra, T sigma) {
    return algebra.multiply(algebra.number(0.25), algebra.log(sigma));
  }

  /** c_noise as a number. */
  public double noise(double sigma) {
    return noise(Algebra.DOUBLES, sigma);
  }

  /** λ: the weight of the squared error of D, 1/c_out². */
  public <T> T weight(Algebra<T> algebra, T sigma) {
    return out.inverseSquare().at(algebra, sigma);
  }

  /** λ as a number. */
  public double weight(double sigma) {
    return weight(Algebra.DOUBLES, sigma);
  }

  /** The denoiser that the network makes under this row of the table. */
  public Denoiser denoiser(int dimension, Network network) {
    return new Parameterised(this, dimension, network);
  }

  private record Parameterised(Parameterisation row, int dimension, Network network)
      implements Denoiser {
    @Override
    public double[] denoise(double[] x, double sigma) {
      double in = row.in(sigma);
      double[] scaled = new double[dimension];
      for (int i = 0; i < dimension; i++) {
        scaled[i] = in * x[i];
      }
      double[] clean = network.apply(scaled, row.noise(sigma));
      double skip = row.skip(sigma);
      double out = row.out(sigma);
      for (int i = 0; i < dimension; i++) {
        clean[i] = skip * x[i] + out * clean[i];
      }
      return clean;
    }
  }
}
