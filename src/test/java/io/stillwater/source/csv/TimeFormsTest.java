package io.stillwater.source.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.source.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Times as files write them, each with the instant it means. */
class TimeFormsTest {
  private static final CsvOptions ALL = CsvOptions.DEFAULT;
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @TempDir Path folder;

  private String said = "";

  private List<String> times(CsvOptions options, String text) throws IOException {
    Path file = Files.write(folder.resolve("t.csv"), text.getBytes(UTF_8));
    try (CsvReadings readings = CsvReadings.open(List.of(file), options)) {
      assertTrue(readings.timed(), text);
      assertEquals(List.of("a"), readings.channels(), text);
      said = String.join("; ", readings.forms());
      List<String> times = new ArrayList<>();
      readings.forEachRemaining(r -> times.add(Instant.ofEpochMilli(r.time()).toString()));
      return times;
    }
  }

  private void means(String expected, String... spellings) throws IOException {
    for (String spelling : spellings) {
      List<String> times = times(ALL, "time;a\n" + spelling + ";1\n" + spelling + ";2\n");
      assertEquals(List.of(expected, expected), times, spelling);
    }
  }

  @Test
  void oneInstant_inManySpellings() throws IOException {
    means(
        "2026-10-21T14:05:07.250Z",
        "2026-10-21T14:05:07.250Z",
        "2026-10-21 14:05:07.25",
        "2026-10-21 14:05:07.250 UTC",
        "2026-10-21 14:05:07,250",
        "2026/10/21 14:05:07.250",
        "2026.10.21 14:05:07.250",
        "21.10.2026 14:05:07.250",
        "21.10.2026 14:05:07,25",
        "21.10.2026, 14:05:07.250",
        "21.10.26 14:05:07.250",
        "21/10/2026 14:05:07.250",
        "21-10-2026 14:05:07.250",
        "10/21/2026 14:05:07.250",
        "10/21/2026 2:05:07.250 PM",
        "10/21/2026 02:05:07.250 p.m.",
        "21-Oct-2026 14:05:07.250",
        "21-OCT-26 14:05:07.250",
        "21 October 2026 14:05:07.250",
        "21. Okt. 2026 14:05:07.250",
        "Oct 21, 2026 14:05:07.250",
        "Wed, 21 Oct 2026 14:05:07.250 GMT",
        "21.10.2026 16:05:07.250 +02:00",
        "20261021T140507.250Z",
        "20261021 140507.250",
        "1792591507.25",
        "1792591507250",
        "1792591507250000",
        "1792591507250000000");
  }

  @Test
  void daysAndHalfDays() throws IOException {
    means("2026-10-21T00:00:00Z", "21.10.2026", "10/21/2026", "20261021", "21-Oct-2026", "46316");
    means("2026-10-21T12:30:00Z", "10/21/2026 12:30 PM", "46316.520833333336", "21.10.2026 12:30");
    means("2026-10-21T00:30:00Z", "10/21/2026 12:30 AM", "21.10.2026 0:30");
  }

  @Test
  void dayOrMonth_isDecidedByTheWholeColumn() throws IOException {
    StringBuilder text = new StringBuilder("time,a\n");
    for (int hour = 0; hour < 24 * 30; hour++) {
      text.append(
          LocalDateTime.of(2026, 3, 1, 0, 0)
              .plusHours(hour)
              .format(DateTimeFormatter.ofPattern("MM/dd/yyyy HH:mm")));
      text.append(",1\n");
    }
    List<String> times = times(ALL, text.toString());
    assertEquals("2026-03-01T00:00:00Z", times.get(0));
    assertEquals("2026-03-30T23:00:00Z", times.get(719));
    assertEquals("t.csv: times with the month first", said);
    // Neither is above 12, and only days first let time grow.
    assertEquals(
        List.of("2026-01-12T00:00:00Z", "2026-02-01T00:00:00Z", "2026-02-03T00:00:00Z"),
        times(ALL, "time,a\n12/01/2026,1\n01/02/2026,2\n03/02/2026,3\n"));
    assertEquals("t.csv: times with the day first", said);
    // As t6 of the corpus: one day, with AM and PM.
    assertEquals(
        List.of("2026-03-06T00:00:00Z", "2026-03-06T12:00:10Z"),
        times(ALL, "time,a\n03/06/2026 12:00:00 AM,1\n03/06/2026 12:00:10 PM,2\n"));
  }

  @Test
  void whatCannotBeDecided_isAskedFor() throws IOException {
    String text = "time,a\n03/06/2026 00:00,1\n03/06/2026 00:01,2\n";
    SourceException e = assertThrows(SourceException.class, () -> times(ALL, text));
    assertTrue(e.getMessage().contains("line 2: in the time \"03/06/2026 00:00\""), e.getMessage());
    assertTrue(e.getMessage().contains("--time-format \"dd/MM/yyyy HH:mm:ss\""), e.getMessage());
    assertEquals(
        List.of("2026-06-03T00:00:00Z", "2026-06-03T00:01:00Z"),
        times(ALL.withTimeFormat("dd/MM/yyyy HH:mm"), text));
    assertEquals(
        List.of("2026-03-06T00:00:00Z", "2026-03-06T00:01:00Z"),
        times(ALL.withTimeFormat("MM/dd/yyyy HH:mm"), text));
  }

  @Test
  void dateAndTime_inTwoColumns() throws IOException {
    assertEquals(
        List.of("2026-03-01T00:00:00Z", "2026-03-01T00:01:00Z"),
        times(ALL, "date,time,a\n2026-03-01,00:00:00,1\n2026-03-01,00:01:00,2\n"));
    assertEquals("t.csv: date and time in two columns", said);
    assertEquals(
        List.of("2026-03-21T13:00:00Z", "2026-03-21T13:01:00Z"),
        times(ALL, "a;Uhrzeit;Datum\n1;1:00 PM;21.03.2026\n2;1:01 PM;21.03.2026\n"));
  }

  @Test
  void namelessColumnsOfTimes_areFound_andNumbersAreNot() throws IOException {
    assertEquals(List.of("2026-03-21T13:00:00Z"), times(ALL, "when;a\n21.03.2026 13:00;1\n"));
    Path file = Files.write(folder.resolve("n.csv"), "a,b\n20261021,46316\n".getBytes(UTF_8));
    try (CsvReadings readings = CsvReadings.open(List.of(file), ALL)) {
      assertEquals(List.of("a", "b"), readings.channels());
    }
  }

  @Test
  void newestRowFirst_isReadFromTheEnd() throws IOException {
    String text = "time,a\n2026-01-04,4\n2026-01-03,3\n2026-01-02,2\n2026-01-01,1\n";
    assertEquals(
        List.of(
            "2026-01-01T00:00:00Z",
            "2026-01-02T00:00:00Z",
            "2026-01-03T00:00:00Z",
            "2026-01-04T00:00:00Z"),
        times(ALL, text));
    assertEquals("t.csv: newest row first, read from the end", said);
    Path file = Files.write(folder.resolve("r.csv"), text.getBytes(UTF_8));
    CsvOptions first = ALL.withRows(RowRange.first(1));
    try (CsvReadings readings = CsvReadings.open(List.of(file), first)) {
      assertEquals(1, readings.next().values()[0], "the first row in time");
    }
    // Two falls may be disorder, and one rise is.
    times(ALL, "time,a\n2026-01-03,4\n2026-01-02,3\n2026-01-01,2\n");
    assertEquals("", said);
    times(ALL, "time,a\n2026-01-04,4\n2026-01-03,3\n2026-01-02,2\n2026-01-01,1\n2026-01-05,1\n");
    assertEquals("", said);
  }

  @Test
  void firstColumnThatCanOnlyBeATime_isOne_whateverItsName() throws IOException {
    for (String unit : List.of("", ".5", "250", "250000", "250000000")) {
      StringBuilder text = new StringBuilder("ts_of_sample,a\n");
      for (int i = 0; i < 6; i++) {
        text.append(1_700_000_000L + i).append(unit).append(",").append(i % 2).append("\n");
      }
      List<String> times = times(ALL, text.toString());
      assertTrue(times.get(0).startsWith("2023-11-14T22:13:20"), times.get(0));
      assertTrue(times.get(5).startsWith("2023-11-14T22:13:25"), times.get(5));
    }
    assertEquals("t.csv: times in nanoseconds", said);
    String days = "serial;a\n46109,5;1\n46109,51;2\n46109,52;1\n46109,53;2\n46109,54;1\n";
    assertEquals("2026-03-28T12:00:00Z", times(ALL, days).get(0));
    // Neither rising nor of that size.
    for (String text :
        List.of(
            "v,a\n1700000005,1\n1700000004,2\n1700000003,1\n1700000009,2\n1700000001,1\n",
            "v,a\n46109,1\n46110,2\n46111,1\n46112,2\n46113,1\n",
            "v,a\n101.5,1\n102.5,2\n103.5,1\n104.5,2\n105.5,1\n")) {
      Path file = Files.write(folder.resolve("n.csv"), text.getBytes(UTF_8));
      try (CsvReadings readings = CsvReadings.open(List.of(file), ALL)) {
        assertEquals(List.of("v", "a"), readings.channels(), text);
      }
    }
  }

  @Test
  void theHourThatComesTwice_doesNotFoldOntoItself() throws IOException {
    StringBuilder text = new StringBuilder("time;a\n");
    Instant from = Instant.parse("2026-10-24T23:00:00Z");
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      Instant at = from.plusSeconds(600L * i);
      expected.add(at.toString());
      LocalDateTime local = LocalDateTime.ofInstant(at, BERLIN);
      text.append(local.format(DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm"))).append(";1\n");
    }
    assertEquals(expected, times(ALL.withZone(BERLIN), text.toString()));
    assertEquals("t.csv: semicolons, times with the day first in Europe/Berlin", said);
    // The same of another machine behind it: its first pass is not the second of the one before.
    String one = text.toString();
    String both = one + one.substring("time;a\n".length());
    List<String> twice = new ArrayList<>(expected);
    twice.addAll(expected);
    assertEquals(twice, times(ALL.withZone(BERLIN), both));
    String iso = one.replaceAll("(\\d\\d)\\.(\\d\\d)\\.(\\d{4})", "$3-$2-$1");
    assertEquals(expected, times(ALL.withZone(BERLIN), iso));
  }

  @Test
  void anyTimeInAnyForm_readsBack() throws IOException {
    List<String> forms =
        List.of(
            "yyyy-MM-dd HH:mm:ss",
            "dd.MM.yyyy HH:mm:ss",
            "d.M.yyyy H:mm:ss",
            "dd.MM.yy HH:mm:ss",
            "M/d/yyyy h:mm:ss a",
            "dd/MM/yyyy HH:mm:ss",
            "dd-MMM-yyyy HH:mm:ss",
            "MMM d, yyyy HH:mm:ss",
            "d MMMM yyyy HH:mm:ss",
            "yyyyMMdd'T'HHmmss",
            "yyyy/MM/dd HH:mm:ss",
            "EEE, d MMM yyyy HH:mm:ss");
    for (int seed = 0; seed < 600; seed++) {
      Random random = new Random(seed);
      String form = forms.get(seed % forms.size());
      DateTimeFormatter writer = DateTimeFormatter.ofPattern(form, Locale.ENGLISH);
      long time = 1_700_000_000L + random.nextInt(200_000_000);
      StringBuilder text = new StringBuilder("time;a\n");
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        time += 60 + random.nextInt(200_000); // some days, so that one of them tells
        Instant at = Instant.ofEpochSecond(time + (i == 0 ? 0 : 86_400L * 3));
        expected.add(at.toString());
        text.append(writer.format(at.atOffset(ZoneOffset.UTC))).append(';').append(i).append('\n');
      }
      assertEquals(expected, times(ALL, text.toString()), "seed " + seed + ": " + form);
    }
  }

  @Test
  void theHourThatComesTwice_newestFirst() throws IOException {
    List<String> lines = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    Instant from = Instant.parse("2026-10-24T23:00:00Z");
    for (int i = 0; i < 24; i++) {
      Instant at = from.plusSeconds(600L * i);
      expected.add(at.toString());
      lines.add(0, LocalDateTime.ofInstant(at, BERLIN) + ";1\n");
    }
    assertEquals(expected, times(ALL.withZone(BERLIN), "time;a\n" + String.join("", lines)));
    assertTrue(said.endsWith("newest row first, read from the end"), said);
  }

  @Test
  void halfDaysInAColumnOfTheirOwn_andFallingTimes_tellTheOrder() throws IOException {
    assertEquals(
        List.of("2026-03-06T13:00:00Z", "2026-03-06T14:00:00Z"),
        times(ALL, "date,time,a\n03/06/2026,1:00 PM,1\n03/06/2026,2:00 PM,2\n"));
    assertEquals(
        List.of(
            "2026-01-12T00:00:00Z",
            "2026-02-01T00:00:00Z",
            "2026-02-03T00:00:00Z",
            "2026-02-05T00:00:00Z"),
        times(ALL, "time,a\n05/02/2026,4\n03/02/2026,3\n01/02/2026,2\n12/01/2026,1\n"));
  }

  @Test
  void aPattern_findsTheColumn_andMustBeOne() throws IOException {
    String text = "time,a\n21.10.2026 14h05,1\n";
    assertEquals(
        List.of("2026-10-21T14:05:00Z"), times(ALL.withTimeFormat("dd.MM.yyyy HH'h'mm"), text));
    SourceException e =
        assertThrows(SourceException.class, () -> times(ALL.withTimeFormat("foo"), text));
    assertTrue(e.getMessage().startsWith("--time-format \"foo\" is no pattern"), e.getMessage());
  }
}
