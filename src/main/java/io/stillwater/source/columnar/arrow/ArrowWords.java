package io.stillwater.source.columnar.arrow;

import java.util.Arrays;

/**
 * The values of a dictionary.
 *
 * @param texts empty where there is none
 * @param numbers NaN where there is none; as long as {@code texts} where they are numbers, else
 *     none
 */
record ArrowWords(String[] texts, double[] numbers) {
  static ArrowWords of(ArrowVector values, boolean numeric) {
    String[] texts = new String[values.rows()];
    double[] numbers = new double[numeric ? texts.length : 0];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = values.text(i);
      if (numeric) {
        numbers[i] = values.number(i);
      }
    }
    return new ArrowWords(texts, numbers);
  }

  /** Those and more behind them. */
  ArrowWords plus(ArrowWords more) {
    String[] allTexts = Arrays.copyOf(texts, texts.length + more.texts.length);
    System.arraycopy(more.texts, 0, allTexts, texts.length, more.texts.length);
    double[] all = Arrays.copyOf(numbers, numbers.length + more.numbers.length);
    System.arraycopy(more.numbers, 0, all, numbers.length, more.numbers.length);
    return new ArrowWords(allTexts, all);
  }
}
