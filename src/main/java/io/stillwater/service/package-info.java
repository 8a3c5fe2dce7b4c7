/**
 * The service in this process: its start, its end, its port, and why it did not start. Below {@code
 * cli} and its demo, which both start it; the only package but the root that starts Quarkus.
 */
package io.stillwater.service;
