package io.stillwater.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
  private final StringWriter text = new StringWriter();
  private long now;

  @Test
  void inALog_eachStepIsOneLine() {
    try (ProgressBar bar = bar(false, false)) {
      bar.step("Reading", 0.1, "");
      bar.step("Reading", 0.9, "");
      bar.step("Fitting", 0.0, "");
    }
    assertEquals("Reading ...\nFitting ...\n", text.toString());
  }

  @Test
  void onATerminal_isWrittenAtMostTenTimesASecond() {
    try (ProgressBar bar = bar(true, false)) {
      for (int i = 0; i < 1000; i++) {
        now = i * 1_000_000L;
        bar.step("Reading", i / 1000.0, "");
      }
    }
    assertEquals(10, text.toString().chars().filter(c -> c == '\r').count());
    assertTrue(text.toString().endsWith("\n"));
  }

  @Test
  void forMachines_staysSilent() {
    try (ProgressBar bar = bar(true, true)) {
      bar.step("Reading", 0.5, "");
    }
    assertEquals("", text.toString());
  }

  @Test
  void halfWay_isHalfABar() {
    assertEquals("█".repeat(12) + "░".repeat(12) + "  50 %", ProgressBar.bar(0.5));
  }

  private ProgressBar bar(boolean live, boolean quiet) {
    PrintWriter out = new PrintWriter(text);
    return new ProgressBar(new Console(out, out, live), quiet, () -> now);
  }
}
