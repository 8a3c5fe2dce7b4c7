package io.stillwater.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URL;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The page in a real browser, with a broker and a detector at work. */
@QuarkusTest
@QuarkusTestResource(value = ServiceResource.class, restrictToAnnotatedClass = true)
class PageIT {
  ServiceResource service;

  @TestHTTPResource("/")
  URL url;

  private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    browser = Browser.open(1400, 1000);
  }

  @AfterAll
  static void stop() throws IOException {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void open() {
    service.feedOnce();
    browser.driver().get(url.toString());
  }

  @AfterEach
  void consoleIsSilent() {
    assertEquals(List.of(), browser.complaints());
  }

  @Test
  void page_showsKeysStatesAndCountersThatAddUp() {
    browser.see("#link[data-state=live]");
    browser.until("document.querySelectorAll('#keys tbody tr').length === 4");
    assertEquals("alerting", browser.see("#keys tr[data-id$='pump-2'] .state").getText());
    // Its readings may have stopped long enough ago for the badge to say that as well.
    String warming = browser.see("#keys tr[data-id$='pump-4'] .state").getText();
    assertTrue(warming.startsWith("warming 5/8"), warming);
    assertEquals(
        "308", browser.see("[data-fact='Records received'][data-state=holds] .value").getText());
    browser.see("[data-fact='Windows'][data-state=holds]");
    assertTrue(browser.see("[data-fact='In alarm'] .value").getText().endsWith(" %"));
    browser.see("[data-fact='Lost'][data-state=holds]");
  }

  @Test
  void chart_drawsTheKeysAndPointsToThem() {
    browser.until("document.querySelectorAll('#legend .entry').length >= 3");
    browser.until(
        "(() => { const c = document.getElementById('live');"
            + " return c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(v => v > 0); })()");
  }

  @Test
  void openAlert_showsObservedAgainstExpectedOnAClick() {
    browser.see("#open .alert[data-severity]").click();
    assertEquals("pump-2", browser.see("#detail-title").getText());
    assertTrue(browser.see("#detail .headline").getText().contains("flow"));
    browser.see("#detail figure canvas");
    assertTrue(browser.see("#detail figcaption").getText().startsWith("flow"));
    browser.driver().switchTo().activeElement().sendKeys(Keys.ESCAPE);
    browser.until("document.getElementById('detail').hidden");
  }

  @Test
  void pastAlert_isLinkedByItsAddress() {
    browser.see("#past .alert").click();
    browser.until("location.hash.startsWith('#/alert/')");
    String address = browser.driver().getCurrentUrl();
    browser.driver().get("about:blank");
    browser.driver().get(address);
    assertTrue(browser.see("#detail .headline").getText().contains("resolved"));
  }

  @Test
  void key_showsItsHistoryAndIsReachedByKeyboard() {
    browser.see("#keys tr[data-id$='pump-3'] .key").sendKeys(Keys.ENTER);
    assertEquals("pump-3", browser.see("#detail-title").getText());
    browser.see("#detail .history canvas");
    browser.see("#detail .timeline a");
  }

  @Test
  void search_narrowsTheKeys() {
    browser.until("document.querySelectorAll('#keys tbody tr').length === 4");
    browser.see("#search").sendKeys("mp-3");
    browser.until("document.querySelectorAll('#keys tbody tr').length === 1");
    browser.see("#search").clear();
    browser.see("#search").sendKeys("nobody");
    browser.until("document.getElementById('keys-foot').textContent === 'No key fits.'");
  }

  @Test
  void theme_isRemembered() {
    String before = browser.see("html").getDomAttribute("data-theme");
    browser.see("#theme").click();
    browser.driver().navigate().refresh();
    String after = browser.see("html").getDomAttribute("data-theme");
    assertTrue(!after.equals(before), "from " + before + " to " + after);
  }
}
