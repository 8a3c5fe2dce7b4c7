package io.stillwater.event.form.registry;

import io.stillwater.event.UnreachableObject;
import io.stillwater.event.form.RegistrySettings;

/** Schemas that are written, as a registry keeps them. Stateless. */
public final class Subjects {
  private Subjects() {}

  /**
   * Registers a schema in Avro, or finds it where it is registered.
   *
   * @param subject it belongs to, such as {@code alerts-value}
   * @return the registry's number of the schema
   * @throws UnreachableObject with a sentence, if the registry does not answer, or does not take it
   */
  public static int register(RegistrySettings settings, String subject, String schema)
      throws UnreachableObject {
    return new SchemaRegistry(settings).register(subject, schema);
  }
}
