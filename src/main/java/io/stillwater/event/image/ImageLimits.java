package io.stillwater.event.image;

/**
 * How much image is read at most.
 *
 * @param maxBytes of the file
 * @param maxPixels width times height, as the header declares them
 */
public record ImageLimits(int maxBytes, int maxPixels) {
  /** 32 MiB and 24 million pixels: the largest images take some 250 MB while they are decoded. */
  public static final ImageLimits DEFAULT = new ImageLimits(32 << 20, 24_000_000);

  public ImageLimits {
    if (maxBytes < 1 || maxPixels < 1) {
      throw new IllegalArgumentException(
          "limits must be at least 1: were " + maxBytes + " bytes and " + maxPixels + " pixels");
    }
  }
}
