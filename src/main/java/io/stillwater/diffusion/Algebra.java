package io.stillwater.diffusion;

/**
 * The arithmetic that the formulae of this package need, over numbers or over whatever computes
 * with numbers later: written once, a formula serves plain Java and a graph alike.
 *
 * @param <T> a value: {@link Double} here, a tensor of a graph where one is built
 */
public interface Algebra<T> {
  /** Plain double precision. */
  Algebra<Double> DOUBLES =
      new Algebra<>() {
        @Override
        public Double number(double value) {
          return value;
        }

        @Override
        public Double add(Double a, Double b) {
          return a + b;
        }

        @Override
        public Double subtract(Double a, Double b) {
          return a - b;
        }

        @Override
        public Double multiply(Double a, Double b) {
          return a * b;
        }

        @Override
        public Double divide(Double a, Double b) {
          return a / b;
        }

        @Override
        public Double sqrt(Double a) {
          return Math.sqrt(a);
        }

        @Override
        public Double exp(Double a) {
          return Math.exp(a);
        }

        @Override
        public Double log(Double a) {
          return Math.log(a);
        }
      };

  /** A constant; for tensors a scalar, which broadcasts. */
  T number(double value);

  /** a + b. */
  T add(T a, T b);

  /** a − b. */
  T subtract(T a, T b);

  /** a·b. */
  T multiply(T a, T b);

  /** a / b. */
  T divide(T a, T b);

  /** √a. */
  T sqrt(T a);

  /** e to the power of a. */
  T exp(T a);

  /** ln a. */
  T log(T a);
}
