package io.stillwater.cli;

import io.stillwater.alert.PolicySpec;
import io.stillwater.train.Promise;
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
      names = "--limit",
      paramLabel = "P",
      defaultValue = "0.001",
      description =
          "P-value that takes the budget's place where there is no time, or less than a day of it"
              + " (default: ${DEFAULT-VALUE}).")
  private double limit;

  @Mixin private PolicyArguments policy;

  /**
   * What was asked for.
   *
   * @throws IllegalArgumentException where it cannot be
   */
  Promise promise() {
    return promise(PolicySpec.DEFAULT);
  }

  /** The same with these defaults of the policy. */
  Promise promise(PolicySpec otherwise) {
    return new Promise(budget, limit, policy.spec(otherwise));
  }
}
