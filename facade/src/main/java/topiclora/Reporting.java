package topiclora;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import topiclora.core.internal.model.TopicModel;
import topiclora.core.internal.topic.Texts;
import topiclora.core.internal.topic.Topic;
import topiclora.core.internal.topic.Topics;
import topiclora.lm.internal.model.BaseModel;
import topiclora.report.ReportFormat;
import topiclora.report.ReportOptions;
import topiclora.report.internal.content.Report;
import topiclora.report.internal.write.ReportWriter;

/** Makes the report of a model. */
record Reporting(TopicModel model, Path folder, ReportOptions options) {
  /** Fails where the report could not be written, before words take their time. */
  void requireSane(Path output, ReportFormat format) {
    if (options.groupBy() != null) {
      model.requireField(options.groupBy());
    }
    if (format != ReportFormat.CSV) {
      ReportFormat.requireFile(output);
    }
  }

  /**
   * Writes it.
   *
   * @param base by which words get their logit lift; null does without words
   */
  ReportResult write(Path output, ReportFormat format, Texts texts, @Nullable BaseModel base) {
    long start = System.nanoTime();
    var wanted =
        new Topics.TopicLimits(
            Integer.MAX_VALUE, Math.max(1, options.words()), options.topDocuments());
    List<Topic> topics =
        base == null ? Topics.of(model, Texts.NONE, wanted) : Topics.of(base, model, texts, wanted);
    Report report = report(topics, texts);
    ReportWriter.write(report, format, output);
    return new ReportResult(
        output.toString(),
        Results.word(format),
        report.documents().size(),
        report.topics().size(),
        report.clusters().size(),
        (System.nanoTime() - start) / 1e9);
  }

  private Report report(List<Topic> topics, Texts texts) {
    String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    return Report.of(
        name, model, topics, options.excerptChars() == 0 ? Texts.NONE::of : texts::of, options);
  }
}
