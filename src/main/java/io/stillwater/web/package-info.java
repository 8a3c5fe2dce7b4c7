/**
 * What people and probes see over HTTP: REST, server-sent events, health and metrics. Reads the
 * detectors of this process and the alerts topic; decides nothing.
 *
 * <p>May import every package below; neither {@code cli} nor the root package.
 */
package io.stillwater.web;
