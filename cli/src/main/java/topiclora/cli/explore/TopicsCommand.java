package topiclora.cli.explore;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import topiclora.cli.BaseOption;
import topiclora.cli.Json;
import topiclora.cli.ShownTopic;
import topiclora.cli.console.Numbers;
import topiclora.cli.console.ProgressBar;
import topiclora.cli.console.Shell;
import topiclora.cli.option.ModelParameter;
import topiclora.core.internal.model.TextVectors;
import topiclora.core.internal.model.TopicModel;
import topiclora.core.internal.topic.Topic;
import topiclora.core.internal.topic.TopicBreakdown;
import topiclora.core.internal.topic.TopicNaming;
import topiclora.core.internal.topic.Topics;
import topiclora.lm.internal.model.BaseModel;
import topiclora.plugins.internal.retrieve.KeptTexts;

/** Says what the components of the vectors are about. */
@Command(
    name = "topics",
    sortOptions = false,
    description = {
      "Say what the vectors are about. A topic is one number of the vectors, or several where"
          + " topics are merged. Of each: the words that set its documents apart (c-TF-IDF), the"
          + " words that the model comes to expect when the number is turned up, and the documents"
          + " that have most of it.",
      "",
      "The percentage is the topic's share of what all topics have of the documents."
    },
    footer = {
      "Examples:",
      "  topiclora topics news.model --words 15 --docs 5",
      "  topiclora topics news.model --topics 8 --passages",
      "  topiclora topics news.model --query \"ships and storms\"",
      "  topiclora topics news.model --name \"Sea=the ferry ran aground\" --name \"Courts=the"
          + " judge found for the tenant\"",
      "  topiclora topics news.model --by date --json"
    })
final class TopicsCommand implements Runnable {
  private final Shell shell;

  @Mixin private ModelParameter model = new ModelParameter();

  @Option(
      names = "--topics",
      paramLabel = "N",
      description = "merge those that are used in the same documents until N are left")
  private @Nullable Integer most;

  @Option(names = "--words", paramLabel = "N", description = "words of each (${DEFAULT-VALUE})")
  private int words = 10;

  @Option(names = "--docs", paramLabel = "N", description = "documents of each (${DEFAULT-VALUE})")
  private int docs = 3;

  @Option(
      names = "--passages",
      description = "the sentence of each document that carries the topic most")
  private boolean passages;

  @Option(
      names = "--query",
      paramLabel = "TEXT",
      description = "only topics that this text is about, the most first")
  private @Nullable String query;

  @Option(
      names = "--name",
      paramLabel = "NAME=TEXT",
      description =
          "call the topic that this text is about most by that name; again for each further name")
  private Map<String, String> names = new LinkedHashMap<>();

  @Option(
      names = "--by",
      paramLabel = "FIELD",
      description =
          "the shares of the topics among documents of each value of a field, \"label\" or one of"
              + " the metadata; dates by day, month or year")
  private @Nullable String field;

  @Mixin private BaseOption base = new BaseOption();

  @Option(
      names = "--json",
      description =
          "print [{\"component\", \"sign\", \"share\", \"words\":[...],"
              + " \"documents\":[{\"id\", \"title\"},...], \"name\", \"terms\":[...],"
              + " \"components\":[...], \"npmi\", \"cv\", \"join\":{\"topic\", \"left\","
              + " \"loss\"}}, ...]; join says into which topic of this list it goes when so many"
              + " are left: the hierarchy. --passages adds \"passage\" to documents, --query"
              + " \"match\" and --by \"by\":[{\"value\", \"documents\", \"share\"},...] to topics")
  private boolean json;

  TopicsCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    Numbers.requirePositive("--words", words);
    Numbers.requirePositive("--docs", docs);
    Numbers.requirePositive("--topics", most == null ? 1 : most);
    if (query != null && query.isBlank()) {
      throw new IllegalArgumentException("the query is empty");
    }
    requireExamples();
    TopicModel loaded = model.load();
    if (field != null) {
      loaded.requireField(field); // words take their time
    }
    List<ShownTopic> shown = shown(loaded);
    if (json) {
      shell.out().println(Json.of(shown.stream().map(ShownTopic::json).toList()));
    } else if (field == null) {
      TopicLines.print(shell.out(), shown);
    } else {
      TopicLines.printBy(shell.out(), field, shown);
    }
  }

  private void requireExamples() {
    names.forEach(
        (name, text) -> {
          if (name.isBlank() || text.isBlank()) {
            throw new IllegalArgumentException(
                "--name wants NAME=TEXT, a name and a text that is an example of it");
          }
        });
  }

  /** The vector of each name's text. */
  private SequencedMap<String, float[]> examples(BaseModel opened, TopicModel loaded) {
    SequencedMap<String, float[]> examples = new LinkedHashMap<>();
    if (!names.isEmpty()) {
      float[][] x = TextVectors.of(opened, loaded, List.copyOf(names.values()));
      names.keySet().forEach(name -> examples.put(name, x[examples.size()]));
    }
    return examples;
  }

  private List<ShownTopic> shown(TopicModel loaded) {
    var wanted = new Topics.TopicOptions(most == null ? Integer.MAX_VALUE : most, words, docs);
    try (ProgressBar progress = shell.progress();
        BaseModel opened = base.open(shell, progress);
        KeptTexts texts = KeptTexts.of(model.folder())) {
      List<Topic> topics = Topics.of(opened, loaded, texts, wanted);
      var by = field == null ? null : TopicBreakdown.of(loaded.documents(), topics, field);
      Map<Integer, String> given = TopicNaming.of(topics, examples(opened, loaded));
      float[] x = query == null ? null : TextVectors.of(opened, loaded, query);
      List<ShownTopic> shown =
          IntStream.range(0, topics.size())
              .mapToObj(t -> ShownTopic.of(topics, t, by, x).named(given.get(t)))
              .toList();
      if (x != null) {
        shown =
            shown.stream()
                .filter(topic -> topic.queryShare() > 0)
                .sorted(Comparator.comparingDouble(ShownTopic::queryShare).reversed())
                .toList();
      }
      return passages
          ? shown.stream().map(t -> t.withRepresentativeSentences(opened, loaded, texts)).toList()
          : shown;
    }
  }
}
