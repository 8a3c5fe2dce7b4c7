package io.stillwater.web;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What happens, as it happens. */
@Path("/api/v1/events")
@Tag(name = "Events")
public class EventsResource {
  private final EventHub hub;

  EventsResource(EventHub hub) {
    this.hub = hub;
  }

  @GET
  @NonBlocking
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(
      summary = "The state of all detectors once a second, as server-sent events",
      description =
          "Each event is a list with one object per detector: detector, status (phase, message, counters, kafka, keys), "
              + "scores ([key, event time in ms, score, p-value, beyond] of the strangest keys scored in this second) and "
              + "scored (how many keys were). A client that reads slowly misses seconds, and nothing else.")
  public Multi<String> events() {
    return hub.events();
  }
}
