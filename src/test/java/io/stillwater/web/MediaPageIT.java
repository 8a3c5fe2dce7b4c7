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

/** The camera view and the sound view in a real browser, with pictures drawn from the log. */
@QuarkusTest
@QuarkusTestResource(value = MediaServiceResource.class, restrictToAnnotatedClass = true)
class MediaPageIT {
  private static final String DRAWN =
      "(document.querySelector('#stage img')?.naturalWidth ?? 0) > 0";
  private static final String ODD = "#strip [data-beyond=true] button";

  MediaServiceResource service;

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
    browser.driver().get("about:blank");
    browser.driver().get(url.toString());
  }

  @AfterEach
  void consoleIsSilent() {
    assertEquals(List.of(), browser.complaints());
  }

  @Test
  void camera_showsItsNewestFrameWithHeatAndRegions() {
    browser.see("#cameras [data-key='belt-1'][aria-pressed=true]");
    browser.until(DRAWN);
    assertEquals("64", browser.see("#stage img").getDomProperty("naturalWidth"));
    assertTrue(hottest() > 100, "the heat has no red: " + hottest());
    assertTrue(browser.see("#about .verdict").getText().contains("beyond the threshold"));
    assertTrue(browser.see("#about .marks").getText().contains("px at"));
    browser.see("#stage .box");
  }

  @Test
  void strip_showsTheFramesBefore_andKeysMoveInIt() {
    browser.until(
        "document.querySelectorAll('#strip li').length === " + MediaServiceResource.FILES);
    browser.until(
        "[...document.querySelectorAll('#strip img')].every(i => i.complete && i.naturalWidth > 0)");
    browser.until(DRAWN);
    browser.see(ODD).click();
    browser.driver().switchTo().activeElement().sendKeys(Keys.ARROW_LEFT);
    browser.driver().switchTo().activeElement().sendKeys(Keys.ENTER);
    browser.until("document.querySelectorAll('#stage .box').length === 0 && " + DRAWN);
    assertTrue(browser.see("#about").getText().contains("Nothing is beyond the threshold"));
    browser.see("#follow[aria-pressed=false]").click();
    browser.see("#stage .box");
  }

  @Test
  void heat_isSeenAsMuchAsTheSliderSays() {
    browser.until(DRAWN);
    browser.see("#heat").sendKeys(Keys.HOME);
    browser.until("getComputedStyle(document.querySelector('#stage .heat')).opacity === '0'");
    browser.see("#heat").sendKeys(Keys.END);
    browser.until("getComputedStyle(document.querySelector('#stage .heat')).opacity === '1'");
  }

  @Test
  void expected_isShownInsteadOnAClick() {
    browser.until(DRAWN);
    browser.see("#parts [data-part=expected]:enabled").click();
    browser.until("document.querySelector('#stage .heat') === null && " + DRAWN);
  }

  @Test
  void alertOfACamera_showsObservedHeatAndExpectedSideBySide() {
    browser.see("#open .alert[data-severity]").click();
    assertTrue(browser.see("#detail .headline").getText().contains("looked unusual"));
    browser.until(
        "[...document.querySelectorAll('#detail .pictures img')]"
            + ".filter(i => i.naturalWidth > 0).length === 3");
    browser.see("#detail [data-part=map] .box");
    assertTrue(browser.see("#detail .marks").getText().contains("px at"));
  }

  @Test
  void microphone_showsItsSpectrogramWithMarkedParts() {
    browser.see("#detectors button:nth-child(2)").click();
    browser.see("#cameras [data-key='fan-1']");
    browser.until("document.querySelector('#stage.sound img')?.naturalWidth > 0");
    browser.see(ODD).click();
    browser.see("#stage .box");
    assertTrue(browser.see("#about .marks").getText().contains("Hz"));
    String top =
        (String) browser.driver().executeScript("return document.querySelector('.box').style.top");
    assertTrue(Double.parseDouble(top.replace("%", "")) > 1, "a tone of 2,600 Hz is not on top");
  }

  /** The reddest pixel of the heat on the stage. */
  private static long hottest() {
    return (Long)
        browser
            .driver()
            .executeScript(
                "const c = document.querySelector('#stage .heat');"
                    + "const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
                    + "let most = 0; for (let i = 0; i < d.length; i += 4) {"
                    + "if (d[i + 3] > 60) most = Math.max(most, d[i] - d[i + 1]); } return most;");
  }
}
