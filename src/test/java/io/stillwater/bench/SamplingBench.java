package io.stillwater.bench;

import io.stillwater.alert.PolicySpec;
import io.stillwater.train.threshold.Promise;
import io.stillwater.train.threshold.SamplingStudy;
import java.util.Locale;

/**
 * Realised against promised false alarms where rows lie a millisecond, a second, a minute, an hour
 * or a day apart, by default and without a bound on the time in alarm.
 *
 * <p>Arguments: keys (20).
 */
public final class SamplingBench {
  private SamplingBench() {}

  /** See above. */
  public static void main(String[] args) {
    int keys = args.length > 0 ? Integer.parseInt(args[0]) : 20;
    double[] seconds = {0.001, 1, 1, 60, 60, 3600, 3600, 86_400, 86_400};
    int[] rows = {200_000, 3_600, 180_000, 4_320, 20_160, 720, 2_160, 365, 1_460};
    System.out.println(
        "seconds   rows  most    in alarm %   told %  episodes a day  p-value  decided");
    for (int i = 0; i < rows.length; i++) {
      for (double most : new double[] {1, 0.01}) {
        SamplingStudy.Outcome outcome =
            SamplingStudy.run(
                seconds[i], rows[i], keys, new Promise(1, 0.001, most, PolicySpec.DEFAULT));
        System.out.printf(
            Locale.ROOT,
            "%7.5g %6d  %4.2f  %10.2f  %8.2f  %14.3g  %7.2g  %s%n",
            seconds[i],
            rows[i],
            most,
            100 * outcome.inAlarm(),
            100 * outcome.told(),
            outcome.perDay(),
            outcome.pValue(),
            outcome.decided());
      }
    }
  }
}
