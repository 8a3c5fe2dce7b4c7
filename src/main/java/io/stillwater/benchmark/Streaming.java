package io.stillwater.benchmark;

import io.stillwater.detect.streaming.StreamingDetector;
import io.stillwater.detect.streaming.StreamingScore;
import io.stillwater.evaluate.Case;
import io.stillwater.evaluate.Judgement;
import io.stillwater.evaluate.Method;
import io.stillwater.event.Reading;

/**
 * The detector that learns as it goes. Training rows are the beginning of its stream, and nothing
 * else: no limit and no setting comes from them.
 */
public final class Streaming implements Method {
  @Override
  public String name() {
    return "streaming";
  }

  @Override
  public boolean draws() {
    return false;
  }

  @Override
  public Judgement judge(Case on, long seed) {
    int rows = on.test().rows().size();
    if (on.form() == Case.Form.SAMPLES) {
      return Judgement.none(rows, "not run: samples are no stream");
    }
    StreamingDetector detector = new StreamingDetector();
    for (Reading row : on.training().rows()) {
      detector.next(row.values());
    }
    double[] scores = new double[rows];
    boolean[] told = new boolean[rows];
    for (int i = 0; i < rows; i++) {
      StreamingScore said = detector.next(on.test().rows().get(i).values());
      scores[i] = said.score();
      told[i] = said.told();
    }
    return new Judgement(scores, new double[0], told, StreamingScore.LIMIT, "");
  }
}
