package io.stillwater.evaluate;

/** Something that is trained on a case and judges its test rows. */
public interface Method {
  /** A short name for tables. */
  String name();

  /** Whether a seed changes its scores: if not, one run tells what five would. */
  boolean draws();

  /** A text that is another where the method is set to do something else. */
  default String configuration() {
    return name();
  }

  /** The share of normal rows that its limit promises to exceed; NaN where it promises nothing. */
  default double promised() {
    return Double.NaN;
  }

  /** The share of normal rows that it promises to have in alarm; NaN where it promises nothing. */
  default double promisedInAlarm() {
    return Double.NaN;
  }

  /**
   * Trains on the training rows and judges the test rows, each by rows up to itself only.
   *
   * @throws Exception whatever went wrong; the run ends
   */
  Judgement judge(Case on, long seed) throws Exception;

  /** A baseline as a method, without a limit. */
  static Method of(String name, boolean draws, Baseline baseline) {
    return new Method() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public boolean draws() {
        return draws;
      }

      @Override
      public Judgement judge(Case on, long seed) {
        // A seed of the case's own: else all cases would draw the same numbers.
        Baseline.Fitted fitted =
            baseline.fit(on.training().values(), 31 * seed + on.name().hashCode());
        return new Judgement(fitted.score(on.test().values()), Double.NaN);
      }
    };
  }
}
