package io.stillwater.model.media;

import io.stillwater.alert.Picture;
import io.stillwater.event.Pixels;
import io.stillwater.event.image.ImageEncoder;
import java.util.Base64;

/**
 * The pictures inside alerts, small: as many as there is room for, the map first, then the
 * original, then what was expected.
 *
 * @param limit bytes of all pictures of an alert, in base64; 0 for none
 */
record InlinePictures(int limit) {
  /** The longer side of pictures in alerts, in pixels, at most. */
  static final int LONGEST = 384;

  Picture of(MediaView view) {
    Pixels original = view.original();
    Picture.Encoded map = png(view.map());
    int left = limit;
    map = fitting(map, left);
    left -= length(map);
    Picture.Encoded first = fitting(jpeg(original), left);
    left -= length(first);
    Picture.Encoded expected =
        view.expected() == null ? null : fitting(jpeg(view.expected()), left);
    return new Picture(
        view.kind(),
        original.width(),
        original.height(),
        view.seconds(),
        first,
        map,
        expected,
        view.regions(),
        view.parts());
  }

  private static Picture.Encoded fitting(Picture.Encoded encoded, int room) {
    return length(encoded) <= room ? encoded : null;
  }

  private static int length(Picture.Encoded encoded) {
    return encoded == null ? 0 : encoded.data().length();
  }

  private static Picture.Encoded png(Pixels pixels) {
    byte[] bytes = ImageEncoder.png(pixels.bounded(LONGEST));
    return new Picture.Encoded("image/png", Base64.getEncoder().encodeToString(bytes));
  }

  private static Picture.Encoded jpeg(Pixels pixels) {
    byte[] bytes = ImageEncoder.jpeg(pixels.bounded(LONGEST));
    return new Picture.Encoded("image/jpeg", Base64.getEncoder().encodeToString(bytes));
  }
}
