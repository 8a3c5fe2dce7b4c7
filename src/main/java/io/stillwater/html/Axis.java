package io.stillwater.html;

import java.util.ArrayList;
import java.util.List;

/**
 * From values to places.
 *
 * @param low value at the beginning, above 0 where {@code log}
 * @param high value at the end, above {@code low}
 * @param log whether equal ratios are equally long
 * @param label what it shows
 */
public record Axis(double low, double high, boolean log, String label) {
  private static final int TICKS = 5;

  /** The share of the way from low to high: outside of [0, 1] for values outside. */
  public double at(double value) {
    return log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  }

  /** Round values to write beside the axis, about five. */
  public List<Double> ticks() {
    return log ? ratios() : steps();
  }

  private List<Double> steps() {
    double rough = (high - low) / TICKS;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double digit = rough / power;
    double step = power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
    List<Double> ticks = new ArrayList<>();
    for (double i = Math.ceil(low / step); i * step <= high; i++) {
      ticks.add(i * step + 0.0); // never -0
    }
    return ticks;
  }

  private List<Double> ratios() {
    int first = (int) Math.floor(Math.log10(low));
    int last = (int) Math.ceil(Math.log10(high));
    int every = Math.max(1, (last - first + TICKS) / (TICKS + 1));
    int[] digits = last - first <= 2 ? new int[] {1, 2, 5} : new int[] {1};
    List<Double> ticks = new ArrayList<>();
    for (int power = last - (last - first) / every * every; power <= last; power += every) {
      for (int digit : digits) {
        double tick = digit * Math.pow(10, power);
        if (tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9)) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }
}
