package io.stillwater.cli;

import io.stillwater.console.Console;
import io.stillwater.console.UserError;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.runtime.OpenSession;
import io.stillwater.model.runtime.ProviderChoice;
import io.stillwater.model.runtime.ProviderUsed;
import io.stillwater.model.runtime.RuntimeOptions;
import picocli.CommandLine.Option;

/** What models run on. */
final class RuntimeArguments {
  @Option(
      names = "--provider",
      paramLabel = "auto|cuda|cpu",
      defaultValue = "auto",
      description =
          "What models run on; auto is a GPU where one works (default: ${DEFAULT-VALUE}).")
  private ProviderChoice.Wanted provider;

  @Option(
      names = "--require-provider",
      description = "With --provider cuda: fail where it does not work, instead of using the CPU.")
  private boolean required;

  @Option(
      names = "--half",
      description =
          "On a GPU: score with matrix products in half precision; a bundle that is then off by more"
              + " than a thousandth is refused. Networks are trained in full.")
  private boolean half;

  private ProviderChoice choice() {
    try {
      return new ProviderChoice(provider, required, 0, 0, half);
    } catch (IllegalArgumentException e) {
      throw new UserError("--require-provider does not fit: " + e.getMessage() + ".", e);
    }
  }

  /**
   * Tries the provider once, says it if another has to do, and holds to what was found.
   *
   * @throws BundleException where it is required and does not work
   */
  RuntimeOptions options(Console console) throws BundleException {
    ProviderUsed used = OpenSession.probe(choice());
    if (used.fellBack()) {
      console.err().println("Warning: running on the CPU: " + used.fallback() + ".");
    }
    boolean gpu = used.provider().gpu();
    ProviderChoice found = new ProviderChoice(ProviderChoice.Wanted.CUDA, true, 0, 0, half);
    return RuntimeOptions.standard().with(gpu ? found : ProviderChoice.CPU);
  }
}
