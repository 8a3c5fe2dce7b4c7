package io.stillwater.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwater.model.Bundle;
import io.stillwater.model.manifest.BundleException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The bundles that the detectors judge with. */
@Path("/api/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Models")
@APIResponse(responseCode = "200", description = "As asked")
@APIResponse(
    responseCode = "default",
    description = "What went wrong, and what to do",
    content =
        @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
public class ModelsResource {
  private final LiveDetectors detectors;
  private final ObjectMapper json = new ObjectMapper();

  ModelsResource(LiveDetectors detectors) {
    this.detectors = detectors;
  }

  /**
   * A bundle in short.
   *
   * @param name in its manifest
   * @param version in its manifest
   * @param digest SHA-256 over its manifest
   * @param kind of model
   * @param detectors that use it
   */
  @Schema(name = "Model")
  public record ModelView(
      String name, String version, String digest, String kind, List<String> detectors) {}

  /**
   * A bundle in full.
   *
   * @param name in its manifest
   * @param digest SHA-256 over its manifest
   * @param manifest as it lies on disk
   * @param card data, metrics and limits, as Markdown
   */
  @Schema(name = "ModelCard")
  public record CardView(String name, String digest, JsonNode manifest, String card) {}

  @GET
  @Operation(summary = "The bundles in use")
  public PageOf<ModelView> all() {
    Map<String, List<LiveDetector>> byDigest = new TreeMap<>();
    for (LiveDetector detector : detectors.all()) {
      detector
          .trained()
          .map(model -> model.bundle().digest())
          .ifPresent(d -> byDigest.computeIfAbsent(d, n -> new ArrayList<>()).add(detector));
    }
    return PageOf.whole(byDigest.values().stream().map(ModelsResource::view).toList());
  }

  @GET
  @Path("/{name}")
  @Operation(summary = "One bundle: its manifest and its card")
  public CardView one(@PathParam("name") String name) {
    List<String> names = new ArrayList<>();
    for (LiveDetector detector : detectors.all()) {
      if (detector.trained().isEmpty()) {
        continue;
      }
      Bundle bundle = detector.model().bundle();
      if (bundle.manifest().name().equals(name)) {
        return card(bundle);
      }
      names.add(bundle.manifest().name());
    }
    throw ProblemException.notFound(
        "There is no model '" + name + "'.",
        names.isEmpty() ? "Configure a detector." : "Use one of " + String.join(", ", names) + ".");
  }

  private static ModelView view(List<LiveDetector> users) {
    Bundle bundle = users.get(0).model().bundle();
    return new ModelView(
        bundle.manifest().name(),
        bundle.manifest().version(),
        bundle.digest(),
        bundle.manifest().kind(),
        users.stream().map(LiveDetector::name).toList());
  }

  private CardView card(Bundle bundle) {
    try {
      return new CardView(
          bundle.manifest().name(),
          bundle.digest(),
          json.readTree(bundle.folder().resolve("manifest.json").toFile()),
          bundle.card());
    } catch (BundleException | IOException e) {
      throw ProblemException.unavailable(
          "The bundle in " + bundle.folder() + " cannot be read any more: " + e.getMessage(),
          "Put it back; the detector goes on with what it has loaded.");
    }
  }
}
