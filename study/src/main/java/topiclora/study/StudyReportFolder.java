package topiclora.study;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import topiclora.lm.TopicLoraException.Storage;
import topiclora.lm.internal.io.JsonMapping;

/** A report's files: {@code README.md}, {@code study.json} and a picture each. */
final class StudyReportFolder {
  private static final JsonMapper JSON =
      JsonMapping.PLAIN
          .rebuild()
          .addModule(new SimpleModule().addSerializer(Metric.class, new Measured()))
          .build();

  private StudyReportFolder() {}

  static void write(StudyReport report, Path folder) {
    try {
      Files.createDirectories(folder);
      for (StudyReport.Answer answer : report.answers()) {
        for (int p = 0; p < answer.evidence().plots().size(); p++) {
          String svg = Svg.of(answer.evidence().plots().get(p));
          Files.writeString(folder.resolve(answer.file(p)), svg);
        }
      }
      Files.writeString(folder.resolve("study.json"), json(report, true) + "\n");
      Files.writeString(folder.resolve("README.md"), Markdown.of(report));
    } catch (IOException e) {
      throw Storage.of("cannot write to " + folder, e);
    }
  }

  static String json(StudyReport report, boolean indented) {
    try {
      return (indented ? JSON.writerWithDefaultPrettyPrinter() : JSON.writer())
          .writeValueAsString(report);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report is JSON", e);
    }
  }

  /** Without NaN, which JSON has not. */
  private static final class Measured extends StdSerializer<Metric> {
    private static final long serialVersionUID = 1;

    private Measured() {
      super(Metric.class);
    }

    @Override
    public void serialize(Metric figure, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (!figure.measured()) {
        json.writeNull();
        return;
      }
      json.writeStartObject();
      json.writeNumberField("mean", figure.mean());
      if (!Double.isNaN(figure.deviation())) {
        json.writeNumberField("noise", figure.deviation());
      }
      json.writeNumberField("seeds", figure.seeds());
      json.writeEndObject();
    }
  }
}
