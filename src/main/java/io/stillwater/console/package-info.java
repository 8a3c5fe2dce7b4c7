/**
 * What a person at a terminal reads: where commands write, how far they are, and what they can
 * mend. Knows no option and no command. May import nothing but the JDK.
 */
package io.stillwater.console;
