package io.stillwater.train.media;

/** Whether the camera and the thing before it ever move. */
public enum Mounting {
  /** They never do: each place of an image is compared with what is usual there. */
  FIXED,
  /** They do, or images show things anywhere. */
  FREE,
  /** The training images tell, by how well what is usual at a place foretells other images. */
  FOUND_OUT;

  /** What a person said; null for nothing. */
  public static Mounting of(Boolean said) {
    return said == null ? FOUND_OUT : said ? FIXED : FREE;
  }
}
