package io.stillwater.alert;

/**
 * What goes to the topic of alerts: about an episode, or about a key whose normal has moved, that
 * stopped, or that is back.
 */
public sealed interface Message permits Alert, KeyMove, Notice {}
