package topiclora.study.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import topiclora.lm.TopicLoraException.Storage;
import topiclora.study.result.StudyReport;

/** A report's files: {@code README.md}, {@code study.json} and the plots. */
public final class StudyReportFolder {
  private StudyReportFolder() {}

  public static void write(StudyReport report, Path folder) {
    try {
      Files.createDirectories(folder);
      for (StudyReport.Answer answer : report.answers()) {
        for (int p = 0; p < answer.evidence().plots().size(); p++) {
          String svg = Svg.of(answer.evidence().plots().get(p));
          Files.writeString(folder.resolve(answer.file(p)), svg);
        }
      }
      Files.writeString(folder.resolve("study.json"), report.indentedJson() + "\n");
      Files.writeString(folder.resolve("README.md"), Markdown.of(report));
    } catch (IOException e) {
      throw Storage.of("cannot write to " + folder, e);
    }
  }
}
