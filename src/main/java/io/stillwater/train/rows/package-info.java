/**
 * The readings of a training, each once: in heap while they are few, beyond that in a temporary
 * file that is mapped into memory. Windows are made from them when somebody asks.
 *
 * <p>Imports {@code event} and {@code window}, nothing else of {@code train}.
 */
package io.stillwater.train.rows;
