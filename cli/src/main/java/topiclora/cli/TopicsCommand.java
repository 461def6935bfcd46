package topiclora.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import topiclora.base.BaseModel;
import topiclora.model.DocumentVector;
import topiclora.model.TopicModel;
import topiclora.topic.Topic;
import topiclora.topic.Topics;

/** Says what the components of the vectors are about. */
@Command(
    name = "topics",
    description = {
      "Say what each number of the vectors is about: the words that the model comes to expect when"
          + " the number is turned up, and the documents that have most of it.",
      "",
      "The percentage is the share of documents that have more of it than of any other."
    },
    footer = {"Example:", "  topiclora topics news.model --words 15 --docs 5"})
final class TopicsCommand implements Runnable {
  private static final int WIDTH = 100;

  private final Shell shell;

  @Mixin private ModelParameter model = new ModelParameter();

  @Option(names = "--words", paramLabel = "N", description = "words of each (${DEFAULT-VALUE})")
  private int words = 10;

  @Option(names = "--docs", paramLabel = "N", description = "documents of each (${DEFAULT-VALUE})")
  private int docs = 3;

  @Mixin private BaseOption base = new BaseOption();

  @Option(
      names = "--json",
      description =
          "print [{\"component\", \"sign\", \"share\", \"words\":[...],"
              + "\"documents\":[{\"id\", \"title\"},...]}, ...]")
  private boolean json;

  /** One of {@code --json}. */
  record Found(int component, int sign, double share, List<String> words, List<Named> documents) {
    static Found of(Topic topic) {
      return new Found(
          topic.component(),
          topic.sign(),
          topic.share(),
          topic.words(),
          topic.documents().stream().map(Named::of).toList());
    }
  }

  TopicsCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    Figures.requirePositive("--words", words);
    Figures.requirePositive("--docs", docs);
    TopicModel loaded = model.load();
    List<Topic> topics;
    try (ProgressBar progress = shell.progress();
        BaseModel opened = base.open(shell, progress)) {
      topics = Topics.of(opened, loaded, words, docs);
    }
    if (json) {
      shell.out().println(Json.of(topics.stream().map(Found::of).toList()));
    } else {
      print(shell.out(), topics);
    }
  }

  /** Two lines for each: words, then the documents that have most of it. */
  static void print(PrintStream out, List<Topic> topics) {
    for (Topic topic : topics) {
      String head =
          String.format(
              Locale.ROOT,
              "%6s  %3.0f %%  ",
              (topic.sign() < 0 ? "-" : "") + "x" + topic.component(),
              100 * topic.share());
      int room = WIDTH - head.length();
      String documents =
          topic.documents().stream().map(DocumentVector::name).collect(Collectors.joining(" | "));
      out.println(head + Printable.of(String.join(" ", topic.words()), room));
      out.println(" ".repeat(head.length()) + Printable.of(documents, room));
    }
  }
}
