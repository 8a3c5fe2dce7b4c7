package io.stillwater.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwater.alert.Alert;
import io.stillwater.alert.AlertJson;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Current and past alerts, as they were published. */
@Path("/api/v1/alerts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Alerts")
@APIResponse(responseCode = "200", description = "As asked")
@APIResponse(
    responseCode = "default",
    description = "What went wrong, and what to do",
    content =
        @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
public class AlertsResource {
  private static final int MAX_ALERTS = 1_000;

  private final AlertBook book;
  private final AlertJson json = new AlertJson();
  private final Clock clock = Clock.systemUTC();

  AlertsResource(AlertBook book) {
    this.book = book;
  }

  /**
   * An episode with all its messages.
   *
   * @param episode its id
   * @param open whether it is still open
   * @param alerts CloudEvents, in order
   */
  @Schema(name = "Episode")
  public record EpisodeView(String episode, boolean open, List<ObjectNode> alerts) {}

  @GET
  @Operation(
      summary = "Episodes, the newest first, each told by its newest alert",
      description =
          "Alerts are CloudEvents as they are on the alerts topic, without pictures and without observed and expected values; "
              + "those are given with a single episode.")
  public PageOf<JsonNode> list(
      @Parameter(description = "of this detector only") @QueryParam("detector") String detector,
      @Parameter(description = "of this key only") @QueryParam("key") String key,
      @Parameter(description = "true: open episodes only, false: resolved ones only")
          @QueryParam("open")
          String open,
      @Parameter(
              description =
                  "episodes that went on after this moment (RFC 3339), or within this span before now (such as PT2H)")
          @QueryParam("since")
          String since,
      @QueryParam("offset") @DefaultValue("0") int offset,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    PageOf.check(offset, limit, MAX_ALERTS);
    Boolean wanted = flag(open);
    long from = since(since);
    List<List<Alert>> episodes =
        (key == null ? book.newest() : book.ofKey(key))
            .values().stream()
                .filter(alerts -> wanted == null || wanted == AlertBook.open(alerts))
                .filter(alerts -> fits(AlertBook.newest(alerts), detector, from))
                .toList();
    return PageOf.of(episodes, offset, limit, alerts -> brief(AlertBook.newest(alerts)));
  }

  @GET
  @Path("/{episode}")
  @Operation(summary = "One episode with all its alerts, in full")
  public EpisodeView one(@PathParam("episode") String episode) {
    List<Alert> alerts = book.episode(episode);
    if (alerts.isEmpty()) {
      throw ProblemException.notFound(
          "There is no episode '" + episode + "'; alerts are kept for 30 days by default.",
          "Ask /api/v1/alerts for those there are.");
    }
    return new EpisodeView(
        episode, AlertBook.open(alerts), alerts.stream().map(json::alertTree).toList());
  }

  private static boolean fits(Alert alert, String detector, long from) {
    return (detector == null || alert.source().detector().equals(detector)) && alert.time() >= from;
  }

  private ObjectNode brief(Alert alert) {
    ObjectNode event = json.alertTree(alert);
    for (JsonNode channel : event.path("data").path("peak").path("channels")) {
      ((ObjectNode) channel).remove(List.of("observed", "expected"));
    }
    JsonNode picture = event.path("data").path("peak").path("picture");
    if (picture.isObject()) {
      ((ObjectNode) picture).remove(List.of("original", "map", "expected"));
    }
    return event;
  }

  private static Boolean flag(String open) {
    if (open == null || open.isEmpty()) {
      return null;
    }
    if (!open.equals("true") && !open.equals("false")) {
      throw ProblemException.badRequest(
          "open is '" + open + "'.", "Use true or false, or leave it out for both.");
    }
    return Boolean.valueOf(open);
  }

  private long since(String since) {
    if (since == null || since.isEmpty()) {
      return Long.MIN_VALUE;
    }
    try {
      return since.startsWith("P")
          ? clock.instant().minus(Duration.parse(since)).toEpochMilli()
          : Instant.parse(since).toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw ProblemException.badRequest(
          "since is '" + since + "', which is neither a moment nor a span.",
          "Use a moment such as 2026-11-20T08:00:00Z or a span such as PT2H.");
    }
  }
}
