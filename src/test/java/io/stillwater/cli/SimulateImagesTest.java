package io.stillwater.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateImagesTest {
  @TempDir Path folder;

  @Test
  void flawedImages_comeWithMasksAndLabels() throws IOException {
    Path cloth = folder.resolve("cloth");
    Cli.Result made =
        Cli.run(
            "simulate",
            "--images",
            cloth,
            "--count",
            4,
            "--flawed",
            "0.5",
            "--size",
            "80x64",
            "--flaws",
            "hole,missing-thread");
    assertEquals(0, made.code(), made.err());
    assertTrue(made.err().contains("4 images, 2 of them flawed"), made.err());
    assertEquals(
        List.of(
            "file,label,mask,kind",
            "images/00000.png,0,,",
            "images/00001.png,1,masks/00001.png,hole",
            "images/00002.png,0,,",
            "images/00003.png,1,masks/00003.png,missing thread"),
        Files.readAllLines(cloth.resolve("labels.csv")));
    assertEquals(80, ImageIO.read(cloth.resolve("images/00002.png").toFile()).getWidth());
    assertEquals(64, ImageIO.read(cloth.resolve("masks/00003.png").toFile()).getHeight());
    assertFalse(Files.exists(cloth.resolve("masks/00002.png")));
  }

  @Test
  void sameSeed_givesTheSameFiles() throws IOException {
    for (String name : List.of("one", "two")) {
      Cli.Result made =
          Cli.run(
              "simulate",
              "--images",
              folder.resolve(name),
              "--count",
              3,
              "--size",
              "64",
              "--surface",
              "metal",
              "--flawed",
              "1",
              "--seed",
              "5",
              "--json");
      assertEquals("{\"images\":3,\"flawed\":3}", made.out().strip(), made.err());
    }
    for (String file : List.of("images/00001.png", "masks/00001.png", "labels.csv")) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("one").resolve(file)),
          Files.readAllBytes(folder.resolve("two").resolve(file)));
    }
  }

  @Test
  void optionsThatDoNotFit_areRefused() {
    assertRefused("give --out FILE.csv or --images DIR", "simulate");
    assertRefused("--pumps only says something", "simulate", "--images", folder, "--pumps", "3");
    assertRefused("--size only says something", "simulate", "--out", "x.csv", "--size", "64");
    assertRefused("is no size", "simulate", "--images", folder, "--size", "big");
    assertRefused("expected woven or metal", "simulate", "--images", folder, "--surface", "wood");
    assertRefused("there is no flaw rust", "simulate", "--images", folder, "--flaws", "rust");
    assertRefused(
        "cannot have all of these",
        "simulate",
        "--images",
        folder,
        "--surface",
        "metal",
        "--flaws",
        "missing-thread");
    assertRefused("must be from 0 to 1", "simulate", "--images", folder, "--flawed", "30");
  }

  private static void assertRefused(String why, Object... args) {
    Cli.Result refused = Cli.run(args);
    assertEquals(2, refused.code(), refused.err());
    assertTrue(refused.err().contains(why), refused.err());
  }
}
