package io.stillwater.source.surface;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.stillwater.source.SourceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Generated images as a folder: PNG files in {@code images}, for flawed ones a mask of the same
 * name in {@code masks}, and {@code labels.csv}, whose paths are those below the folder.
 *
 * <pre>
 * file,label,mask,kind
 * images/00000.png,0,,
 * images/00001.png,1,masks/00001.png,scratch
 * </pre>
 */
public final class SurfaceFolder {
  private static final String IMAGES = "images";
  private static final String MASKS = "masks";

  private SurfaceFolder() {}

  /**
   * Writes them, several at a time; files that are there are written over.
   *
   * @param done told after each image how many there are
   * @throws SourceException if the folder cannot be written
   */
  public static void write(
      SurfaceSimulator simulator, SurfacePlan plan, Path folder, IntConsumer done) {
    AtomicInteger count = new AtomicInteger();
    try {
      Files.createDirectories(folder.resolve(IMAGES));
      if (plan.flawed() > 0) {
        Files.createDirectories(folder.resolve(MASKS));
      }
      IntStream.range(0, plan.count())
          .parallel()
          .forEach(
              number -> {
                write(simulator, plan.kind(number), folder, number);
                done.accept(count.incrementAndGet());
              });
      labels(plan, folder.resolve("labels.csv"));
    } catch (UncheckedIOException e) {
      throw unwritable(folder, e.getCause());
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  private static SourceException unwritable(Path folder, IOException e) {
    return new SourceException(
        folder + " cannot be written: " + e + "; give a folder that may be written", e);
  }

  private static void write(SurfaceSimulator simulator, FlawKind kind, Path folder, int number) {
    SurfaceImage image = kind == null ? simulator.good(number) : simulator.flawed(number, kind);
    try {
      Files.write(folder.resolve(file(IMAGES, number)), image.png());
      if (kind != null) {
        Files.write(folder.resolve(file(MASKS, number)), image.mask());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void labels(SurfacePlan plan, Path file) throws IOException {
    try (CsvWriter writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file)) {
      writer.writeRecord("file", "label", "mask", "kind");
      for (int i = 0; i < plan.count(); i++) {
        FlawKind kind = plan.kind(i);
        writer.writeRecord(
            file(IMAGES, i),
            kind == null ? "0" : "1",
            kind == null ? "" : file(MASKS, i),
            kind == null ? "" : kind.title());
      }
    }
  }

  private static String file(String folder, int number) {
    return "%s/%05d.png".formatted(folder, number);
  }
}
