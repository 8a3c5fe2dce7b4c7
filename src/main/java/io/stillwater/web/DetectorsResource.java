package io.stillwater.web;

import io.stillwater.event.UndecodableEvent;
import io.stillwater.model.manifest.Manifest;
import io.stillwater.stream.KeyStatus;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Detectors, their keys, and windows scored on request. */
@Path("/api/v1/detectors")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Detectors")
@APIResponse(responseCode = "200", description = "As asked")
@APIResponse(
    responseCode = "default",
    description = "What went wrong, and what to do",
    content =
        @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
public class DetectorsResource {
  private static final int MAX_KEYS = 1_000;

  private final LiveDetectors detectors;
  private final EventHub hub;

  DetectorsResource(LiveDetectors detectors, EventHub hub) {
    this.detectors = detectors;
    this.hub = hub;
  }

  /** A window to score, for the documentation. */
  @Schema(name = "Window", description = "A window, or a list of windows")
  record WindowBody(
      @Schema(description = "the sensor key; may be left out") String key,
      @Schema(
              description = "rows from oldest to newest, each a number or null for every channel",
              examples = "[[1.0, 2.5], [1.1, 2.4]]")
          List<List<Double>> values) {}

  @GET
  @Operation(summary = "All detectors of this process")
  public PageOf<DetectorView> all() {
    return PageOf.whole(detectors.all().stream().map(DetectorView::of).toList());
  }

  @GET
  @Path("/{name}")
  @Operation(summary = "One detector: what it promises, its counters, its place in the topic")
  public DetectorView one(@PathParam("name") String name) {
    return DetectorView.of(detectors.named(name));
  }

  @GET
  @Path("/{name}/keys")
  @Operation(summary = "The keys that this process watches, with their states")
  public PageOf<KeyView> keys(@PathParam("name") String name, @BeanParam KeyParameters asked) {
    PageOf.check(asked.offset, asked.limit, MAX_KEYS);
    LiveDetector detector = detectors.named(name);
    ScoreFeed feed = hub.feed(name);
    List<KeyStatus> keys = asked.query().of(detector.loop().keys());
    return PageOf.of(keys, asked.offset, asked.limit, status -> view(status, feed, asked.recent));
  }

  private static KeyView view(KeyStatus status, ScoreFeed feed, int recent) {
    return KeyView.of(status, recent > 0 ? feed.recent(status.key(), recent) : null);
  }

  @POST
  @Path("/{name}/score")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Scores windows on request",
      description =
          "Judged as the stream would be, but outside it: no alert is sent, and nothing is kept.")
  @RequestBody(content = @Content(schema = @Schema(implementation = WindowBody.class)))
  @APIResponse(
      responseCode = "200",
      description = "One score for each window",
      content = @Content(schema = @Schema(implementation = ScoreView.class)))
  public ScoreView score(@PathParam("name") String name, byte[] body) {
    LiveDetector live = detectors.named(name);
    if (live.media().isPresent()) {
      throw ProblemException.badRequest(
          "Detector " + name + " watches " + live.kind() + ", not readings.",
          "Send the bytes of a file, with its content type.");
    }
    Manifest manifest = live.model().bundle().manifest();
    ScoreBody reader = new ScoreBody(manifest.channelNames(), manifest.window());
    return ScoreView.of(live, live.model().detector().judge(reader.windows(body)));
  }

  @POST
  @Path("/{name}/score")
  @Consumes({"image/*", "audio/*"})
  @Operation(
      summary = "Scores an image or a sound on request",
      description =
          "Judged as the stream would be, but outside it: no alert is sent, and nothing is kept.")
  public RecordView scoreFile(@PathParam("name") String name, byte[] file) {
    try {
      return RecordView.of(detectors.archive(name).judged(file));
    } catch (UndecodableEvent e) {
      throw ProblemException.badBody(
          "",
          "It cannot be judged: " + e.getMessage() + ".",
          "Send a PNG, JPEG, BMP or TIFF, or a WAV.");
    }
  }
}
