package io.stillwater.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwater.source.media.FileScores;
import io.stillwater.source.score.ScoreFile;
import io.stillwater.train.survey.FileSurvey;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What {@code detect} says of files.
 *
 * @param refused that could not be judged
 * @param most files to tell at most
 */
record FilesFound(FileSurvey survey, List<String> refused, int most)
    implements DetectCommand.Found {
  @Override
  public void write(ScoreFile out) {
    try (FileScores scores = out.files()) {
      survey.files().stream()
          .sorted(Comparator.comparing(FileSurvey.Judged::file))
          .forEach(
              file -> scores.scored(file.file(), file.standing(), file.pValue(), file.strange()));
      refused.forEach(scores::unscored);
    }
  }

  private List<FileSurvey.Judged> told() {
    return survey.files().stream().filter(FileSurvey.Judged::strange).limit(most).toList();
  }

  @Override
  public void print(PrintWriter out) {
    long strange = survey.strange();
    out.printf(
        Locale.ROOT,
        "%,d files judged: %s%n",
        survey.files().size(),
        strange == 0
            ? "none stands out."
            : String.format(Locale.ROOT, "%,d stand out, the strangest first.", strange));
    for (FileSurvey.Judged file : told()) {
      out.printf(Locale.ROOT, "  %s  %s (p %.0e)%n", file.file(), file.words(), file.pValue());
    }
    if (strange > most) {
      out.printf(Locale.ROOT, "And %,d more.%n", strange - most);
    }
  }

  @Override
  public ObjectNode json() {
    ObjectNode object = new ObjectMapper().createObjectNode();
    object.put("files", survey.files().size() + refused.size());
    object.put("judged", survey.files().size());
    object.put("strange", survey.strange());
    ArrayNode array = object.putArray("told");
    for (FileSurvey.Judged file : told()) {
      array
          .addObject()
          .put("file", file.file())
          .put("score", file.standing())
          .put("p_value", file.pValue())
          .put("unusual", file.words());
    }
    return object;
  }
}
