package io.stillwater.cli;

import io.stillwater.alert.PolicySpec;
import io.stillwater.train.threshold.Promise;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How often a bundle may be wrong. */
final class PromiseArguments {
  @Option(
      names = "--budget",
      paramLabel = "EPISODES",
      defaultValue = "1",
      description = "False-alarm episodes allowed per key and day (default: ${DEFAULT-VALUE}).")
  private double budget;

  @Option(
      names = "--time-in-alarm",
      paramLabel = "SHARE",
      converter = Shares.class,
      defaultValue = "1%",
      description =
          "Share of the time of normal readings that a key may be in alarm, from an episode's opening"
              + " to its end; the stricter of this and the budget or limit decides. 100%% for no such"
              + " bound (default: 1%%). Images and sounds have a limit only.")
  private double timeInAlarm;

  @Option(
      names = "--limit",
      paramLabel = "P",
      description =
          "P-value that takes the budget's place where there is no time, or less than a day of it"
              + " (default: 0.001; of images and sounds 0.01, one false alarm in a hundred files).")
  private Double limit;

  @Mixin private PolicyArguments policy;

  /**
   * What was asked for.
   *
   * @throws IllegalArgumentException where it cannot be
   */
  Promise promise() {
    return promise(PolicySpec.DEFAULT);
  }

  private Promise promise(PolicySpec otherwise) {
    return promise(otherwise, Promise.DEFAULT.limit());
  }

  /** The same of files, of which a person hardly has thousands, with that default of the policy. */
  Promise ofFiles(PolicySpec otherwise) {
    return promise(otherwise, Promise.FILES);
  }

  private Promise promise(PolicySpec otherwise, double usual) {
    return new Promise(budget, limit == null ? usual : limit, timeInAlarm, policy.spec(otherwise));
  }
}
