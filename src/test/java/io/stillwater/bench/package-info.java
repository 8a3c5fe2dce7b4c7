/** Measurements: main classes that print figures side by side from one run. */
package io.stillwater.bench;
