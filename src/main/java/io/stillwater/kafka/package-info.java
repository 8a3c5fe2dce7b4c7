/**
 * The only user of Kafka: the loop that reads, scores and commits in one transaction, its startup
 * checks and recovery, and the readers and writers of topics for REST, replay and training.
 *
 * <p>May import {@code event}, {@code window}, {@code detect}, {@code alert}, {@code model}, {@code
 * stream}. Nothing below knows that there is a Kafka.
 */
package io.stillwater.kafka;
