/**
 * A Kafka broker inside the process, for the demo and the tests.
 *
 * <p>Its libraries are not part of the application: {@link io.stillwater.kafka.BrokerLoader} loads
 * this package from a folder of jars. May import {@code io.stillwater.kafka.LocalBroker} and
 * Kafka's server; nobody imports this package but tests.
 */
package io.stillwater.kafka.broker;
