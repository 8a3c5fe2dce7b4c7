package io.stillwater.train.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixProductTest {
  @ParameterizedTest
  @CsvSource({"1, 1, 1", "7, 5, 3", "3, 1, 40", "64, 300, 17"})
  void product_isThatOfTheLoops(int rows, int inner, int columns) throws Exception {
    Random random = new Random(rows);
    float[] a = random(rows * inner, random);
    float[] b = random(inner * columns, random);
    float[] seen = MatrixProduct.of(a, rows, inner, b, columns);
    assertEquals(rows * columns, seen.length);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        double sum = 0;
        for (int k = 0; k < inner; k++) {
          sum += (double) a[i * inner + k] * b[k * columns + j];
        }
        assertEquals(sum, seen[i * columns + j], 1e-6 * inner, "row " + i + " column " + j);
      }
    }
    assertArrayEquals(seen, MatrixProduct.of(a, rows, inner, b, columns), "the same bits again");
  }

  private static float[] random(int count, Random random) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = 2 * random.nextFloat() - 1;
    }
    return values;
  }
}
