package io.stillwater.cli.demo;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Tells a demo that the service is up, and that it is about to go down; does nothing without one.
 */
@Singleton
public class Hooks {
  private static final AtomicReference<Show> SHOW = new AtomicReference<>();
  private static final int LAST = 1_000_000;

  static void watch(Show show) {
    SHOW.set(show);
  }

  void started(@Observes @Priority(LAST) StartupEvent event) {
    Show show = SHOW.get();
    if (show != null) {
      show.serviceIsUp();
    }
  }

  /** Before the loops are stopped: the account needs them. */
  void stopping(@Observes @Priority(1) ShutdownEvent event) {
    Show show = SHOW.get();
    if (show != null) {
      show.finish();
    }
  }
}
