package topiclora.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import topiclora.core.internal.model.TopicModel;
import topiclora.core.internal.topic.Texts;
import topiclora.core.internal.topic.Topic;
import topiclora.core.internal.topic.Topics;
import topiclora.lm.internal.model.BaseModel;
import topiclora.plugins.internal.retrieve.KeptTexts;
import topiclora.report.ReportOptions;
import topiclora.report.internal.content.Report;

/**
 * Makes the report of a model on the disk.
 *
 * @param folder of the model, where its texts are
 * @param options what goes into it
 */
record Reporting(Path folder, ReportOptions options) {
  static Reporting defaults(Path folder) {
    return new Reporting(folder, ReportOptions.defaults());
  }

  /** What a report calls the model in {@code folder}. */
  static String name(Path folder) {
    return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
  }

  /**
   * Reads what the model and its texts have to say.
   *
   * @param base says which words a topic makes likelier; null does without words
   */
  Report of(TopicModel model, @Nullable BaseModel base) {
    try (KeptTexts texts = KeptTexts.of(folder)) {
      var wanted =
          new Topics.TopicOptions(
              Integer.MAX_VALUE, Math.max(1, options.words()), options.topDocuments());
      List<Topic> topics =
          base == null
              ? Topics.of(model, Texts.NONE, wanted)
              : Topics.of(base, model, texts, wanted);
      return Report.of(
          name(folder),
          model,
          topics,
          options.excerptChars() == 0 ? Texts.NONE::of : texts::of,
          options);
    }
  }
}
