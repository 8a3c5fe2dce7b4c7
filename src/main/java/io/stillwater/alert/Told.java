package io.stillwater.alert;

import java.util.ArrayList;
import java.util.List;

/**
 * What the alerts of an episode have told so far: whatever is another thing is news.
 *
 * @param windows of the episode at the newest alert
 * @param channels that were named as its cause since the newest regular update
 * @param rested whether it was quiet for a while since the newest alert
 */
public record Told(int windows, List<String> channels, boolean rested) {
  /** Of an episode that was stored before this was kept. */
  static final Told NOTHING = new Told(0, List.of(), false);

  public Told {
    channels = List.copyOf(channels);
  }

  Told and(List<String> more) {
    List<String> all = new ArrayList<>(channels);
    more.stream().filter(name -> !all.contains(name)).forEach(all::add);
    return new Told(windows, all, rested);
  }

  Told at(int window) {
    return new Told(window, channels, false);
  }

  Told rest(boolean now) {
    return new Told(windows, channels, rested || now);
  }
}
