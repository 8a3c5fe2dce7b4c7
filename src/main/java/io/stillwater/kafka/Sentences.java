package io.stillwater.kafka;

import io.stillwater.kafka.client.Topics;
import io.stillwater.stream.output.Aside;
import io.stillwater.stream.output.DeadLetter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;

/** What is wrong and what to do, for the person who runs a detector. */
final class Sentences {
  private final DetectorSpec spec;

  Sentences(DetectorSpec spec) {
    this.spec = spec;
  }

  String inputMissing() {
    return "topic "
        + spec.topic()
        + " does not exist; send readings to it, or create it: "
        + create(spec.topic(), 1, Map.of());
  }

  String outputMissing(String topic, int partitions, Map<String, String> configs) {
    return "topic "
        + topic
        + " does not exist; create it: "
        + create(topic, partitions, configs)
        + ", or allow it with create-topics=true";
  }

  String mayNotCreate(String topic, int partitions, Map<String, String> configs) {
    return "topic "
        + topic
        + " does not exist and may not be created by this user; have it created: "
        + create(topic, partitions, configs);
  }

  String forbidden(String verb, String operation, String topic) {
    return "no right to "
        + verb
        + " topic "
        + topic
        + "; allow it: "
        + allow("--operation " + operation + " --topic " + topic);
  }

  String compactedInput() {
    return "topic "
        + spec.topic()
        + " is compacted: windows cannot be rebuilt from a log with holes; keep its records for a"
        + " time instead: "
        + alter(spec.topic(), "cleanup.policy=delete");
  }

  String wrongPolicy(String topic, String policy, String expected) {
    return "topic "
        + topic
        + " has cleanup.policy="
        + policy
        + " but needs "
        + expected
        + ": "
        + alter(topic, "cleanup.policy=" + expected);
  }

  String otherPartitions(String topic, int partitions, int input) {
    return "topic "
        + topic
        + " has "
        + partitions
        + " partition(s), the input "
        + spec.topic()
        + " has "
        + input
        + ": output of input partition p goes to p mod "
        + partitions
        + "; do not change that number while detectors run";
  }

  String smallDeadLetters(String topic, long bytes, long needed) {
    return "topic "
        + topic
        + " takes records of "
        + bytes
        + " bytes, the input larger ones: an unusable record that does not fit as a dead letter would"
        + " hold the detector up; make room: "
        + alter(topic, "max.message.bytes=" + needed);
  }

  String timestampsUnbounded(String value) {
    return "topic "
        + spec.topic()
        + " accepts record timestamps far in the future (message.timestamp.after.max.ms is "
        + value
        + "): one of them makes all later readings too old to be used; bound it: "
        + alter(spec.topic(), "message.timestamp.after.max.ms=3600000");
  }

  String configsHidden(String topic) {
    return "the settings of topic "
        + topic
        + " may not be seen, so its cleanup policy was not checked; allow it: "
        + allow("--operation DescribeConfigs --topic " + topic);
  }

  /** Of a reading whose clock had jumped. */
  static String aside(Aside aside) {
    return "a reading of "
        + aside.key()
        + " at offset "
        + aside.offset()
        + " of partition "
        + aside.partition()
        + " is of "
        + Instant.ofEpochMilli(aside.time())
        + ", while the next one of that key is of "
        + Instant.ofEpochMilli(aside.next())
        + ": its clock had jumped, and it was set aside";
  }

  String repartitioned(int before, int now) {
    return "topic "
        + spec.topic()
        + " went from "
        + before
        + " to "
        + now
        + " partitions: keys that moved start with an empty window";
  }

  /** What an error of a client means. */
  String of(Exception e) {
    if (e instanceof TimeoutException) {
      return unreachable();
    }
    if (e instanceof AuthenticationException) {
      return "the broker refuses these credentials ("
          + e.getMessage()
          + "); check security.protocol, sasl.mechanism and sasl.jaas.config";
    }
    if (e instanceof AuthorizationException) {
      return forbidden(e);
    }
    if (e instanceof FencedInstanceIdException
        || e instanceof ProducerFencedException
        || e instanceof InvalidProducerEpochException) {
      return "another process runs as instance "
          + spec.input().instance()
          + " of detector "
          + spec.name()
          + "; give each replica a stillwater.instance of its own";
    }
    if (e instanceof RecordTooLargeException) {
      return "a record is too large for its topic ("
          + e.getMessage()
          + "); raise max.message.bytes of "
          + spec.topics().all();
    }
    String cause = e.getCause() == null ? "" : " (" + e.getCause().getMessage() + ")";
    return e.getMessage() + cause;
  }

  String poison(PoisonGauge gauge, List<DeadLetter> letters) {
    String newest =
        letters.isEmpty() ? "" : "; the newest: " + letters.get(letters.size() - 1).message();
    return Math.round(100 * gauge.share())
        + " % of the last "
        + gauge.records()
        + " records of topic "
        + spec.topic()
        + " cannot be used, the limit is "
        + Math.round(100 * spec.limits().poison())
        + " %"
        + newest
        + "; correct the detector's format or the sender, or raise the poison-limit, and start"
        + " again: nothing of this batch was committed";
  }

  String unreachable() {
    return "no broker answers at "
        + spec.bootstrapServers()
        + "; start it, or correct stillwater.kafka.bootstrap.servers; this goes on by itself";
  }

  private String forbidden(Exception e) {
    if (e instanceof TransactionalIdAuthorizationException) {
      return "no right to write with transactional id "
          + spec.transactionalId()
          + "; allow it: "
          + allow(
              "--operation Write --operation Describe --transactional-id "
                  + spec.input().group()
                  + " --resource-pattern-type prefixed");
    }
    if (e instanceof GroupAuthorizationException) {
      return "no right to read as group "
          + spec.input().group()
          + "; allow it: "
          + allow("--operation Read --group " + spec.input().group());
    }
    if (e instanceof TopicAuthorizationException topics) {
      return "no right to use topic(s) "
          + topics.unauthorizedTopics()
          + "; allow reading the input "
          + spec.topic()
          + " and writing "
          + spec.topics().all()
          + ": "
          + allow("--operation Read --operation Write --topic NAME");
    }
    return "the broker does not allow it: " + e.getMessage();
  }

  private String create(String topic, int partitions, Map<String, String> configs) {
    return Topics.create(spec.bootstrapServers(), topic, partitions, configs);
  }

  private String alter(String topic, String setting) {
    return "kafka-configs.sh --bootstrap-server "
        + spec.bootstrapServers()
        + " --alter --topic "
        + topic
        + " --add-config "
        + setting;
  }

  private String allow(String what) {
    return "kafka-acls.sh --bootstrap-server "
        + spec.bootstrapServers()
        + " --add --allow-principal User:NAME "
        + what;
  }
}
