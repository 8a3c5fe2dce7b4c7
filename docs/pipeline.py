#!/usr/bin/env python3
"""Stillwater's loop as one would write it in Python: what EndToEndBench compares with.

Readings from a Kafka topic, a sliding window for each key, the bundle's ONNX model, its threshold
and its rule "k of n", alerts to another topic. Alerts and offsets are committed in one
transaction, so that every alert is published exactly once. Scores are those of Stillwater.

    pip install confluent-kafka numpy onnxruntime
    python docs/pipeline.py --bootstrap localhost:9092 --topic readings --alerts py-alerts \\
        --bundle models/pump --count 100000

The alerts' topic must exist. A reading is {"key": "pump-1", "time": 1767225600000, "values":
{"flow": 47.1, ...}}, with the names of the bundle's channels and the time in milliseconds. Every
reading completes a window, as in that benchmark, whatever the bundle's stride is.

Left out: windows and open alerts of before a restart (Stillwater brings them back), values that
are missing (a reading without all of them is counted and left out; Stillwater carries them
forward), the age of readings and a bound for the number of keys, updates of open alerts and
what normal would have looked like, channels that are calmer than normal, limits that follow
keys, alerts that end when a window's newest readings are calm, scores and dead letters as
topics, metrics, the page.
"""

import argparse
import json
import os
import sys
import time
from collections import deque
from pathlib import Path

import numpy as np
import onnxruntime
from confluent_kafka import Consumer, KafkaException, Producer

READINGS = 4096  # in one transaction at most
WINDOWS = 256  # in one run of the model
LARGEST = 1e100  # of a raw value


class Model:
    """Windows to scores, with the normalisation and the calibration of a bundle."""

    def __init__(self, bundle):
        manifest = json.loads((bundle / "manifest.json").read_text())
        how = manifest["normalisation"]["how"]
        if manifest["kind"] != "sensors" or how["difference"] or how["scaling"] == "RANK":
            sys.exit(f"{bundle}: expected a bundle of sensors whose values are normalised as they "
                     f"come, by a level: was {manifest['kind']}, {how}. Use another bundle.")
        self.channels = [channel["name"] for channel in manifest["channels"]]
        self.window = manifest["window"]
        self.policy = manifest["policy"]
        self.threshold = manifest["threshold"]
        self.length = self.window["length"]

        normalisation = manifest["normalisation"]
        self.by_key = how["mode"] == "KEY"
        self.levels = {key: level(own) for key, own in normalisation["keys"].items()}
        self.pooled = level(normalisation["pooled"])
        self.constant = np.array(normalisation["constant"])

        calibration = manifest["calibration"]
        self.means = np.array(calibration["means"])
        self.deviations = np.array(calibration["deviations"])
        denoisers = [node.get("of", node) for node in manifest["denoisers"]]
        self.sigmas = np.array([s for node in denoisers for s in node["levels"]], np.float32)

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = len(os.sched_getaffinity(0))
        # As Stillwater's session: threads that wait leave the cores to consumer and broker.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self.session = onnxruntime.InferenceSession(
            str(bundle / "model.onnx"), options, providers=["CPUExecutionProvider"])
        shape = (WINDOWS, self.length, len(self.channels))
        self.observed = np.ones(shape, np.float32)
        self.noise = np.zeros(shape, np.float32)

    def log_levels(self, keys, x):
        """The log errors (windows, levels) and the channels' errors (windows, channels).

        keys: of each window; x: (windows, length, channels), at most WINDOWS of them.
        """
        x = np.clip(x, -LARGEST, LARGEST)
        centre, scale = self.centre_and_scale(keys, x)
        return self.session.run(["log_levels", "channels"], {
            "x": x, "observed": self.observed[:len(x)], "noise": self.noise[:len(x)],
            "centre": centre, "scale": scale, "sigmas": self.sigmas})

    def centre_and_scale(self, keys, x):
        """Those of the key; a key that training did not know has the mean of its own window."""
        levels = [self.levels.get(key, self.pooled) for key in keys]
        centre = np.stack([level[0] for level in levels])
        scale = np.stack([level[1] for level in levels])
        if self.by_key:
            unknown = np.array([key not in self.levels for key in keys])
            centre[unknown] = x[unknown].mean(axis=1)
            still = unknown[:, None] & self.constant
            scale[still] = np.maximum(np.abs(centre[still]) / 1000, 1e-6)
        return centre, scale

    def scores(self, keys, log_levels):
        """One score for each window, as the threshold wants it."""
        scores = ((log_levels - self.means) / self.deviations).mean(axis=1)
        own = self.threshold.get("keys", {})
        for i, key in enumerate(keys if own else []):
            if key in own:
                scores[i] = (scores[i] - own[key]["offset"]) / own[key]["scale"]
        return scores


def level(node):
    return np.array(node["centre"]), np.array(node["scale"])


class Key:
    """The newest readings of a key, and whether an alert of it is open."""

    def __init__(self, model):
        self.rows = np.zeros((model.length, len(model.channels)))
        self.filled = 0
        self.time = 0
        self.beyond = deque(maxlen=model.policy["n"])
        self.quiet = 0
        self.open = False

    def add(self, time, values, gap):
        """Takes a reading; true where its newest readings are a window."""
        if time < self.time:
            return False  # late
        if gap and self.filled and time - self.time > gap:
            self.filled = 0
        self.rows[:-1] = self.rows[1:]
        self.rows[-1] = values
        self.time = time
        self.filled = min(self.filled + 1, len(self.rows))
        return self.filled == len(self.rows)

    def judge(self, beyond, policy):
        """"opened", "resolved" or nothing, after one more window."""
        self.beyond.append(beyond)
        self.quiet = 0 if beyond else self.quiet + 1
        if not self.open and beyond and sum(self.beyond) >= policy["k"]:
            self.open = True
            return "opened"
        if self.open and self.quiet >= policy["quiet"]:
            self.open = False
            self.beyond.clear()
            return "resolved"
        return None


class Pipeline:
    """Messages to alerts; the state of all keys."""

    def __init__(self, model):
        self.model = model
        self.keys = {}
        self.unusable = 0

    def alerts(self, messages):
        """The alerts, as (key, JSON), that these messages lead to."""
        names, times, x = self.windows(messages)
        alerts = []
        for start in range(0, len(names), WINDOWS):
            part = slice(start, min(start + WINDOWS, len(names)))
            log_levels, channels = self.model.log_levels(names[part], x[part])
            scores = self.model.scores(names[part], log_levels)
            beyond = (scores > self.model.threshold["score"]).tolist()
            for i, name in enumerate(names[part]):
                state = self.keys[name].judge(beyond[i], self.model.policy)
                if state:
                    alerts.append((name, json.dumps({
                        "key": name, "state": state, "time": times[start + i],
                        "score": float(scores[i]), "threshold": self.model.threshold["score"],
                        "channels": self.explained(channels[i])})))
        return alerts

    def windows(self, messages):
        """The windows that these messages complete: keys, end times, (windows, length, channels)"""
        gap = self.model.window["gapMillis"]
        channels = self.model.channels
        x = np.empty((len(messages), self.model.length, len(channels)))
        names, times = [], []
        for message in messages:
            if message.error():
                raise KafkaException(message.error())
            try:
                event = json.loads(message.value())
                name, at = str(event["key"]), int(event["time"])
                values = [float(event["values"][channel]) for channel in channels]
            except (ValueError, TypeError, KeyError):
                self.unusable += 1
                continue
            key = self.keys.get(name)
            if key is None:
                key = self.keys[name] = Key(self.model)
            if key.add(at, values, gap):
                x[len(names)] = key.rows
                names.append(name)
                times.append(at)
        return names, times, x[:len(names)]

    def explained(self, errors):
        """The three channels with the largest errors, and their share of all."""
        largest = np.argsort(-errors)[:3]
        total = float(errors.sum()) or 1.0
        return {self.model.channels[c]: float(errors[c]) / total for c in largest}


def run(args):
    pipeline = Pipeline(Model(args.bundle))
    consumer = Consumer({
        "bootstrap.servers": args.bootstrap, "group.id": args.alerts,
        "auto.offset.reset": "earliest", "enable.auto.commit": False,
        "isolation.level": "read_committed"})
    producer = Producer({
        "bootstrap.servers": args.bootstrap, "transactional.id": args.alerts,
        "compression.type": "lz4"})
    producer.init_transactions()
    consumer.subscribe([args.topic])

    taken = transactions = alerts = first = 0
    begun = ended = None
    while args.count is None or taken < args.count:
        messages = consumer.consume(READINGS, timeout=0.1)
        if not messages:
            continue
        found = pipeline.alerts(messages)
        commit(consumer, producer, args.alerts, found)
        ended = time.perf_counter()
        taken += len(messages)
        transactions += 1
        alerts += len(found)
        if begun is None:
            begun, first = ended, taken
    consumer.close()
    rate = (taken - first) / (ended - begun) if ended > begun else 0  # first commit to last
    print(f"{taken} readings, {transactions} transactions, {alerts} alerts, "
          f"{pipeline.unusable} unusable readings")
    print(f"readings/s: {rate:.0f}")


def commit(consumer, producer, topic, alerts):
    """Publishes alerts and offsets together, or neither; then a restart does it again."""
    producer.begin_transaction()
    try:
        for key, alert in alerts:
            producer.produce(topic, alert, key)
        positions = [p for p in consumer.position(consumer.assignment()) if p.offset >= 0]
        producer.send_offsets_to_transaction(positions, consumer.consumer_group_metadata())
        producer.commit_transaction()
    except KafkaException:
        producer.abort_transaction()
        raise


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__.split("\n\n")[0], epilog="See the head of this file.")
    parser.add_argument("--bootstrap", default="localhost:9092", help="the broker's host:port")
    parser.add_argument("--topic", required=True, help="readings, read from the beginning")
    parser.add_argument("--alerts", required=True,
                        help="where alerts go; also the name of group and transactions")
    parser.add_argument("--bundle", type=Path, required=True, help="a folder, such as models/pump")
    parser.add_argument("--count", type=int, help="readings after which it ends (default: never)")
    return parser.parse_args()


if __name__ == "__main__":
    run(arguments())
