package io.stillwater.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwater.event.image.ImageFiles;
import io.stillwater.event.media.ClaimCheck;
import io.stillwater.event.sound.WavFiles;
import io.stillwater.source.MediaSamples;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Records that a camera or a microphone should not send, and what is to come of each. */
final class OddFiles {
  private final List<Case> cases = new ArrayList<>();

  /**
   * One record.
   *
   * @param value may be null
   * @param headers as text
   * @param reason part of the dead letter's message; null where the record is scored
   */
  record Case(String name, byte[] value, Map<String, String> headers, String reason) {}

  private OddFiles() {}

  /** Images of all kinds. */
  static List<Case> images() throws IOException {
    OddFiles odd = new OddFiles();
    byte[] png = MediaSamples.image(1, false);
    odd.scored("normal", png);
    odd.scored("16 bits", ImageFiles.file("png", ImageFiles.grey16(64, 48)));
    odd.scored("16 bits in colour", ImageFiles.file("tiff", ImageFiles.colour16(64, 48)));
    odd.scored("palette", ImageFiles.file("png", ImageFiles.palette(64, 48, 2)));
    odd.scored("palette in a BMP", ImageFiles.file("bmp", ImageFiles.palette(64, 48, 8)));
    odd.scored("alpha", ImageFiles.file("png", ImageFiles.alpha(64, 48)));
    odd.scored("CMYK", ImageFiles.fourComponents(64, 48, 0, 200, 30, 40, 50));
    odd.scored("YCCK", ImageFiles.fourComponents(64, 48, 2, 200, 30, 40, 50));
    odd.scored("one pixel", ImageFiles.file("png", ImageFiles.grey(1, 1)));
    odd.scored("two by three", ImageFiles.file("bmp", ImageFiles.colour(2, 3)));
    odd.scored("long", ImageFiles.file("png", ImageFiles.grey(20_000, 20)));
    odd.scored("high", ImageFiles.file("jpeg", ImageFiles.grey(3, 9_000)));
    odd.scored("real bomb", ImageFiles.png(1500, 1500, new byte[1501 * 1500]));
    odd.refused("bomb", ImageFiles.png(12_000, 12_000, new byte[9]), "declares 12000 x 12000");
    odd.refused("empty bomb", ImageFiles.png(0, 12_000, new byte[9]), "declares 0 x 12000");
    odd.refused("too few rows", ImageFiles.png(64, 48, new byte[900]), "PNG cannot be decoded");
    odd.refused("cut off", Arrays.copyOf(png, png.length / 2), "PNG is cut off");
    byte[] jpeg = ImageFiles.file("jpeg", ImageFiles.grey(64, 48));
    odd.refused("JPEG cut off", Arrays.copyOf(jpeg, jpeg.length - 40), "JPEG");
    byte[] damaged = png.clone();
    damaged[60] ^= 1;
    odd.refused("damaged", damaged, "checksum");
    odd.refused("GIF", gif(), "(GIF)");
    odd.refused("animated", animated(png), "animated (2 frames)");
    odd.refused("pages", pages(), "several images");
    odd.refused("a sound", WavFiles.pcm16(new float[100], 8000), "(RIFF: WebP or WAV)");
    odd.refused("text", "no image at all".getBytes(UTF_8), "expected PNG, JPEG, BMP or TIFF");
    odd.envelopes(png);
    odd.scored("normal at the end", MediaSamples.image(2, false));
    return odd.cases;
  }

  /** Sounds of all kinds. */
  static List<Case> sounds() throws IOException {
    OddFiles odd = new OddFiles();
    byte[] wav = MediaSamples.sound(1, false);
    odd.scored("normal", wav);
    odd.scored("one sample", WavFiles.pcm16(new float[1], 16_000));
    odd.scored("silence", WavFiles.pcm16(new float[8000], 16_000));
    odd.scored("full scale", WavFiles.pcm16(filled(8000), 16_000));
    odd.scored("of unknown length", with(wav, 40, 0xffff_ffff));
    odd.scored("with a size of RIFF that lies", with(wav, 4, 7));
    odd.scored("longer than a minute", WavFiles.pcm16(new float[16_000 * 61], 16_000));
    odd.scored("a recorder's length of no end", with(wav, 40, 0x7fff_f000));
    odd.refused("more declared than there is", with(wav, 40, 0x7fff_0000), "WAV is cut off");
    odd.refused("cut off", Arrays.copyOf(wav, wav.length - 100), "WAV is cut off");
    odd.refused("header only", Arrays.copyOf(wav, 44), "cut off");
    odd.refused("no samples", with(Arrays.copyOf(wav, 44), 40, 0), "no samples");
    odd.refused("format of a huge length", with(wav, 16, 0x7fff_fff0), "WAV");
    odd.refused("too slow", WavFiles.pcm16(new float[800], 8000), "8,000 samples a second");
    odd.refused("endless rate", with(wav, 24, 0x7fff_ffff), "WAV");
    odd.refused("an image", MediaSamples.image(1, false), "expected a WAV file");
    odd.refused("text", "no sound at all".getBytes(UTF_8), "expected a WAV file");
    odd.envelopes(wav);
    odd.scored("normal at the end", MediaSamples.sound(2, false));
    return odd.cases;
  }

  /**
   * Claim checks of an image.
   *
   * @param root a folder that is allowed, for objects of 64 KiB
   */
  static List<Case> claims(Path root) throws IOException {
    OddFiles odd = new OddFiles();
    Path good = Files.write(root.resolve("good.png"), MediaSamples.image(3, false));
    odd.scored("good", ClaimCheck.of(good).json());
    Path gone = Files.write(root.resolve("gone.png"), new byte[10]);
    odd.refused("gone", ClaimCheck.of(gone).json(), "gone.png is gone");
    Files.delete(gone);
    Path changed = Files.write(root.resolve("changed.png"), new byte[10]);
    odd.refused("changed", ClaimCheck.of(changed).json(), "has changed: its SHA-256 is");
    Files.write(changed, new byte[11]);
    Path outside = Files.write(root.resolveSibling("outside.png"), new byte[10]);
    odd.refused("outside", ClaimCheck.of(outside).json(), "which is not allowed");
    URI up = URI.create(root.toUri() + "../outside.png");
    odd.refused("up and out", claim(up), "which is not allowed");
    Path link = Files.createSymbolicLink(root.resolve("link.png"), outside);
    odd.refused("a link out", ClaimCheck.of(link).json(), "leads out of");
    Path large = Files.write(root.resolve("large.png"), new byte[(64 << 10) + 1]);
    odd.refused("too large", ClaimCheck.of(large).json(), "has more than 65536 bytes");
    odd.refused("a folder", claim(root.resolve("..").toUri()), "not allowed");
    odd.refused("a host", claim(URI.create("http://localhost:1/a.png")), "no host at all");
    odd.refused("no hash", "{\"uri\": \"file:///a\"}".getBytes(UTF_8), "sha256 null");
    odd.refused("half", "{\"uri\": \"file:///a\"".getBytes(UTF_8), "claim check");
    Path text = Files.writeString(root.resolve("text.png"), "no image at all");
    odd.refused("of text", ClaimCheck.of(text).json(), "expected PNG, JPEG, BMP or TIFF");
    odd.scored("good again", ClaimCheck.of(good).json());
    return odd.cases;
  }

  private void envelopes(byte[] whole) {
    refused("nothing", null, "no value (null");
    refused("empty", new byte[0], "no value (0 bytes)");
    cases.add(
        new Case("another type", whole, Map.of("content-type", "text/html"), "content type is"));
    cases.add(
        new Case("half an envelope", whole, Map.of("ce_specversion", "1.0"), "CloudEvent has no"));
    cases.add(
        new Case(
            "no JSON",
            whole,
            Map.of("content-type", "application/cloudevents+json"),
            "not readable JSON"));
    cases.add(
        new Case(
            "from tomorrow",
            whole,
            Map.of(
                "ce_specversion", "1.0",
                "ce_id", "1",
                "ce_source", "/line",
                "ce_type", "frame",
                "ce_time", "2199-01-01T00:00:00Z"),
            "ahead of the record's timestamp"));
    refused("a claim check where none is allowed", claim(URI.create("file:///a")), "no folder");
  }

  private void scored(String name, byte[] value) {
    cases.add(new Case(name, value, Map.of(), null));
  }

  private void refused(String name, byte[] value, String reason) {
    cases.add(new Case(name, value, Map.of(), reason));
  }

  private static byte[] claim(URI uri) {
    return new ClaimCheck(uri, "0".repeat(64)).json();
  }

  /** The same with a number of four bytes at a place. */
  private static byte[] with(byte[] file, int at, int number) {
    byte[] out = file.clone();
    ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN).putInt(at, number);
    return out;
  }

  private static float[] filled(int count) {
    float[] samples = new float[count];
    Arrays.fill(samples, -1);
    return samples;
  }

  private static byte[] gif() {
    BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_BYTE_INDEXED);
    return ImageFiles.file("gif", image);
  }

  /** The PNG with the chunk that says that two frames follow, behind its header. */
  private static byte[] animated(byte[] png) {
    return ImageFiles.insert(
        png, 33, ImageFiles.chunk("acTL", new byte[] {0, 0, 0, 2, 0, 0, 0, 0}));
  }

  private static byte[] pages() throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.prepareWriteSequence(null);
      for (int page = 0; page < 2; page++) {
        writer.writeToSequence(new IIOImage(ImageFiles.grey(64, 48), null, null), null);
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }
}
