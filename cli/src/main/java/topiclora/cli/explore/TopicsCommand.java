package topiclora.cli.explore;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import topiclora.Json;
import topiclora.TopicLora;
import topiclora.TopicLoraModel;
import topiclora.TopicOptions;
import topiclora.TopicResult;
import topiclora.cli.console.Numbers;
import topiclora.cli.console.ProgressBar;
import topiclora.cli.console.Shell;
import topiclora.cli.option.ComputeMixin;
import topiclora.cli.option.ModelParameter;

/** Lists the topics of a model. */
@Command(
    name = "topics",
    description = {
      "List the topics: a topic is one dimension of the vectors, or several that were merged.",
      "",
      "Of each: the words that set its documents apart (c-TF-IDF), the words by logit lift, whose"
          + " probability rises most in the base model when the dimension does, and the documents"
          + " that have most of it. The percentage is the topic's share of all documents."
    },
    footer = {
      "Examples:",
      "  topiclora topics news.model --topics 8 --representative-sentences",
      "  topiclora topics news.model --query \"ships and storms\"",
      "  topiclora topics news.model --group-by date",
      "  topiclora topics news.model --name \"Sea=a ferry ran aground\""
    })
public final class TopicsCommand implements Runnable {
  private final Shell shell;

  @Mixin private ModelParameter model = new ModelParameter();

  @Option(
      names = "--topics",
      paramLabel = "N",
      description = "merge topics used in the same documents until N are left (no merging)")
  private @Nullable Integer topics;

  @Option(
      names = "--words",
      paramLabel = "N",
      description = "words of each topic (${DEFAULT-VALUE})")
  private int words = TopicOptions.defaults().words();

  @Option(
      names = "--top-docs",
      paramLabel = "N",
      description = "documents that are shown of each (${DEFAULT-VALUE})")
  private int topDocs = TopicOptions.defaults().topDocuments();

  @Option(
      names = "--representative-sentences",
      description = "the sentence of each shown document that carries the topic most")
  private boolean sentences;

  @Option(
      names = "--query",
      paramLabel = "TEXT",
      description = "text to search by; only what it is about, the best first")
  private @Nullable String query;

  @Option(
      names = "--name",
      paramLabel = "NAME=TEXT",
      description = "name the topic that this text is an example of; repeatable")
  private Map<String, String> names = new LinkedHashMap<>();

  @Option(
      names = "--group-by",
      paramLabel = "FIELD",
      description = "topic shares by a field, label or other metadata; dates by spans of time")
  private @Nullable String groupBy;

  @Mixin private ComputeMixin compute = new ComputeMixin();

  @Option(
      names = "--json",
      description =
          "print topics with component, share, name, terms, logitLiftWords, documents, components,"
              + " npmi, cv, merge, queryShare, groups")
  private boolean json;

  public TopicsCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    Numbers.requirePositive("--words", words);
    Numbers.requirePositive("--top-docs", topDocs);
    Numbers.requirePositive("--topics", topics == null ? 1 : topics);
    TopicOptions options = options();
    List<TopicResult> found;
    try (ProgressBar progress = shell.progress();
        TopicLora lora = compute.open(shell, progress);
        TopicLoraModel loaded = lora.load(model.folder())) {
      found = loaded.topics(options);
    }
    if (json) {
      shell.out().println(Json.of(found));
    } else if (groupBy == null) {
      TopicLines.print(shell.out(), found);
    } else {
      TopicLines.printGroups(shell.out(), groupBy, found);
    }
  }

  private TopicOptions options() {
    return TopicOptions.defaults()
        .withTopics(topics == null ? Integer.MAX_VALUE : topics)
        .withWords(words)
        .withTopDocuments(topDocs)
        .withRepresentativeSentences(sentences)
        .withQuery(query)
        .withNames(names)
        .withGroupBy(groupBy);
  }
}
