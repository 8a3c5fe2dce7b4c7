package io.stillwater.web;

import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns everything that goes wrong in a request into a {@link Problem}. */
final class ProblemMapper {
  private static final Logger LOG = Logger.getLogger(ProblemMapper.class);
  private static final String DOCUMENTATION = "See /q/openapi for what can be asked for.";
  private static final Map<Integer, String> ACTIONS =
      Map.of(
          404, DOCUMENTATION,
          405, "Use another method. " + DOCUMENTATION,
          406, "Accept application/json.",
          413, "Send fewer windows in one request.",
          415, "Send the body as application/json.");

  @ServerExceptionMapper
  Response problem(ProblemException wrong, UriInfo uri) {
    return response(wrong.status(), wrong.getMessage(), uri, wrong.action(), wrong.pointer());
  }

  @ServerExceptionMapper
  Response refused(WebApplicationException refused, UriInfo uri) {
    int status = refused.getResponse().getStatus();
    if (refused instanceof NotFoundException && refused.getCause() != null) {
      String detail = "A parameter cannot be read: " + refused.getCause().getMessage() + ".";
      return response(400, detail, uri, DOCUMENTATION, null);
    }
    String action = ACTIONS.getOrDefault(status, DOCUMENTATION);
    return response(status, detail(status, uri), uri, action, null);
  }

  @ServerExceptionMapper
  Response unexpected(Throwable unexpected, UriInfo uri) {
    LOG.errorf(unexpected, "A request failed, path %s", uri.getPath());
    return response(
        500,
        "The service failed to answer: " + unexpected.getClass().getSimpleName() + ".",
        uri,
        "See the service's log, and report it if it happens again.",
        null);
  }

  private static String detail(int status, UriInfo uri) {
    return switch (status) {
      case 400 -> "A parameter of " + uri.getRequestUri() + " cannot be read.";
      case 404 -> "There is nothing at " + uri.getPath() + ".";
      case 405 -> "The method is not supported at " + uri.getPath() + ".";
      case 406 -> "None of the accepted media types can be given at " + uri.getPath() + ".";
      case 413 -> "The body is too large.";
      case 415 -> "The body's media type is not supported at " + uri.getPath() + ".";
      default -> "The request to " + uri.getPath() + " was refused.";
    };
  }

  static Response response(int status, String detail, UriInfo uri, String action, String pointer) {
    Response.Status known = Response.Status.fromStatusCode(status);
    String title = known == null ? "Error" : known.getReasonPhrase();
    return Response.status(status)
        .type(Problem.MEDIA_TYPE)
        .entity(new Problem("about:blank", title, status, detail, uri.getPath(), action, pointer))
        .build();
  }
}
