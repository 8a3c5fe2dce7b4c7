package io.stillwater.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwater.console.Console;
import io.stillwater.console.ProgressBar;
import io.stillwater.console.UserError;
import io.stillwater.event.Reading;
import io.stillwater.event.Readings;
import io.stillwater.source.Fault;
import io.stillwater.source.Injection;
import io.stillwater.source.SimulatedReadings;
import io.stillwater.source.Simulator;
import io.stillwater.source.csv.CsvRows;
import io.stillwater.source.surface.SurfaceFolder;
import io.stillwater.source.surface.SurfacePlan;
import io.stillwater.source.surface.SurfaceSimulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code simulate}: readings of pumps as a file, or images of a surface as a folder. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the readings of simulated pumps, ten a second each, to a CSV file: data to train on and to"
          + " things with. The same seed gives the same file.",
      "",
      "With --images, images of a woven or a metal surface instead, grey, with or without flaws: the"
          + " files in DIR/images, for each flaw a mask in DIR/masks, and DIR/labels.csv.",
      ""
    },
    footer = {
      "",
      "Faults: closing-valve, cavitation, bearing-wear, stuck-sensor, leak",
      "Flaws: scratch, hole, stain, missing-thread (of a woven surface)",
      "",
      "Examples:",
      "  stillwater simulate --out normal.csv.gz --for 30m",
      "  stillwater simulate --out broken.csv --for 2m --fault leak --pump pump-2 --at 1m",
      "  stillwater simulate --images cloth --count 200 --flawed 0.3"
    })
final class SimulateCommand implements Callable<Integer> {
  /** Names of the options that say something only of pumps. */
  private static final List<String> PUMPS =
      List.of("--out", "--pumps", "--for", "--fault", "--pump", "--at", "--lasting", "--ramp");

  @Option(
      names = "--out",
      paramLabel = "FILE.csv",
      description = "File to write; packed if its name ends in .gz.")
  private Path out;

  @Option(
      names = "--pumps",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many pumps (default: ${DEFAULT-VALUE}).")
  private int pumps;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      converter = Durations.class,
      defaultValue = "10m",
      description = "How long (default: ${DEFAULT-VALUE}).")
  private Duration length;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Seed of loads and noise (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--fault", paramLabel = "NAME", description = "A fault that begins at --at.")
  private String fault;

  @Option(
      names = "--pump",
      paramLabel = "KEY",
      defaultValue = "pump-1",
      description = "The pump that has it (default: ${DEFAULT-VALUE}).")
  private String pump;

  @Option(
      names = "--at",
      paramLabel = "DURATION",
      converter = Durations.class,
      defaultValue = "1m",
      description = "When it begins, after the start (default: ${DEFAULT-VALUE}).")
  private Duration at;

  @Option(
      names = "--lasting",
      paramLabel = "DURATION",
      converter = Durations.class,
      defaultValue = "1d",
      description = "How long it lasts (default: to the end).")
  private Duration lasting;

  @Option(
      names = "--ramp",
      paramLabel = "DURATION",
      converter = Durations.class,
      defaultValue = "10s",
      description = "How long it takes to its full severity (default: ${DEFAULT-VALUE}).")
  private Duration ramp;

  @Option(names = "--json", description = "Write the counts as one JSON object, and no progress.")
  private boolean json;

  @Mixin private SurfaceArguments surface;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    boolean images = surface.folder() != null;
    if (!images && out == null) {
      throw new UserError("there is nowhere to write to; give --out FILE.csv or --images DIR.");
    }
    refuse(images ? PUMPS : SurfaceArguments.NAMES, images ? "without" : "with");
    return images ? images() : readings();
  }

  /** Options that would change nothing. */
  private void refuse(List<String> names, String when) {
    for (String name : names) {
      if (spec.commandLine().getParseResult().hasMatchedOption(name)) {
        throw new UserError(name + " only says something " + when + " --images; leave it out.");
      }
    }
  }

  private int images() {
    Console console = Stillwater.console(spec.commandLine());
    SurfaceSimulator simulator;
    SurfacePlan plan;
    try {
      simulator = surface.simulator(seed);
      plan = surface.plan();
    } catch (IllegalArgumentException e) {
      throw new UserError(e.getMessage() + ".", e);
    }
    try (ProgressBar bar = new ProgressBar(console, json, System::nanoTime)) {
      SurfaceFolder.write(
          simulator,
          plan,
          surface.folder(),
          done -> {
            synchronized (bar) {
              bar.step("Simulating", (double) done / plan.count(), "");
            }
          });
      bar.end();
    }
    if (json) {
      ObjectNode object = new ObjectMapper().createObjectNode();
      object.put("images", plan.count());
      object.put("flawed", plan.flawed());
      console.out().println(object);
    } else {
      console
          .err()
          .printf(
              Locale.ROOT,
              "%,d images, %,d of them flawed, written to %s%n",
              plan.count(),
              plan.flawed(),
              surface.folder());
    }
    return Failures.OK;
  }

  private int readings() {
    Console console = Stillwater.console(spec.commandLine());
    try (ProgressBar bar = new ProgressBar(console, json, System::nanoTime);
        Watched readings =
            new Watched(new SimulatedReadings(simulator(), SimulatedReadings.START, length), bar)) {
      long rows = CsvRows.write(readings, out);
      bar.end();
      if (json) {
        ObjectNode object = new ObjectMapper().createObjectNode();
        object.put("rows", rows);
        console.out().println(object);
      } else {
        console.err().printf(Locale.ROOT, "%,d rows written to %s%n", rows, out);
      }
    }
    return Failures.OK;
  }

  private Simulator simulator() {
    try {
      Simulator simulator = new Simulator(pumps, seed);
      if (fault != null) {
        long from = SimulatedReadings.START + at.toMillis();
        simulator.inject(
            new Injection(
                pump, Fault.named(fault), from, ramp.toMillis(), from + lasting.toMillis()));
      }
      return simulator;
    } catch (IllegalArgumentException e) {
      throw new UserError(e.getMessage() + ".", e);
    }
  }

  /** Readings that move a progress bar. */
  private static final class Watched extends WrappedReadings {
    private final ProgressBar bar;

    Watched(Readings readings, ProgressBar bar) {
      super(readings);
      this.bar = bar;
    }

    @Override
    public Reading next() {
      bar.step("Simulating", progress(), "");
      return super.next();
    }
  }
}
