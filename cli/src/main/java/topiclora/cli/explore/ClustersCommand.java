package topiclora.cli.explore;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import topiclora.cli.Json;
import topiclora.cli.Named;
import topiclora.cli.console.Numbers;
import topiclora.cli.console.Printable;
import topiclora.cli.console.Shell;
import topiclora.cli.option.ClusteringOptions;
import topiclora.cli.option.ModelParameter;
import topiclora.core.ClusterOptions;
import topiclora.core.ClusterOptions.Method;
import topiclora.core.internal.cluster.Cluster;
import topiclora.core.internal.cluster.Clustering;
import topiclora.core.internal.cluster.Clustering.Member;

/** Groups the documents. */
@Command(
    name = "clusters",
    description = {
      "Group the documents whose vectors point the same way. Every document is in a group; those"
          + " that lie where few are count as noise, and are in the group that is nearest.",
      "",
      "Under each group: the numbers of the vectors that stick out in it, in standard deviations"
          + " (topics says what they are about), and the documents nearest to its centre."
    },
    footer = {
      "Examples:",
      "  topiclora clusters news.model --count 12",
      "  topiclora clusters news.model --method hdbscan --json"
    })
final class ClustersCommand implements Runnable {
  private static final int STICKING_OUT = 3;
  private static final int WIDTH = 100;

  private final Shell shell;

  @Mixin private ModelParameter model = new ModelParameter();

  @Mixin private ClusteringOptions clustering = new ClusteringOptions();

  @Option(names = "--docs", paramLabel = "N", description = "documents of each (${DEFAULT-VALUE})")
  private int docs = 3;

  @Option(
      names = "--json",
      description =
          "print {\"method\", \"seed\", \"silhouette\", \"clusters\":[{\"cluster\", \"size\","
              + " \"noise\", \"components\":[{\"component\", \"mean\", \"deviations\"},...],"
              + " \"documents\":[{\"id\", \"title\"},...]},...], \"documents\":[{\"id\","
              + " \"cluster\", \"share\", \"noise\"},...]}")
  private boolean json;

  /** What {@code --json} prints. */
  record Found(
      String method, long seed, double silhouette, List<Group> clusters, List<Place> documents) {
    static Found of(Clustering clustering, int docs) {
      ClusterOptions options = clustering.options();
      return new Found(
          options.method().name().toLowerCase(Locale.ROOT),
          options.seed(),
          clustering.silhouette(),
          clustering.clusters().stream().map(cluster -> Group.of(cluster, docs)).toList(),
          clustering.members().stream().map(Place::of).toList());
    }
  }

  /** A cluster in it. */
  record Group(
      @JsonProperty("cluster") int number,
      int size,
      int noisePoints,
      List<Cluster.DominantTopic> dominantTopics,
      List<Named> documents) {
    static Group of(Cluster cluster, int docs) {
      return new Group(
          cluster.number(),
          cluster.size(),
          cluster.noisePoints(),
          cluster.dominantTopics(),
          cluster.documents().stream().limit(docs).map(Named::of).toList());
    }
  }

  /** Where a document is. */
  record Place(String id, int cluster, double share, boolean noise) {
    static Place of(Member member) {
      return new Place(member.document().id(), member.cluster(), member.share(), member.noise());
    }
  }

  ClustersCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    Numbers.requirePositive("--docs", docs);
    ClusterOptions options = clustering.options();
    Clustering found = Clustering.of(model.load(), options);
    if (json) {
      shell.out().println(Json.of(Found.of(found, docs)));
    } else {
      print(shell.out(), found);
    }
  }

  private void print(PrintStream out, Clustering found) {
    for (Cluster cluster : found.clusters()) {
      String head = String.format(Locale.ROOT, "%4d  ", cluster.number());
      String size = cluster.size() + (cluster.size() == 1 ? " document" : " documents");
      String noise =
          cluster.noisePoints() == 0 ? "" : ", " + cluster.noisePoints() + " of them noise";
      out.println(head + size + noise + components(cluster));
      int room = WIDTH - head.length();
      cluster.documents().stream()
          .limit(docs)
          .map(document -> Printable.of(document.name(), room))
          .forEach(name -> out.println(" ".repeat(head.length()) + name));
    }
    if (found.clusters().size() > 1) {
      out.println();
      out.println(
          "silhouette %s: 1 is far apart, 0 is touching"
              .formatted(Numbers.two(found.silhouette())));
    }
    if (found.options().method() == Method.HDBSCAN
        && found.members().stream().allMatch(Member::noise)) {
      out.println("No documents lie densely enough to be a group; --least 2 asks for less.");
    }
  }

  private static String components(Cluster cluster) {
    String out =
        cluster.dominantTopics().stream()
            .limit(STICKING_OUT)
            .map(c -> String.format(Locale.ROOT, "x%d %+.1f", c.component(), c.zScore()))
            .collect(joining(", "));
    return out.isEmpty() ? "" : "; " + out;
  }
}
