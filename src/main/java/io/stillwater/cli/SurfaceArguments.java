package io.stillwater.cli;

import io.stillwater.console.UserError;
import io.stillwater.source.surface.FlawKind;
import io.stillwater.source.surface.Material;
import io.stillwater.source.surface.SurfacePlan;
import io.stillwater.source.surface.SurfaceSimulator;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Images of a surface instead of readings. */
final class SurfaceArguments {
  /** Names of the options that say something only where there are images. */
  static final List<String> NAMES =
      List.of("--surface", "--count", "--size", "--flawed", "--flaws");

  private static final Pattern SIZE = Pattern.compile("(\\d{1,5})(?:x(\\d{1,5}))?");

  @Option(
      names = "--images",
      paramLabel = "DIR",
      description = "Folder to write images to, instead of readings to a file.")
  private Path folder;

  @Option(
      names = "--surface",
      paramLabel = "NAME",
      defaultValue = "woven",
      description = "What the images show: woven or metal (default: ${DEFAULT-VALUE}).")
  private String surface;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many images (default: ${DEFAULT-VALUE}).")
  private int count;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      defaultValue = "256x256",
      description = "Pixels of an image (default: ${DEFAULT-VALUE}).")
  private String size;

  @Option(
      names = "--flawed",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "Share of images with a flaw, from 0 to 1 (default: ${DEFAULT-VALUE}).")
  private double share;

  @Option(
      names = "--flaws",
      paramLabel = "NAME",
      split = ",",
      description = "The flaws, in turn (default: all that the surface can have).")
  private List<String> flaws;

  /** The folder; null where readings are wanted. */
  Path folder() {
    return folder;
  }

  SurfaceSimulator simulator(long seed) {
    Matcher matcher = SIZE.matcher(size);
    if (!matcher.matches()) {
      throw new UserError("--size " + size + " is no size; give one such as 256x256.");
    }
    int width = Integer.parseInt(matcher.group(1));
    int height = matcher.group(2) == null ? width : Integer.parseInt(matcher.group(2));
    return new SurfaceSimulator(Material.named(surface), width, height, seed);
  }

  SurfacePlan plan() {
    List<FlawKind> possible = FlawKind.of(Material.named(surface));
    List<FlawKind> kinds = flaws == null ? possible : flaws.stream().map(FlawKind::named).toList();
    if (!possible.containsAll(kinds)) {
      throw new UserError(
          "a surface of "
              + surface
              + " cannot have all of these flaws; give some of "
              + String.join(", ", possible.stream().map(FlawKind::title).toList())
              + ".");
    }
    return new SurfacePlan(count, share, kinds);
  }
}
