package io.stillwater.web;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which keys are asked for. */
public class KeyParameters {
  @QueryParam("key")
  @Parameter(description = "exactly this key")
  String key;

  @QueryParam("search")
  @Parameter(description = "part of the key")
  String search;

  @QueryParam("state")
  @Parameter(description = "warming, ok, missing data, silent or alerting")
  String state;

  @QueryParam("sort")
  @Parameter(description = "strangest, which is the default, or name")
  String sort;

  @QueryParam("offset")
  @DefaultValue("0")
  int offset;

  @QueryParam("limit")
  @DefaultValue("100")
  int limit;

  @QueryParam("recent")
  @DefaultValue("0")
  @Parameter(description = "how many of the newest scores to give with each key")
  int recent;

  KeyQuery query() {
    return KeyQuery.of(key, search, state, sort);
  }
}
