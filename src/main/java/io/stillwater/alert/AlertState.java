package io.stillwater.alert;

/** What an alert says of its episode. */
public enum AlertState {
  OPENED,
  UPDATED,
  RESOLVED
}
