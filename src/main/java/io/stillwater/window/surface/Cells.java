package io.stillwater.window.surface;

/**
 * Vectors on a grid of cells.
 *
 * @param rows of cells
 * @param columns of cells
 * @param size of a vector
 * @param values (rows, columns, size)
 */
public record Cells(int rows, int columns, int size, float[] values) {
  public int count() {
    return rows * columns;
  }
}
