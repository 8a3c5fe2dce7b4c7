package io.stillwater.train.network;

/**
 * How a training stood after a number of steps.
 *
 * @param step steps done
 * @param loss mean over the steps since the point before
 * @param validation the averaged weights' loss on windows that are not learnt from
 */
public record TrainingPoint(int step, double loss, double validation) {}
