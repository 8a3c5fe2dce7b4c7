/** Messages of the topic of alerts in Avro. */
package io.stillwater.alert.avro;
