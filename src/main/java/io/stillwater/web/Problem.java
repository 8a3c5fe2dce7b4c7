package io.stillwater.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An error as RFC 9457 describes it, with one member of ours.
 *
 * @param type always {@code about:blank}: the status says what kind of error it is
 * @param title the status in words
 * @param status the HTTP status
 * @param detail what was wrong, the value seen, what was expected
 * @param instance the path that was asked for
 * @param action what to do about it
 * @param pointer JSON pointer to the place in the request's body; absent where it is not about one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Problem", description = "An error, as RFC 9457 describes it")
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String instance,
    String action,
    String pointer) {
  /** The media type of RFC 9457. */
  public static final String MEDIA_TYPE = "application/problem+json";
}
