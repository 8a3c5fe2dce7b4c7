/**
 * Forms with a protobuf schema that everybody knows: OpenTelemetry and Sparkplug.
 *
 * <p>May import {@code event}, {@code event.form} and {@code event.envelope}.
 */
package io.stillwater.event.form.proto;
