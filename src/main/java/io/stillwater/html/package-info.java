/**
 * Pages without scripts: charts as inline SVG, escaped text, one look by day and by night. What is
 * drawn is rounded, and no clock is read: the same figures give the same bytes. Level 0: imports
 * the JDK only.
 */
package io.stillwater.html;
