package io.stillwater.cli;

import io.stillwater.console.UserError;
import io.stillwater.detect.recent.Adaptation;
import io.stillwater.detect.recent.Adapting;
import java.util.Locale;
import picocli.CommandLine.Option;

/** How limits follow keys, where it is to be otherwise than the bundle says. */
final class AdaptArguments {
  @Option(
      names = "--adapt",
      paramLabel = "off|limit",
      description =
          "How limits follow keys: limit, an alarm must also be rare among the key's own scores of"
              + " the last days; off, the trained limit alone (default: what the bundle says).")
  private String adapt;

  /** What is wanted. */
  Adapting adapting() {
    if (adapt == null) {
      return Adapting.AS_TRAINED;
    }
    return switch (adapt) {
      case "off", "limit" -> Adapting.in(Adaptation.Mode.valueOf(adapt.toUpperCase(Locale.ROOT)));
      default -> throw new UserError("--adapt must be off or limit: was '" + adapt + "'.");
    };
  }
}
