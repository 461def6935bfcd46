package topiclora.cli.explore;

import static java.util.stream.Collectors.joining;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import topiclora.ClusterResult;
import topiclora.Json;
import topiclora.TopicLora;
import topiclora.TopicLoraModel;
import topiclora.cli.console.Numbers;
import topiclora.cli.console.Printable;
import topiclora.cli.console.Shell;
import topiclora.cli.option.ClusteringOptions;
import topiclora.cli.option.ModelParameter;
import topiclora.core.ClusterOptions;
import topiclora.core.ClusterOptions.Method;

/** Clusters the documents. */
@Command(
    name = "clusters",
    description = {
      "Cluster the documents by the direction of their vectors. Every document is in a cluster;"
          + " noise points, where documents are sparse, are in the nearest one.",
      "",
      "Under each cluster: its dominant topics, dimensions by z-score (the command topics says what"
          + " they are about), and the documents nearest to its centre."
    },
    footer = {
      "Examples:",
      "  topiclora clusters news.model --clusters 12",
      "  topiclora clusters news.model --method hdbscan --json"
    })
public final class ClustersCommand implements Runnable {
  private static final int SHOWN_TOPICS = 3;
  private static final int WIDTH = 100;

  private final Shell shell;

  @Mixin private ModelParameter model = new ModelParameter();

  @Mixin private ClusteringOptions clustering = new ClusteringOptions();

  @Option(
      names = "--top-docs",
      paramLabel = "N",
      description = "documents that are shown of each (${DEFAULT-VALUE})")
  private int topDocs = 3;

  @Option(
      names = "--json",
      description =
          "print method, seed, silhouette, clusters with size, noisePoints, dominantTopics and"
              + " documents, and documents with cluster, share and noisePoint")
  private boolean json;

  public ClustersCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    Numbers.requirePositive("--top-docs", topDocs);
    ClusterOptions options = clustering.options();
    ClusterResult found;
    try (TopicLora lora = ModelParameter.open(shell);
        TopicLoraModel loaded = lora.load(model.folder())) {
      found = loaded.clusters(options, topDocs);
    }
    if (json) {
      shell.out().println(Json.of(found));
    } else {
      print(shell.out(), found, options);
    }
  }

  private static void print(PrintStream out, ClusterResult found, ClusterOptions options) {
    for (ClusterResult.Group cluster : found.clusters()) {
      String head = String.format(Locale.ROOT, "%4d  ", cluster.number());
      String size = cluster.size() + (cluster.size() == 1 ? " document" : " documents");
      String noise =
          cluster.noisePoints() == 0 ? "" : ", " + cluster.noisePoints() + " of them noise points";
      out.println(head + size + noise + topics(cluster));
      int room = WIDTH - head.length();
      cluster.documents().stream()
          .map(d -> Printable.of(Objects.requireNonNullElse(d.title(), d.id()), room))
          .forEach(name -> out.println(" ".repeat(head.length()) + name));
    }
    if (found.clusters().size() > 1) {
      out.println();
      out.println(
          "silhouette %s: -1 to 1, higher is better".formatted(Numbers.two(found.silhouette())));
    }
    if (options.method() == Method.HDBSCAN
        && found.documents().stream().allMatch(ClusterResult.Place::noisePoint)) {
      out.println(
          "No documents lie densely enough to be a cluster; --min-cluster-size 2 asks for less.");
    }
  }

  private static String topics(ClusterResult.Group cluster) {
    String topics =
        cluster.dominantTopics().stream()
            .limit(SHOWN_TOPICS)
            .map(t -> String.format(Locale.ROOT, "x%d %+.1f", t.component(), t.zScore()))
            .collect(joining(", "));
    return topics.isEmpty() ? "" : "; " + topics;
  }
}
