package io.stillwater.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stillwater.alert.Picture;
import io.stillwater.detect.Verdict;
import io.stillwater.detect.heat.Region;
import io.stillwater.detect.heat.SoundPart;
import io.stillwater.event.Reading;
import io.stillwater.kafka.MediaArchive;
import io.stillwater.model.media.MediaView;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An image or a sound with its judgement.
 *
 * @param key the camera or microphone; absent for what is in no topic, as are the next three
 * @param time event time
 * @param partition of the topic
 * @param offset in it
 * @param score unbounded, larger is stranger
 * @param pValue how often normal ones score at least as high
 * @param extrapolated whether the p-value comes from the fitted tail
 * @param beyond whether the score is beyond the threshold
 * @param picture where it is strange
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Record")
public record RecordView(
    String key,
    Instant time,
    Integer partition,
    Long offset,
    double score,
    double pValue,
    boolean extrapolated,
    boolean beyond,
    PictureView picture) {
  /**
   * Where it is strange.
   *
   * @param kind image or sound
   * @param width of the image in pixels; columns of a sound's spectrogram
   * @param height of the image in pixels; bands of a sound's spectrogram
   * @param seconds that a sound lasts
   * @param original where the picture is; absent for what is in no topic, as are the next two
   * @param map where the map of heat is
   * @param expected where the picture of what normal would have looked like is
   * @param regions of an image beyond the threshold, in pixels, the highest score first
   * @param parts of a sound beyond the threshold, the highest score first
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "Picture")
  public record PictureView(
      String kind,
      int width,
      int height,
      Double seconds,
      String original,
      String map,
      String expected,
      List<Region> regions,
      List<PartView> parts) {}

  /** Which seconds of a sound, and which of its bands. */
  @Schema(name = "Part")
  public record PartView(double fromS, double toS, double lowHz, double highHz, double score) {
    static PartView of(SoundPart part) {
      return new PartView(
          part.fromSeconds(), part.toSeconds(), part.lowHertz(), part.highHertz(), part.score());
    }
  }

  static RecordView of(MediaArchive.Judged judged, int partition, String place) {
    Reading reading = judged.verdict().window().last();
    return of(
        judged,
        reading.key(),
        Instant.ofEpochMilli(reading.time()),
        partition,
        reading.offset(),
        picture(judged.view(), place));
  }

  static RecordView of(MediaArchive.Judged judged) {
    return of(judged, null, null, null, null, picture(judged.view(), null));
  }

  private static RecordView of(
      MediaArchive.Judged judged,
      String key,
      Instant time,
      Integer partition,
      Long offset,
      PictureView picture) {
    Verdict verdict = judged.verdict();
    return new RecordView(
        key,
        time,
        partition,
        offset,
        verdict.score(),
        verdict.pValue().value(),
        verdict.pValue().extrapolated(),
        verdict.beyond(),
        picture);
  }

  private static PictureView picture(MediaView view, String place) {
    boolean image = view.kind().equals(Picture.IMAGE);
    return new PictureView(
        view.kind(),
        view.original().width(),
        view.original().height(),
        KeyView.finite(view.seconds()),
        place == null ? null : place + "/original.png",
        place == null ? null : place + "/map.png",
        place == null || view.expected() == null ? null : place + "/expected.png",
        image ? view.regions() : null,
        image ? null : view.parts().stream().map(PartView::of).toList());
  }
}
