package io.stillwater.web;

import io.stillwater.alert.Picture;
import io.stillwater.event.Pixels;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.UnreachableObject;
import io.stillwater.event.image.ImageEncoder;
import io.stillwater.kafka.MediaArchive;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Images and sounds of a detector's topic, judged and drawn again from the log. */
@Path("/api/v1/detectors/{name}/records/{partition}/{offset}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Images and sounds")
@APIResponse(responseCode = "200", description = "As asked")
@APIResponse(
    responseCode = "default",
    description = "What went wrong, and what to do",
    content =
        @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
public class RecordsResource {
  private static final int MAX_SIZE = 8192;
  private static final int KEPT_SECONDS = 300;

  private final LiveDetectors detectors;

  RecordsResource(LiveDetectors detectors) {
    this.detectors = detectors;
  }

  @GET
  @Operation(summary = "A record with an image or a sound: its score, and where it is strange")
  public RecordView record(
      @PathParam("name") String name,
      @PathParam("partition") int partition,
      @PathParam("offset") long offset) {
    MediaArchive.Judged judged = judged(name, partition, offset);
    return RecordView.of(judged, partition, Picture.reference(name, partition, offset));
  }

  @GET
  @Path("/{picture}.png")
  @Produces("image/png")
  @Operation(
      summary = "A picture of a record: original, map or expected",
      description =
          "Of a sound, the spectrogram, low at the bottom. The map is grey, black where nothing is"
              + " strange.")
  public Response picture(
      @PathParam("name") String name,
      @PathParam("partition") int partition,
      @PathParam("offset") long offset,
      @Parameter(schema = @Schema(enumeration = {"original", "map", "expected"}))
          @PathParam("picture")
          String picture,
      @Parameter(description = "the longer side in pixels at most") @QueryParam("size")
          Integer size) {
    if (size != null && (size < 16 || size > MAX_SIZE)) {
      throw ProblemException.badRequest(
          "size is " + size + ".", "Give a number of pixels from 16 to " + MAX_SIZE + ".");
    }
    Pixels pixels =
        switch (picture) {
          case "original" ->
              read(partition, offset, () -> detectors.archive(name).original(partition, offset));
          case "map" -> judged(name, partition, offset).view().map();
          case "expected" -> judged(name, partition, offset).view().expected();
          default ->
              throw ProblemException.notFound(
                  "There is no picture '" + picture + "'.",
                  "Ask for original.png, map.png or expected.png.");
        };
    if (pixels == null) {
      throw ProblemException.notFound(
          "This bundle does not say what normal would have looked like.",
          "Ask for original.png or map.png.");
    }
    CacheControl cache = new CacheControl();
    cache.setMaxAge(KEPT_SECONDS);
    byte[] png = ImageEncoder.png(size == null ? pixels : pixels.bounded(size));
    return Response.ok(png, "image/png").cacheControl(cache).build();
  }

  private MediaArchive.Judged judged(String name, int partition, long offset) {
    return read(partition, offset, () -> detectors.archive(name).at(partition, offset));
  }

  /** What is asked of the log. */
  private interface Asked<T> {
    Optional<T> get() throws UndecodableEvent, UnreachableObject;
  }

  private static <T> T read(int partition, long offset, Asked<T> asked) {
    try {
      return asked
          .get()
          .orElseThrow(
              () ->
                  ProblemException.notFound(
                      "There is no record " + partition + "/" + offset + ".",
                      "It is not there yet, or the topic no longer keeps it."));
    } catch (UndecodableEvent e) {
      throw ProblemException.notFound(
          "The record cannot be judged: " + e.getMessage() + ".",
          "It lies in the topic of dead letters.");
    } catch (UnreachableObject e) {
      throw ProblemException.unavailable(
          "The record cannot be had now: " + e.getMessage() + ".", "Try again later.");
    }
  }
}
