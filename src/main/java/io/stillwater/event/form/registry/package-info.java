/**
 * Records framed by a schema registry: Avro, Protobuf and JSON behind a zero byte and the number of
 * a schema, which is fetched from the registry that the operator names.
 *
 * <p>A room of its own because here decoding reaches out of the process. May import {@code event},
 * {@code event.form}, {@code event.form.text} and {@code event.envelope}.
 */
package io.stillwater.event.form.registry;
