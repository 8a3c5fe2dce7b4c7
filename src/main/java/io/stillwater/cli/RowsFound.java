package io.stillwater.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwater.event.Reading;
import io.stillwater.event.Readings;
import io.stillwater.source.csv.CsvScores;
import io.stillwater.source.score.ScoreFile;
import io.stillwater.train.CrossFit;
import io.stillwater.train.survey.Saying;
import io.stillwater.train.survey.Stretch;
import io.stillwater.train.survey.Survey;
import io.stillwater.train.survey.Verdicts;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * What {@code detect} says of readings.
 *
 * @param fit the scores
 * @param survey what is reported
 * @param told the strangest of it
 * @param again opens the rows once more
 */
record RowsFound(CrossFit fit, Survey survey, List<Stretch.Told> told, Supplier<Readings> again)
    implements DetectCommand.Found {
  private static final List<String> HEAD = List.of("key", "from", "to", "how unusual", "channels");

  /** Reads the files again, for the order of their rows. */
  @Override
  public void write(ScoreFile out) {
    Verdicts verdicts = new Verdicts(survey.keys());
    try (Readings rows = again.get();
        CsvScores scores = out.rows(rows.timed())) {
      while (rows.hasNext()) {
        Reading row = rows.next();
        Verdicts.Row verdict = verdicts.next(row);
        if (verdict == null) {
          scores.unscored(row);
        } else {
          scores.scored(row, verdict.standing(), verdict.pValue(), verdict.strange());
        }
      }
    }
  }

  /** Writes a table with a sentence below each line. */
  @Override
  public void print(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%,d rows, %,d judged: %s%n",
        fit.readings(),
        survey.scored(),
        survey.stretches().isEmpty() ? "nothing stands out." : found());
    List<List<String>> lines = new ArrayList<>();
    lines.add(HEAD);
    told.forEach(one -> lines.add(line(one)));
    int[] widths = new int[HEAD.size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    for (int l = 0; l < lines.size() && !told.isEmpty(); l++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        text.append(String.format(Locale.ROOT, "%-" + (widths[i] + 2) + "s", lines.get(l).get(i)));
      }
      out.println(text.toString().stripTrailing());
      if (l > 0) {
        out.println("    " + Saying.sentence(told.get(l - 1)));
      }
    }
    if (survey.stretches().size() > told.size()) {
      out.printf(Locale.ROOT, "And %,d more.%n", survey.stretches().size() - told.size());
    }
  }

  private String found() {
    int count = survey.stretches().size();
    return String.format(
        Locale.ROOT,
        "%,d (%.2g %%) in %,d %s stand out.",
        survey.strange(),
        100.0 * survey.strange() / survey.scored(),
        count,
        count == 1 ? "stretch" : "stretches");
  }

  private List<String> line(Stretch.Told one) {
    Stretch stretch = one.stretch();
    return List.of(
        stretch.key(),
        Saying.at(stretch.from(), fit.timed()),
        Saying.at(stretch.to(), fit.timed()),
        String.format(Locale.ROOT, "%s (p %.0e)", stretch.words(), stretch.pValue()),
        Saying.channels(one.parts()));
  }

  @Override
  public ObjectNode json() {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode object = mapper.createObjectNode();
    object.put("rows", fit.readings());
    object.put("judged", survey.scored());
    object.put("strange", survey.strange());
    object.put("stretches", survey.stretches().size());
    ArrayNode told = object.putArray("told");
    for (Stretch.Told one : this.told) {
      Stretch stretch = one.stretch();
      ObjectNode line = told.addObject();
      line.put("key", stretch.key());
      if (fit.timed()) {
        line.put("from", Saying.at(stretch.from(), true));
        line.put("to", Saying.at(stretch.to(), true));
      } else {
        line.put("from", stretch.from());
        line.put("to", stretch.to());
      }
      line.put("rows", stretch.rows());
      line.put("score", stretch.standing());
      line.put("p_value", stretch.pValue());
      line.put("unusual", stretch.words());
      ObjectNode shares = line.putObject("channels");
      one.parts().forEach(part -> shares.put(part.channel(), part.share()));
      line.put("text", Saying.sentence(one));
    }
    object.set("warnings", mapper.valueToTree(fit.warnings()));
    return object;
  }
}
