package io.stillwater.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.Grid;
import io.stillwater.event.Reading;
import io.stillwater.source.csv.CsvOptions;
import io.stillwater.source.csv.CsvReadings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files with one measurement in a row. */
class LongFormTest {
  private static final Path INPUTS = Path.of("src/test/resources/inputs/files");

  @TempDir private Path folder;

  @Test
  void tagsAndValues_areFoundAndPutOnAGrid() {
    List<String> said = new ArrayList<>();
    try (CsvReadings rows = open("long.csv", CsvOptions.DEFAULT).telling(said::add);
        AlignedReadings readings = new AlignedReadings(rows, Grid.NONE)) {
      assertTrue(rows.oneByOne());
      assertEquals(List.of("flow", "temp"), readings.channels());
      assertEquals(new Grid(10_000, 200_000), readings.grid(), "temp comes every 20 s");
      assertEquals(
          List.of(
              "long 00:00:00 [10.0, NaN]",
              "long 00:00:10 [11.0, 40.0]",
              "long 00:00:20 [12.0, 40.0]",
              "long 00:00:30 [13.0, 42.0]",
              "long 00:00:40 [13.0, 43.0]"),
          told(readings));
    }
    assertEquals(1, said.size());
    assertTrue(said.get(0).contains("1 value is of no good quality"), said.get(0));
  }

  @Test
  void machines_areToldApartByTheirKey() {
    CsvOptions options = CsvOptions.DEFAULT.withKey("Anlage").withLongForm(tag("Signal", "Wert"));
    try (AlignedReadings readings =
        new AlignedReadings(open("long-machines.csv", options), new Grid(60_000, 60_000))) {
      assertEquals(List.of("Durchfluss", "Druck"), readings.channels());
      assertEquals(
          List.of(
              "P1 00:00:00 [10.5, 1.5]",
              "P2 00:00:00 [20.5, 2.5]",
              "P1 00:01:00 [11.5, 1.25]",
              "P2 00:01:00 [21.5, 2.25]"),
          told(readings));
    }
  }

  @Test
  void channelsOfABundle_areReadAndNoOthers() {
    CsvOptions options = CsvOptions.DEFAULT.withChannels(List.of("temp", "speed"));
    try (AlignedReadings readings =
        new AlignedReadings(open("long.csv", options), new Grid(10_000, 20_000))) {
      assertEquals(List.of("temp", "speed"), readings.channels());
      assertEquals("long 00:00:10 [40.0, NaN]", told(readings).get(0));
    }
  }

  @Test
  void filesOfDays_shareTheirTags() throws IOException {
    Path one =
        write("a.csv", "time,tag,value\n2026-10-01T00:00:00Z,x,1\n2026-10-01T00:00:01Z,x,2\n");
    Path two =
        write("b.csv", "time,tag,value\n2026-10-02T00:00:00Z,y,1\n2026-10-02T00:00:01Z,y,2\n");
    try (CsvReadings rows = CsvReadings.open(List.of(one, two), CsvOptions.DEFAULT)) {
      assertEquals(List.of("x", "y"), rows.channels());
    }
  }

  @Test
  void aColumnForEachChannel_staysWhatItIs() throws IOException {
    Path wide =
        write("w.csv", "time,status,value\n2026-10-01T00:00:00Z,on,1\n2026-10-01T00:00:01Z,on,2\n");
    try (CsvReadings rows = CsvReadings.open(List.of(wide), CsvOptions.DEFAULT)) {
      assertFalse(rows.oneByOne());
    }
    CsvOptions no = CsvOptions.DEFAULT.withLongForm(new CsvOptions.OneByOne(false, null, null));
    try (CsvReadings rows = open("long.csv", no)) {
      assertFalse(rows.oneByOne());
    }
  }

  @Test
  void columnsThatAreNotFound_areAskedFor() throws IOException {
    Path other =
        write("o.csv", "time,wer,was\n2026-10-01T00:00:00Z,x,1\n2026-10-01T00:00:01Z,y,2\n");
    CsvOptions options = CsvOptions.DEFAULT.withLongForm(new CsvOptions.OneByOne(true, null, null));
    SourceException e =
        assertThrows(SourceException.class, () -> CsvReadings.open(List.of(other), options));
    assertTrue(e.getMessage().endsWith("name them, as in --long tag:value"), e.getMessage());
    try (CsvReadings rows =
        CsvReadings.open(List.of(other), CsvOptions.DEFAULT.withLongForm(tag("wer", "was")))) {
      assertEquals(List.of("x", "y"), rows.channels());
    }
  }

  private static CsvOptions.OneByOne tag(String tag, String value) {
    return new CsvOptions.OneByOne(true, tag, value);
  }

  private static CsvReadings open(String name, CsvOptions options) {
    return CsvReadings.open(List.of(INPUTS.resolve(name)), options);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static List<String> told(AlignedReadings readings) {
    List<String> told = new ArrayList<>();
    while (readings.hasNext()) {
      Reading reading = readings.next();
      String time = Instant.ofEpochMilli(reading.time()).toString().substring(11, 19);
      told.add(reading.key() + " " + time + " " + Arrays.toString(reading.values()));
    }
    return told;
  }
}
