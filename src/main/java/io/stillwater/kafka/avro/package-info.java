/** Messages of the topic of alerts in Avro. */
package io.stillwater.kafka.avro;
