package io.stillwater.event.image;

import io.stillwater.event.Pixels;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.image.ImageHeader.Ink;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/**
 * The bytes of a PNG, JPEG, BMP or TIFF become pixels; whatever else they are, an {@link
 * UndecodableEvent} says why. A file that can only be decoded in part is refused: a camera's broken
 * image is a fault of the line, not of what the camera sees.
 *
 * <pre>
 * refused                         because
 * more than the limits declare    before anything is decoded
 * GIF, WebP, HEIF, BigTIFF …      not read
 * several images, animations      which one is meant is not known
 * float or CMYK TIFF              their range or their inks are not known
 * </pre>
 *
 * <p>Thread-safe.
 */
public final class ImageDecoder {
  /** Warnings about profiles, descriptions and fields that have a default. */
  private static final List<String> HARMLESS = List.of("metadata", "ICC", "assuming");

  private final ImageLimits limits;

  public ImageDecoder(ImageLimits limits) {
    this.limits = limits;
  }

  /** Decodes one file. */
  public Pixels decode(byte[] file) throws UndecodableEvent {
    if (file == null || file.length == 0) {
      throw ImageHeader.refused(
          "the value is empty (0 bytes): expected an image as PNG, JPEG, BMP or TIFF");
    }
    if (file.length > limits.maxBytes()) {
      throw ImageHeader.refused(
          "the image has " + file.length + " bytes: expected at most " + limits.maxBytes());
    }
    ImageHeader header = ImageHeader.of(file);
    check(header);
    try {
      return decode(file, header);
    } catch (IOException | RuntimeException e) {
      throw ImageHeader.refused(
          "the "
              + name(header)
              + " cannot be decoded: "
              + cause(e)
              + "; is it damaged or cut off?");
    }
  }

  /**
   * How many pixels a file declares, checked against the limits; nothing is decoded.
   *
   * @throws UndecodableEvent if it is no image, or declares too many
   */
  public int pixels(byte[] file) throws UndecodableEvent {
    ImageHeader header = ImageHeader.of(file);
    check(header);
    return (int) (header.width() * header.height());
  }

  private void check(ImageHeader header) throws UndecodableEvent {
    long width = header.width();
    long height = header.height();
    boolean overflows = width > Integer.MAX_VALUE || height > Integer.MAX_VALUE;
    if (width < 1 || height < 1) {
      throw ImageHeader.refused(
          "the "
              + name(header)
              + " declares "
              + width
              + " x "
              + height
              + " pixels: expected at least 1 x 1");
    }
    if (overflows || width * height > limits.maxPixels()) {
      throw ImageHeader.refused(
          "the "
              + name(header)
              + " declares "
              + width
              + " x "
              + height
              + " pixels: expected at most "
              + limits.maxPixels()
              + " in all");
    }
  }

  private static Pixels decode(byte[] given, ImageHeader header)
      throws IOException, UndecodableEvent {
    byte[] file = header.format().equals("jpeg") ? JpegHeader.withoutProfile(given) : given;
    ImageReader reader = reader(header.format());
    try (ByteArrayInput input = new ByteArrayInput(file)) {
      reader.setInput(input, true, true);
      if (reader.getWidth(0) != header.width() || reader.getHeight(0) != header.height()) {
        throw ImageHeader.refused("the " + name(header) + " contradicts itself about its size");
      }
      reader.addIIOReadWarningListener(
          (source, warning) -> {
            if (HARMLESS.stream().noneMatch(warning::contains)) {
              throw new Damaged(warning);
            }
          });
      return header.ink() == Ink.NONE
          ? PixelReader.of(reader.read(0), header.extra())
          : PixelReader.ofInk(reader.readRaster(0, null), header.ink());
    } finally {
      reader.dispose();
    }
  }

  /** The JDK's reader, whatever else is on the class path. */
  private static ImageReader reader(String format) {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (reader.getClass().getModule().equals(ImageIO.class.getModule())) {
        return reader;
      }
      reader.dispose();
    }
    throw new IllegalStateException(
        "this Java has no reader for " + format + ": expected the module java.desktop");
  }

  private static String name(ImageHeader header) {
    return header.format().toUpperCase(Locale.ROOT);
  }

  private static String cause(Exception e) {
    String message = e.getMessage();
    if (e instanceof IIOException && e.getCause() != null && e.getCause().getMessage() != null) {
      message += " (" + e.getCause().getMessage() + ")";
    }
    if (message == null) {
      return e.getClass().getSimpleName();
    }
    String line = message.replaceAll("[^ -~]", ".");
    return line.length() > 200 ? line.substring(0, 200) + "…" : line;
  }

  /** A decoder's warning, which stops it. */
  private static final class Damaged extends RuntimeException {
    Damaged(String warning) {
      super(warning, null, false, false);
    }
  }
}
