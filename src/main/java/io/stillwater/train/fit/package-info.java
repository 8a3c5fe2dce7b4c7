/**
 * What is made from windows: memory, normal distribution, network, imported ones, and the errors of
 * what was held out. May import {@code train.data}, {@code train.network} and {@code model}.
 */
package io.stillwater.train.fit;
