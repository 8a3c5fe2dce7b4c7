package io.stillwater.train.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.alert.PolicySpec;
import io.stillwater.detect.FittedCalibration;
import io.stillwater.detect.Threshold;
import io.stillwater.detect.recent.Adaptation;
import io.stillwater.html.Axis;
import io.stillwater.html.Html;
import io.stillwater.model.manifest.Channel;
import io.stillwater.model.manifest.DenoiserInfo;
import io.stillwater.model.manifest.Manifest;
import io.stillwater.model.manifest.NetworkInfo;
import io.stillwater.model.manifest.Training;
import io.stillwater.train.network.TrainedNetwork;
import io.stillwater.train.network.TrainingPoint;
import io.stillwater.window.Normalisation;
import io.stillwater.window.Preprocessing;
import io.stillwater.window.Stride;
import io.stillwater.window.WindowSpec;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ReportTest {
  private static final String EVIL = "<script>alert('\"&x\u0001')</script>";

  @Test
  void page_isWellFormedAndHasItsParts() throws Exception {
    Document page = parse(report(2, 16, "flow").html());
    assertEquals("html", page.getDocumentElement().getNodeName());
    List<String> titles = new ArrayList<>();
    NodeList heads = page.getElementsByTagName("h2");
    for (int i = 0; i < heads.getLength(); i++) {
      titles.add(heads.item(i).getTextContent());
    }
    assertEquals(
        List.of(
            "Warnings",
            "What it was trained on",
            "How the network learnt",
            "What normal scores",
            "What the denoiser expects",
            "New windows, drawn from it"),
        titles);
    NodeList charts = page.getElementsByTagName("svg");
    assertEquals(3 + 2 * 3 + 2 * 2, charts.getLength());
    for (int i = 0; i < charts.getLength(); i++) {
      assertFalse(((Element) charts.item(i)).getAttribute("aria-label").isEmpty());
    }
  }

  @Test
  void curves_haveTheirPointsAndTheTakenStep() throws Exception {
    String html = report(2, 16, "flow").html();
    Document page = parse(html);
    assertEquals(11, points(page, "train"));
    assertTrue(html.contains("taken: step 700"), html);
    assertTrue(html.contains("the loss ran away 2 times"), html);
  }

  @Test
  void memoryAlone_hasNoCurve() throws Exception {
    Report with = report(2, 16, "flow");
    Report without =
        new Report(
            with.manifest(),
            new Report.Alarms(0, 0, 0, 400),
            with.scores(),
            List.of(),
            with.drawn(),
            with.denoised(),
            List.of());
    String html = without.html();
    parse(html);
    assertFalse(html.contains("How the network learnt"), html);
    assertFalse(html.contains("Warnings"), html);
  }

  @Test
  void namesFromOutside_areEscapedEverywhere() throws Exception {
    String html = report(2, 16, EVIL).html();
    Document page = parse(html);
    assertEquals(0, page.getElementsByTagName("script").getLength());
    assertFalse(html.contains("<script"), html);
    assertTrue(html.contains("&lt;script&gt;alert(&#39;&quot;&amp;x\uFFFD&#39;)"), html);
  }

  @Test
  void sameTraining_givesTheSamePage() {
    assertEquals(report(3, 16, "flow").html(), report(3, 16, "flow").html());
  }

  @Test
  void wideAndLongWindows_makeASmallPageOfEightChannels() throws Exception {
    String html = report(200, 512, "x".repeat(500)).html();
    assertTrue(html.getBytes(StandardCharsets.UTF_8).length < 300_000, "bytes: " + html.length());
    assertTrue(html.contains("The first 8 of 200 channels are drawn."), html);
    parse(html);
  }

  @Test
  void windowsOfOneReading_areDots() throws Exception {
    Document page = parse(report(1, 1, "flow").html());
    assertEquals(3 * 2 + 6 + 6, page.getElementsByTagName("circle").getLength());
  }

  @Test
  void numbers_haveThreeDigits() {
    assertEquals("0", Html.number(0));
    assertEquals("123456", Html.number(123_456.4));
    assertEquals("1.23", Html.number(1.2345));
    assertEquals("100", Html.number(100));
    assertEquals("0.5", Html.number(0.5));
    assertEquals("-0.00123", Html.number(-0.001234));
    assertEquals("1e-5", Html.number(1e-5));
    assertEquals("2.5e12", Html.number(2.5e12));
  }

  @Test
  void ticks_areRoundAndInside() {
    assertEquals(List.of(0.0, 20.0, 40.0, 60.0, 80.0), new Axis(-3, 97, false, "").ticks());
    assertEquals(List.of(0.2, 0.5, 1.0, 2.0), rounded(new Axis(0.11, 3, true, "").ticks()));
    assertEquals(
        List.of(1e-4, 1e-3, 1e-2, 1e-1, 1.0), rounded(new Axis(5e-5, 1, true, "").ticks()));
  }

  private static List<Double> rounded(List<Double> ticks) {
    return ticks.stream().map(t -> Math.round(t * 1e6) / 1e6).toList();
  }

  private static Document parse(String html) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(html)));
  }

  private static int points(Document page, String style) {
    NodeList lines = page.getElementsByTagName("polyline");
    for (int i = 0; i < lines.getLength(); i++) {
      Element line = (Element) lines.item(i);
      if (line.getAttribute("class").equals(style)) {
        return line.getAttribute("points").split(" ").length;
      }
    }
    return 0;
  }

  private static Report report(int channels, int length, String name) {
    Random random = new Random(1);
    List<double[]> errors = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      errors.add(new double[] {random.nextGaussian()});
    }
    FittedCalibration calibration = FittedCalibration.fit(errors);
    double[] scores = errors.stream().mapToDouble(calibration::score).toArray();
    List<float[]> six =
        IntStream.range(0, 6).mapToObj(i -> narrow(random, channels * length)).toList();
    List<double[]> three = six.stream().limit(3).map(Report::wide).toList();
    List<Report.Likeness> likeness = List.of(new Report.Likeness("values", 0.1, 0.02));
    return new Report(
        manifest(channels, length, name, calibration),
        new Report.Alarms(3, 2.5, 40, 4000),
        scores,
        List.of(trained()),
        new Report.Drawn(six, six, likeness),
        new Report.Denoised(1, three, three),
        List.of("channels with one value throughout: " + name + "."));
  }

  private static float[] narrow(Random random, int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /** Ends with steps at which the weights learn by heart. */
  private static TrainedNetwork trained() {
    List<TrainingPoint> curve = new ArrayList<>();
    for (int i = 0; i <= 10; i++) {
      curve.add(new TrainingPoint(100 * i, 1.0 / (i + 1), 0.2 + Math.abs(i - 7) / 10.0));
    }
    return new TrainedNetwork(new float[0], curve, 2);
  }

  private static Manifest manifest(
      int channels, int length, String name, FittedCalibration calibration) {
    double[] ones = new double[channels];
    Arrays.fill(ones, 1);
    Normalisation.Level level = new Normalisation.Level(new double[channels], ones);
    NetworkInfo network = new NetworkInfo("small", 8, 2, 4, 4, "tokens", "edm", 1234, 0);
    return new Manifest(
        Manifest.FORMAT,
        Manifest.SENSORS,
        name,
        "1",
        IntStream.range(0, channels).mapToObj(c -> new Channel(name + c, "")).toList(),
        new WindowSpec(length, Stride.rows(1), 0, 0, 0),
        new Normalisation(Preprocessing.DEFAULT, level, new boolean[channels], Map.of()),
        List.of(new DenoiserInfo.Network(new double[] {1}, network)),
        calibration,
        List.of(),
        List.of(),
        new Threshold(calibration.quantile(0.01), 0.01, Double.NaN, 0.004, 0.02),
        PolicySpec.DEFAULT,
        Adaptation.DEFAULT,
        new Training("a file", true, 5000, 2, 0, 500, 0, 3),
        Map.of());
  }
}
