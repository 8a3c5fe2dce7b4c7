package io.stillwater.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.cli.Cli.Result;
import io.stillwater.model.Bundle;
import io.stillwater.model.manifest.Manifest;
import io.stillwater.model.manifest.View;
import io.stillwater.train.network.NetworkGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network of one machine, adapted to another one of which there are few readings. */
class TransferTest {
  private static final int FEW = 300;
  private static final Pattern TAKEN =
      Pattern.compile(
          "Taken: step ([0-9,]+) of ([0-9,]+), loss [0-9]+[.][0-9]+, validation loss ([0-9]+[.][0-9]+)");

  @TempDir static Path shared;
  @TempDir Path folder;
  private static Path source;
  private static Path plant;
  private static Path few;

  @BeforeAll
  static void trainOnce() throws IOException {
    plant = Files.write(shared.resolve("plant.csv"), Cli.csv(3000, 3000));
    few = Files.write(shared.resolve("few.csv"), other("time,flow,pressure"));
    source = shared.resolve("source");
    Result trained = train(plant, source, "--steps", 400, "--window", 16);
    assertEquals(0, trained.code(), trained.err());
  }

  /** A machine at twice the flow whose load changes half as fast again. */
  private static List<String> other(String header) {
    List<String> all = Cli.csv(2 * FEW, 2 * FEW);
    List<String> lines = new ArrayList<>(List.of(header));
    for (int i = 0; i < FEW; i++) {
      String[] now = all.get(1 + i).split(",", -1);
      String[] load = all.get(1 + 3 * i / 2).split(",", -1);
      lines.add(now[0] + "," + 2 * Double.parseDouble(load[1]) + "," + load[2]);
    }
    return lines;
  }

  private static Result train(Path data, Path bundle, Object... more) {
    List<Object> args = new ArrayList<>();
    args.addAll(List.of("train", "--data", data, "--denoiser", "network", "--bundle", bundle));
    args.addAll(List.of(more));
    return Cli.run(args.toArray());
  }

  private Bundle made(String name, Object... more) throws Exception {
    Path bundle = folder.resolve(name);
    Result trained = train(few, bundle, more);
    assertEquals(0, trained.code(), trained.err());
    return Bundle.load(bundle);
  }

  /** What the report says was taken: step, of how many, validation loss. */
  private static double[] taken(Bundle bundle) throws IOException {
    Matcher found = TAKEN.matcher(Files.readString(bundle.report()));
    assertTrue(found.find(), "the report tells what was taken");
    return new double[] {
      Double.parseDouble(found.group(1).replace(",", "")),
      Double.parseDouble(found.group(2).replace(",", "")),
      Double.parseDouble(found.group(3))
    };
  }

  @Test
  void adapted_isBetterWithFewStepsThanFromScratch() throws Exception {
    double adapted = taken(made("adapted", "--from", source, "--steps", 20))[2];
    double scratch = taken(made("scratch", "--steps", 20, "--window", 16))[2];

    assertTrue(adapted < 0.7 * scratch, adapted + " after 20 steps, from scratch " + scratch);
  }

  @Test
  void scheduleIsShort_andLevelAndCalibrationAreItsOwn() throws Exception {
    Bundle adapted = made("adapted", "--from-bundle", source);

    double[] taken = taken(adapted);
    assertTrue(taken[1] <= 500, "steps: " + taken[1]);
    Manifest now = adapted.manifest();
    Manifest before = Bundle.load(source).manifest();
    assertEquals(60, now.normalisation().pooled().centre()[0], 2, "twice 30");
    assertEquals(30, before.normalisation().pooled().centre()[0], 1);
    assertTrue(now.training().heldOut() < FEW / 2, now.training().toString());
    assertNotEquals(before.threshold().score(), now.threshold().score());
  }

  @Test
  void frozenLowerLayers_areThoseOfTheOtherMachine() throws Exception {
    float[] given = Bundle.load(source).constant(NetworkGraph.WEIGHTS);

    float[] frozen = weights("frozen", "--lower-layers", 0);
    float[] slower = weights("slower");

    int first = given.length / 2; // the last layer is less than that
    assertArrayEquals(Arrays.copyOf(given, first), Arrays.copyOf(frozen, first));
    assertFalse(Arrays.equals(given, frozen));
    assertFalse(Arrays.equals(Arrays.copyOf(given, first), Arrays.copyOf(slower, first)));
  }

  private float[] weights(String name, Object... more) throws Exception {
    List<Object> args = new ArrayList<>(List.of("--from", source, "--steps", 60));
    args.addAll(List.of(more));
    return made(name, args.toArray()).constant(NetworkGraph.WEIGHTS);
  }

  @Test
  void longWindows_areSeenAsTheOtherNetworkSawItsShortOnes() throws Exception {
    Path bundle = folder.resolve("long");
    Result trained = train(plant, bundle, "--from", source, "--steps", 20, "--window", 40);
    assertEquals(0, trained.code(), trained.err());

    Bundle adapted = Bundle.load(bundle);
    Manifest manifest = adapted.manifest();
    assertEquals(40, manifest.window().length());
    assertEquals(new View(16, 1), manifest.denoisers().get(0).view(40));
    double[] taken = taken(adapted);
    assertTrue(taken[1] == 20 && taken[2] < 1, "the report has the network's curve");
  }

  @Test
  void whatDoesNotFit_isExplained() throws IOException {
    List<String> lines = other("time,flow,pressure,speed");
    lines.replaceAll(line -> line.endsWith("speed") ? line : line + ",1");
    Path wide = Files.write(folder.resolve("wide.csv"), lines);
    refused(wide, "sees 16 readings of 2 channels, windows here have 16 readings of 3 channels.");
    refused(few, "windows here have 8 readings of 2 channels.", "--window", 8);
    refused(few, "--size and --mixing are those of the network to start from", "--size", "small");
    refused(few, "was trained by edm, and --technique says ddpm", "--technique", "ddpm");
  }

  private void refused(Path data, String sentence, Object... more) {
    List<Object> args = new ArrayList<>(List.of("--from", source));
    args.addAll(List.of(more));
    Result result = train(data, folder.resolve("none"), args.toArray());
    assertEquals(2, result.code(), result.err());
    assertTrue(result.err().contains(sentence), result.err());
    assertFalse(result.err().contains("internal error"), result.err());
  }

  @Test
  void channelsOfOtherNames_areTakenByTheirPlace_andThatIsSaid() throws IOException {
    Path named = Files.write(folder.resolve("named.csv"), other("time,Q,p"));

    Result trained = train(named, folder.resolve("named"), "--from", source, "--steps", 20);

    assertEquals(0, trained.code(), trained.err());
    assertTrue(
        trained.err().contains("has the channels flow, pressure, the data have Q, p: the first"),
        trained.err());
  }
}
