package io.stillwater.event.form.registry;

import java.util.List;

/**
 * A schema as the registry holds it.
 *
 * @param type AVRO, PROTOBUF or JSON
 * @param schema its text; of PROTOBUF the descriptor in base64, where that was asked for
 * @param references to other schemas
 */
record RegisteredSchema(String type, String schema, List<Reference> references) {
  /** A schema that this one imports by that name. */
  record Reference(String name, String subject, int version) {}
}
