package io.stillwater.train.media;

import io.stillwater.window.surface.Cells;
import io.stillwater.window.surface.HalfFloats;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Vectors of cells, whether they are of defects, and of which part of the images they are. Kept in
 * 16 bits a number: there are hundreds of thousands of vectors. Not thread-safe.
 */
final class CellSamples {
  private final List<short[]> vectors = new ArrayList<>();
  private final List<Boolean> odd = new ArrayList<>();
  private final List<Integer> parts = new ArrayList<>();
  private final int part; // of those that are added

  CellSamples() {
    this(0);
  }

  /**
   * @param part of the images, to which those belong that are added
   */
  CellSamples(int part) {
    this.part = part;
  }

  int count() {
    return vectors.size();
  }

  boolean odd(int sample) {
    return odd.get(sample);
  }

  int part(int sample) {
    return parts.get(sample);
  }

  /** Writes a vector, from the beginning of an array. */
  void read(int sample, float[] to) {
    short[] vector = vectors.get(sample);
    for (int i = 0; i < vector.length; i++) {
      to[i] = HalfFloats.value(vector[i]);
    }
  }

  /** Numbers in a vector. */
  int size() {
    return vectors.get(0).length;
  }

  void add(float[] values, int offset, int size, boolean isOdd) {
    short[] vector = new short[size];
    for (int i = 0; i < size; i++) {
      vector[i] = HalfFloats.upper(values[offset + i]);
    }
    vectors.add(vector);
    odd.add(isOdd);
    parts.add(part);
  }

  void addAll(CellSamples others) {
    vectors.addAll(others.vectors);
    odd.addAll(others.odd);
    parts.addAll(others.parts);
  }

  /**
   * Some of those cells, each at most once.
   *
   * @param from cells, given away: it is written to
   */
  void take(Cells cells, SplittableRandom random, int most, int[] from, boolean isOdd) {
    int count = Math.min(most, from.length);
    for (int i = 0; i < count; i++) {
      int j = i + random.nextInt(from.length - i);
      int cell = from[j];
      from[j] = from[i];
      add(cells.values(), cell * cells.size(), cells.size(), isOdd);
    }
  }
}
