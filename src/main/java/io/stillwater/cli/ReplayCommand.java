package io.stillwater.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwater.cli.topic.KafkaOptions;
import io.stillwater.cli.topic.ReplayTarget;
import io.stillwater.console.Console;
import io.stillwater.console.ProgressBar;
import io.stillwater.console.UserError;
import io.stillwater.event.Grid;
import io.stillwater.event.Reading;
import io.stillwater.event.Readings;
import io.stillwater.kafka.ReadingWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code replay}: the rows of files as events on a topic, or images and sounds as they are. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Sends every row of a file to a topic, in order, as {\"key\": …, \"time\": …, \"values\": {…}}.",
      "Of a folder of images or sounds every file is one record with the time of sending. Its key is"
          + " what --key says, or the name of the file's folder.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  stillwater replay --data day.csv --topic readings",
      "  stillwater replay --data day.csv --topic readings --speed 60 --stamp now",
      "  stillwater replay --data table.csv --topic readings --rate 20",
      "  stillwater replay --images frames --topic camera --rate 5",
      "  stillwater replay --sounds clips --topic microphone --key fan-3 --claim-check"
    })
final class ReplayCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "CSV, Parquet or Arrow files, folders of them, or - for standard input, in the order of time;"
              + " CSV also packed.")
  private List<Path> files;

  @Mixin private MediaArguments media;
  @Mixin private EnvelopeArguments envelope;

  @Option(
      names = "--topic",
      required = true,
      paramLabel = "TOPIC",
      description = "Topic to write to.")
  private String topic;

  @Option(
      names = "--speed",
      paramLabel = "X",
      description = "X times as fast as the rows' own times (default: as fast as can be).")
  private Double speed;

  @Option(names = "--rate", paramLabel = "N", description = "At most N rows or files a second.")
  private Double rate;

  @Option(
      names = "--stamp",
      paramLabel = "event|now",
      description =
          "Record timestamps: the row's time, or now (default: the row's time, or now where the"
              + " broker would delete or refuse such old or future records).")
  private When stamp;

  @Option(names = "--json", description = "Write the counts as one JSON object, and no progress.")
  private boolean json;

  @Mixin private CsvArguments csv;
  @Mixin private KafkaOptions kafka;
  @Spec private CommandSpec spec;

  /** Words for {@link ReadingWriter.Stamp}. */
  enum When {
    EVENT(ReadingWriter.Stamp.EVENT_TIME),
    NOW(ReadingWriter.Stamp.NOW);

    private final ReadingWriter.Stamp stamp;

    When(ReadingWriter.Stamp stamp) {
      this.stamp = stamp;
    }
  }

  @Override
  public Integer call() throws IOException {
    Console console = Stillwater.console(spec.commandLine());
    if ((files == null) != media.given()) {
      throw new UserError("give either --data FILE…, --images DIR or --sounds DIR.");
    }
    return media.given() ? files(console) : rows(console);
  }

  private Integer files(Console console) throws IOException {
    if (speed != null || spec.commandLine().getParseResult().hasMatchedOption("--stamp")) {
      throw new UserError(
          "--speed and --stamp are for rows with a time: give --rate, or leave them out.");
    }
    MediaReplay replay =
        new MediaReplay(
            media, topic, csv.key(), envelope.envelope(), envelope.claims(), checkedPace());
    try (ProgressBar bar = new ProgressBar(console, json, System::nanoTime)) {
      MediaReplay.Sent sent = replay.send(kafka.client(), console, bar);
      bar.end();
      report("files", sent.files(), OptionalLong.of(sent.refused()), console);
      return sent.refused() == 0 ? Failures.OK : Failures.MISTAKE;
    }
  }

  private Integer rows(Console console) throws IOException {
    if (envelope.given()) {
      throw new UserError(
          "--cloudevents and --claim-check are for files: give --images DIR or --sounds DIR.");
    }
    ReadingWriter.Pace pace = checkedPace();
    ReplayTarget target = target(console);
    try (Readings readings = csv.open(files, null, Grid.NONE, console.err())) {
      requireTimes(readings);
      target.ensure();
      long count = write(readings, pace, target, console);
      report("rows", count, OptionalLong.empty(), console);
    }
    return Failures.OK;
  }

  private long write(
      Readings readings, ReadingWriter.Pace pace, ReplayTarget target, Console console)
      throws IOException {
    try (ReadingWriter writer = new ReadingWriter(kafka.client(), topic);
        ProgressBar bar = new ProgressBar(console, json, System::nanoTime)) {
      Peeked rows = new Peeked(readings);
      ReadingWriter.Stamp chosen = ReadingWriter.Stamp.NOW;
      if (readings.timed() && rows.hasNext()) {
        chosen =
            target.stamp(
                Optional.ofNullable(stamp).map(when -> when.stamp),
                rows.first().time(),
                System.currentTimeMillis());
      }
      long count =
          writer.write(
              rows,
              pace,
              chosen,
              (written, fraction) -> bar.step("Replaying", fraction, written + " rows"));
      bar.end();
      return count;
    }
  }

  private ReplayTarget target(Console console) throws IOException {
    return new ReplayTarget(kafka.client(), topic, console.err());
  }

  private ReadingWriter.Pace checkedPace() {
    if ((speed != null && !(speed > 0)) || (rate != null && !(rate > 0))) {
      throw new UserError(
          "--speed and --rate must be above 0: were " + speed + " and " + rate + ".");
    }
    return new ReadingWriter.Pace(speed == null ? 0 : speed, rate == null ? 0 : rate);
  }

  private void requireTimes(Readings readings) {
    if (speed != null && !readings.timed()) {
      throw new UserError(
          files.get(0)
              + " has no times to be replayed by; give --rate, or name the column with --time.");
    }
  }

  private void report(String items, long count, OptionalLong refused, Console console) {
    if (json) {
      ObjectNode object = new ObjectMapper().createObjectNode();
      object.put("topic", topic);
      object.put(items, count);
      refused.ifPresent(files -> object.put("refused", files));
      console.out().println(object);
      return;
    }
    long left = refused.orElse(0);
    String also = left == 0 ? "" : String.format(Locale.ROOT, ", %,d left out", left);
    console.err().printf(Locale.ROOT, "%,d %s sent to %s%s%n", count, items, topic, also);
  }

  /** Readings whose first can be looked at before it is taken. */
  private static final class Peeked extends WrappedReadings {
    private Reading first;

    Peeked(Readings readings) {
      super(readings);
      this.first = readings.hasNext() ? readings.next() : null;
    }

    Reading first() {
      return first;
    }

    @Override
    public boolean hasNext() {
      return first != null || super.hasNext();
    }

    @Override
    public Reading next() {
      Reading next = first == null ? super.next() : first;
      first = null;
      return next;
    }
  }
}
