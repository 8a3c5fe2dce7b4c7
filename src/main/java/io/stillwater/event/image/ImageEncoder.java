package io.stillwater.event.image;

import io.stillwater.event.Pixels;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pixels become files of 8 bits a sample: the same bytes from the same pixels. Thread-safe. */
public final class ImageEncoder {
  private static final float QUALITY = 0.85f;

  private ImageEncoder() {}

  /** As PNG, without loss but for the depth. */
  public static byte[] png(Pixels pixels) {
    return write(pixels, "png");
  }

  /** As JPEG, quality {@value #QUALITY}. */
  public static byte[] jpeg(Pixels pixels) {
    return write(pixels, "jpeg");
  }

  private static byte[] write(Pixels pixels, String format) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(stream);
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      if (format.equals("jpeg")) {
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(QUALITY);
      }
      writer.write(null, new IIOImage(image(pixels), null, null), parameters);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // in memory
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static BufferedImage image(Pixels pixels) {
    boolean grey = pixels.bands() == 1;
    int type = grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR;
    BufferedImage image = new BufferedImage(pixels.width(), pixels.height(), type);
    WritableRaster raster = image.getRaster();
    int n = pixels.width() * pixels.height();
    int[] band = new int[n];
    for (int b = 0; b < pixels.bands(); b++) {
      for (int i = 0; i < n; i++) {
        band[i] = (pixels.samples()[b * n + i] & 0xffff) >> 8;
      }
      raster.setSamples(0, 0, pixels.width(), pixels.height(), b, band);
    }
    return image;
  }
}
