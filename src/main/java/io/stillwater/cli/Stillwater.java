package io.stillwater.cli;

import io.stillwater.cli.topic.BrokerCommand;
import io.stillwater.cli.topic.PeekCommand;
import io.stillwater.console.Console;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The root of all commands. */
@Command(
    name = "stillwater",
    description = "Finds anomalies in streams of sensor readings with diffusion models.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    subcommands = {
      TrainCommand.class,
      ImportCommand.class,
      DetectCommand.class,
      ScoreCommand.class,
      ReplayCommand.class,
      ServeCommand.class,
      PeekCommand.class,
      DemoCommand.class,
      BrokerCommand.class,
      InspectCommand.class,
      SampleCommand.class,
      EvaluateCommand.class,
      BenchmarkCommand.class,
      SimulateCommand.class,
      CommandLine.HelpCommand.class
    },
    versionProvider = Stillwater.Version.class,
    footer = {
      "",
      "First look:   stillwater demo",
      "Exit codes:   0 done, 1 failed, 2 something to mend in the call or the input"
    })
public final class Stillwater {
  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show stack traces with errors.")
  private boolean verbose;

  private final Console console;

  private Stillwater(Console console) {
    this.console = console;
  }

  /** Runs a command to its end. Returns its exit code. */
  public static int run(Console console, String... args) {
    CommandLine root = new CommandLine(new Stillwater(console));
    Failures failures = new Failures();
    root.setOut(console.out())
        .setErr(console.err())
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true);
    if (args.length == 0) {
      root.usage(console.out());
      return Failures.MISTAKE;
    }
    return root.execute(args);
  }

  static boolean verbose(CommandLine command) {
    return root(command).verbose;
  }

  static Console console(CommandLine command) {
    return root(command).console;
  }

  private static Stillwater root(CommandLine command) {
    CommandLine root = command;
    while (root.getParent() != null) {
      root = root.getParent();
    }
    return root.getCommand();
  }

  /** Reads the version that the build wrote down. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
      Properties properties = new Properties();
      try (InputStream in = Stillwater.class.getResourceAsStream("version.properties")) {
        properties.load(in);
      }
      return new String[] {
        "stillwater " + properties.getProperty("version"),
        "Java " + System.getProperty("java.version") + " on " + System.getProperty("os.name")
      };
    }
  }
}
