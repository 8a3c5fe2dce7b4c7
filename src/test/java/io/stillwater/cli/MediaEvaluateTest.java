package io.stillwater.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwater.cli.Cli.Result;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Made-up images with known defects: figures of a bundle, and of the protocol of a collection. */
class MediaEvaluateTest {
  private static final int WIDTH = 72;
  private static final int HEIGHT = 64;

  @TempDir static Path shared;
  @TempDir Path folder;
  private static Path normal;
  private static Path day;
  private static Path labels;
  private static Path bundle;

  @BeforeAll
  static void trainOnce() throws IOException {
    Random random = new Random(1);
    normal = Files.createDirectories(shared.resolve("normal"));
    day = Files.createDirectories(shared.resolve("day"));
    Path masks = Files.createDirectories(shared.resolve("masks"));
    for (int i = 0; i < 24; i++) {
      image(normal.resolve("n%02d.png".formatted(i)), null, 0, random);
    }
    List<String> lines = new ArrayList<>(List.of("file,label,mask"));
    for (int i = 0; i < 6; i++) {
      image(day.resolve("a%d.png".formatted(i)), null, 0, random);
      lines.add("a%d.png,0,".formatted(i));
      image(day.resolve("b%d.png".formatted(i)), masks.resolve("b%d.png".formatted(i)), 20, random);
      lines.add("b%d.png,hole,masks/b%d.png".formatted(i, i));
    }
    image(day.resolve("c.png"), null, 20, random);
    lines.add("c.png,other,");
    labels = Files.write(shared.resolve("labels.csv"), lines);
    bundle = shared.resolve("belt");
    Result trained = Cli.run("train", "--images", normal, "--limit", "0.1", "--bundle", bundle);
    assertEquals(0, trained.code(), trained.err());
  }

  /** A grating with noise; a dark square of so many pixels where that is above 0. */
  private static void image(Path file, Path mask, int size, Random random) throws IOException {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
    BufferedImage marked = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
    double phase = 6 * random.nextDouble();
    int left = size > 0 ? random.nextInt(WIDTH - size) : 0;
    int top = size > 0 ? random.nextInt(HEIGHT - size) : 0;
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        boolean odd = x >= left && x < left + size && y >= top && y < top + size;
        double value = 120 + 40 * Math.sin(x / 3.0 + phase) + 6 * random.nextGaussian();
        image.getRaster().setSample(x, y, 0, (int) (odd ? value / 3 : value));
        marked.getRaster().setSample(x, y, 0, odd ? 255 : 0);
      }
    }
    ImageIO.write(image, "png", file.toFile());
    if (mask != null) {
      ImageIO.write(marked, "png", mask.toFile());
    }
  }

  private static Result evaluate(Object... more) {
    List<Object> words =
        new ArrayList<>(List.of("evaluate", "--bundle", bundle, "--images", day, "--labels"));
    words.addAll(List.of(more));
    return Cli.run(words.toArray());
  }

  @Test
  void masks_giveFiguresOfPixels_andFloorsStandBeside() throws IOException {
    Path page = folder.resolve("day.html");
    Result result = evaluate(labels, "--train", normal, "--json", "--report", page);
    assertEquals(0, result.code(), result.err());
    JsonNode whole = new ObjectMapper().readTree(result.out()).get("whole");
    JsonNode own = whole.get(0);
    assertEquals("belt", own.get("method").asText());
    assertEquals(13, own.get("rows").asInt());
    assertEquals(7, own.get("anomalies").asInt());
    assertEquals(1, own.get("auroc").asDouble(), own.toString());
    assertTrue(own.get("pixel_auroc").asDouble() > 0.9, own.toString());
    assertTrue(own.get("aupro").asDouble() > 0.7, own.toString());
    List<String> cases = whole.findValuesAsText("case").subList(0, 3);
    assertEquals(List.of("all files", "hole", "other"), cases);
    assertEquals(7, whole.get(2).get("rows").asInt());
    List<String> methods = whole.findValuesAsText("method").stream().distinct().toList();
    assertEquals(List.of("belt", "random", "mean|z|", "pca", "1nn", "tiles"), methods);
    JsonNode promise = new ObjectMapper().readTree(result.out()).get("promises").get(0);
    assertEquals(0.1, promise.get("promised_share").asDouble());
    assertEquals(6, promise.get("normal_files").asInt());
    assertTrue(Files.readString(page).contains("ROC curves"), "the page has curves");
  }

  @Test
  void withoutMasks_pixelsAreLeftOut() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(labels)) {
      lines.add(line.substring(0, line.lastIndexOf(',')));
    }
    Path plain = Files.write(folder.resolve("plain.csv"), lines);
    Result result = evaluate(plain);
    assertEquals(0, result.code(), result.err());
    assertFalse(result.out().contains("AUPRO"), result.out());
    assertTrue(result.out().contains("belt: promised 10.00 % of normal files"), result.out());
    assertTrue(result.err().contains("Without simple baselines"), result.err());
  }

  @Test
  void fileThatCannotBeRead_isLeftOutAndSaid() throws IOException {
    Path other = Files.createDirectories(folder.resolve("other"));
    Files.copy(day.resolve("a0.png"), other.resolve("a0.png"));
    Files.copy(day.resolve("b0.png"), other.resolve("b0.png"));
    Files.write(other.resolve("broken.png"), new byte[50]);
    Path own =
        Files.write(
            folder.resolve("own.csv"),
            List.of("file,label", "a0.png,0", "b0.png,1", "broken.png,0"));
    Result result =
        Cli.run("evaluate", "--bundle", bundle, "--images", other, "--labels", own, "--json");
    assertEquals(0, result.code(), result.err());
    assertTrue(result.err().contains("Not judged: broken.png: "), result.err());
    assertEquals(
        2, new ObjectMapper().readTree(result.out()).get("whole").get(0).get("rows").asInt());
  }

  @Test
  void wrongLabels_endInASentence() throws IOException {
    refused("has no column label: its columns are [file, name]", "file,name", "a0.png,0");
    refused("names x.png, but ", "file,label", "x.png,0");
    refused("a0.png has no label", "file,label", "a0.png,");
    refused("names no file", "file,label");
    Path small = Files.createDirectories(folder.resolve("m"));
    ImageIO.write(
        new BufferedImage(5, 5, BufferedImage.TYPE_BYTE_GRAY),
        "png",
        small.resolve("s.png").toFile());
    refused("has 5 x 5 pixels, its image b0.png 72 x 64", "file,label,mask", "b0.png,1,m/s.png");
    Result without = Cli.run("evaluate", "--bundle", bundle, "--images", day);
    assertEquals(2, without.code());
    assertTrue(without.err().contains("--images needs --labels"), without.err());
    Result nothing = Cli.run("evaluate", "--bundle", bundle);
    assertEquals(2, nothing.code());
    assertTrue(nothing.err().contains("evaluate needs labelled data"), nothing.err());
  }

  private void refused(String sentence, String... lines) throws IOException {
    Result result = evaluate(Files.write(folder.resolve("wrong.csv"), List.of(lines)));
    assertEquals(2, result.code(), result.out());
    assertTrue(result.err().contains(sentence), result.err());
  }

  @Test
  void benchmarkOfMtd_followsTheGroups() throws IOException {
    Path mtd = Files.createDirectories(folder.resolve("mtd/MT_Free/Imgs"));
    Path holes = Files.createDirectories(folder.resolve("mtd/MT_Blowhole/Imgs"));
    Random random = new Random(3);
    List<String> lines = new ArrayList<>(List.of("group,num,exp,class,path,split"));
    for (int i = 0; i < 30; i++) {
      image(mtd.resolve("%02d.jpg".formatted(i)), null, 0, random);
      lines.add(
          "%d,%d,1,MT_Free,MT_Free/Imgs/%02d.jpg,%s"
              .formatted(i, i, i, i < 24 ? "train" : "test_normal"));
    }
    for (int i = 0; i < 5; i++) {
      image(holes.resolve("%d.jpg".formatted(i)), holes.resolve("%d.png".formatted(i)), 24, random);
      lines.add("%d,1,1,MT_Blowhole,MT_Blowhole/Imgs/%d.jpg,test_defect".formatted(100 + i, i));
    }
    Files.write(folder.resolve("mtd/groups.csv"), lines);
    Path out = folder.resolve("out");
    Result result =
        Cli.run("benchmark", "mtd", "--data", folder, "--methods", "pca,random,1nn", "--out", out);
    assertEquals(0, result.code(), result.err());
    JsonNode whole = new ObjectMapper().readTree(out.resolve("results.json").toFile()).get("whole");
    JsonNode pca = whole.get(0);
    assertEquals(11, pca.get("rows").asInt());
    assertEquals(5, pca.get("anomalies").asInt());
    assertTrue(pca.get("auroc").asDouble() > 0.9, pca.toString());
    assertTrue(pca.get("aupro").asDouble() > 0.3, pca.toString());
    assertTrue(Files.exists(out.resolve("report.html")));
    Result wrong = Cli.run("benchmark", "mtd", "--data", folder, "--resume", "--out", out);
    assertEquals(2, wrong.code());
    assertTrue(wrong.err().contains("takes no --resume"), wrong.err());
  }
}
