package io.stillwater.cli.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwater.alert.Alert;
import io.stillwater.alert.AlertState;
import io.stillwater.alert.Peak;
import io.stillwater.alert.Picture;
import io.stillwater.alert.Present;
import io.stillwater.console.Console;
import io.stillwater.detect.heat.Region;
import io.stillwater.stream.output.Count;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells what happens in a demo: to people in lines, to machines as one JSON object a line, each
 * with an {@code event}: {@code ready}, {@code fault}, {@code alert}, {@code summary}. Safe for use
 * by several threads.
 */
final class Narrator {
  private static final int CHANNELS = 3;

  private final Console console;
  private final boolean json;
  private final DateTimeFormatter clock;
  private final ObjectMapper mapper = new ObjectMapper();

  /**
   * @param zone in which times are shown to people
   */
  Narrator(Console console, boolean json, ZoneId zone) {
    this.console = console;
    this.json = json;
    this.clock = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(zone);
  }

  /** Something slow begins. */
  synchronized void note(String text) {
    console.err().println(text);
  }

  /** Where the broker listens, for other commands. */
  synchronized void broker(String address, String topic) {
    if (json) {
      ObjectNode node = event("broker");
      node.put("address", address);
      node.put("topic", topic);
      write(node);
    } else {
      console
          .err()
          .println(
              "Its address is "
                  + address
                  + ", for commands in another window: stillwater peek --topic "
                  + topic
                  + " --bootstrap-servers "
                  + address);
    }
  }

  synchronized void ready(String url) {
    if (json) {
      ObjectNode node = event("ready");
      node.put("url", url);
      write(node);
    } else {
      console.out().println("Open " + url + " (Ctrl-C ends the demo)");
    }
  }

  synchronized void injected(Injected fault) {
    if (json) {
      ObjectNode node = event("fault");
      node.put("key", fault.key());
      node.put("fault", fault.name());
      node.put("time", iso(fault.from()));
      write(node);
    } else {
      say(fault.from(), "FAULT    " + fault.key() + ": " + fault.name() + " begins");
    }
  }

  /**
   * An alert.
   *
   * @param cause the fault that it is the first to report; null if there is none
   */
  synchronized void alert(Alert alert, Injected cause) {
    List<Present.Share> strongest = strongest(alert);
    if (json) {
      ObjectNode node = event("alert");
      node.put("state", lower(alert.state()));
      node.put("severity", lower(alert.episode().severity()));
      node.put("key", alert.episode().key());
      node.put("time", iso(alert.time()));
      node.put("score", alert.episode().peak().score());
      node.put("p_value", alert.episode().peak().pValue());
      node.put("now_p_value", alert.episode().present().pValue());
      node.put("reason", alert.reason());
      ArrayNode channels = node.putArray("channels");
      strongest.forEach(c -> channels.addObject().put("name", c.channel()).put("share", c.share()));
      Picture picture = alert.episode().peak().picture();
      if (picture != null) {
        node.put("regions", picture.regions().size());
      }
      node.put("fault", cause == null ? null : cause.name());
      write(node);
    } else {
      say(alert.time(), line(alert, strongest, cause));
    }
  }

  /** An update tells how it is now, all others the strangest window. */
  private static Present told(Alert alert) {
    Peak peak = alert.episode().peak();
    return alert.state() == AlertState.UPDATED
        ? alert.episode().present()
        : new Present(peak.score(), peak.pValue(), false, List.of());
  }

  /** What an update names as the cause now, or what explains the strangest window. */
  private static List<Present.Share> strongest(Alert alert) {
    List<Present.Share> now = told(alert).channels();
    Stream<Present.Share> channels =
        now.isEmpty()
            ? alert.episode().peak().channels().stream()
                .map(c -> new Present.Share(c.channel(), c.share()))
            : now.stream();
    return channels.limit(CHANNELS).toList();
  }

  private static String line(Alert alert, List<Present.Share> strongest, Injected cause) {
    String found =
        cause == null
            ? ""
            : String.format(
                Locale.ROOT,
                " (found %s after %.1f s)",
                cause.name(),
                (alert.time() - cause.from()) / 1e3);
    return String.format(
        Locale.ROOT,
        "%-8s %s: %s, p %.2g; %s%s",
        alert.state(),
        alert.episode().key(),
        lower(alert.episode().severity()),
        told(alert).pValue(),
        why(alert.episode().peak().picture(), strongest),
        found);
  }

  private static String why(Picture picture, List<Present.Share> strongest) {
    if (picture == null) {
      return strongest.stream()
          .map(c -> String.format(Locale.ROOT, "%s %.0f %%", c.channel(), 100 * c.share()))
          .collect(Collectors.joining(", "));
    }
    if (picture.regions().isEmpty()) {
      return "no region beyond the limit";
    }
    Region most = picture.regions().get(0);
    return String.format(
        Locale.ROOT,
        "%d region(s), the strangest %d x %d px at %d, %d",
        picture.regions().size(),
        most.width(),
        most.height(),
        most.x(),
        most.y());
  }

  synchronized void summary(Account account, List<FaultBook.Entry> faults) {
    if (json) {
      write(object(account, faults));
      return;
    }
    console.out().println();
    for (FaultBook.Entry entry : faults) {
      console.out().println("  " + text(entry));
    }
    console
        .out()
        .printf(
            Locale.ROOT,
            "%.0f s: %d produced, %d received = %d decoded + %d undecodable;"
                + " %d windows = %d scored + %d skipped; %d alerts; lost %d%n",
            account.seconds(),
            account.produced(),
            account.get(Count.RECEIVED),
            account.get(Count.DECODED),
            account.get(Count.UNDECODABLE),
            account.get(Count.WINDOWS),
            account.get(Count.SCORED),
            account.get(Count.SKIPPED),
            account.alerts(),
            account.lost());
    if (!faults.isEmpty()) {
      long found = faults.stream().filter(entry -> entry.after().isPresent()).count();
      console
          .out()
          .printf(
              Locale.ROOT,
              "%d of %d faults found; %d episode(s) without a fault%n",
              found,
              faults.size(),
              account.falseAlarms());
    }
  }

  private String text(FaultBook.Entry entry) {
    String what = clock.format(at(entry.fault().from())) + "  " + entry.fault().key() + ": ";
    return entry.after().isEmpty()
        ? what + entry.fault().name() + ", not found"
        : String.format(
            Locale.ROOT,
            "%s%s, found after %.1f s",
            what,
            entry.fault().name(),
            entry.after().getAsLong() / 1e3);
  }

  private ObjectNode object(Account account, List<FaultBook.Entry> faults) {
    ObjectNode node = event("summary");
    node.put("seconds", account.seconds());
    node.put("produced", account.produced());
    for (Count count : Count.values()) {
      node.put(lower(count), account.get(count));
    }
    node.put("alerts_read", account.alerts());
    node.put("lost", account.lost());
    node.put(
        "first_alert_seconds",
        Double.isNaN(account.firstAlertSeconds()) ? null : account.firstAlertSeconds());
    ArrayNode list = node.putArray("faults");
    for (FaultBook.Entry entry : faults) {
      ObjectNode fault = list.addObject();
      fault.put("key", entry.fault().key());
      fault.put("fault", entry.fault().name());
      fault.put("time", iso(entry.fault().from()));
      fault.put("found", entry.after().isPresent());
      entry.after().ifPresent(millis -> fault.put("after_seconds", millis / 1e3));
    }
    node.put("false_alarms", account.falseAlarms());
    return node;
  }

  private void say(long time, String text) {
    console.out().println(clock.format(at(time)) + "  " + text);
  }

  private ObjectNode event(String name) {
    return mapper.createObjectNode().put("event", name);
  }

  private void write(ObjectNode node) {
    console.out().println(node);
  }

  private static Instant at(long millis) {
    return Instant.ofEpochMilli(millis);
  }

  private static String iso(long millis) {
    return at(millis).atOffset(ZoneOffset.UTC).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }
}
