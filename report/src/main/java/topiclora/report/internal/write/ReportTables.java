package topiclora.report.internal.write;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import topiclora.core.internal.topic.TopicBreakdown;
import topiclora.core.internal.topic.TopicBreakdown.Group;
import topiclora.lm.internal.io.AtomicDirectory;
import topiclora.report.internal.content.Hierarchy.Merge;
import topiclora.report.internal.content.Report;
import topiclora.report.internal.content.ReportHead;
import topiclora.report.internal.content.ReportedCluster;
import topiclora.report.internal.content.ReportedDocument;
import topiclora.report.internal.content.ReportedDocument.NearDocument;
import topiclora.report.internal.content.ReportedTopic;

/**
 * A report as tables for a spreadsheet, one CSV file with a head for each kind of thing.
 *
 * <p>A spreadsheet takes text that begins with {@code = + - @} for a formula; such text gets an
 * apostrophe before it. JSON has it as it is.
 */
public record ReportTables(Report report) implements AtomicDirectory.Part {

  @Override
  public void writeInto(Path folder) throws IOException {
    head(folder.resolve("report.csv"));
    documents(folder.resolve("documents.csv"));
    neighbours(folder.resolve("neighbours.csv"));
    topics(folder.resolve("topics.csv"));
    topicShares(folder.resolve("document-topics.csv"));
    hierarchy(folder.resolve("hierarchy.csv"));
    clusters(folder.resolve("clusters.csv"));
    breakdowns(folder.resolve("breakdowns.csv"));
  }

  private void head(Path file) throws IOException {
    ReportHead head = report.head();
    try (Table table = new Table(file, "name", "value")) {
      table.row("model", head.name());
      table.row("version", head.version());
      table.row("fitted", head.fitted());
      table.row("base", head.base());
      table.row("modulate", head.modulate());
      table.row("dimensions", head.dimensions());
      table.row("seed", head.seed());
      table.row("corpus_sha256", head.corpusSha256());
      table.row("documents", head.documents());
      table.row("held_out_tokens", head.heldOutTokens());
      table.row("own_nll", head.ownNll());
      table.row("shared_nll", head.sharedNll());
      table.row("shuffled_nll", head.shuffledNll());
      table.row("silhouette", report.silhouette());
    }
  }

  private void documents(Path file) throws IOException {
    try (Table table =
        new Table(
            file,
            "id",
            "title",
            "label",
            "value",
            "map_x",
            "map_y",
            "cluster",
            "share",
            "noise_point",
            "norm",
            "outlier_score",
            "nll_reduction",
            "windows",
            "excerpt")) {
      for (ReportedDocument d : report.documents()) {
        table.row(
            d.id(),
            d.title(),
            d.label(),
            d.value(),
            d.mapX(),
            d.mapY(),
            d.cluster(),
            d.share(),
            d.noisePoint(),
            d.norm(),
            d.outlierScore(),
            d.nllReduction(),
            d.windows(),
            d.excerpt());
      }
    }
  }

  private void neighbours(Path file) throws IOException {
    try (Table table = new Table(file, "id", "rank", "neighbour", "cosine")) {
      for (ReportedDocument d : report.documents()) {
        int rank = 1;
        for (NearDocument near : d.nearest()) {
          table.row(d.id(), rank++, id(near.document()), near.cosine());
        }
      }
    }
  }

  private void topics(Path file) throws IOException {
    try (Table table = new Table(file, "topic", "component", "share", "words", "documents")) {
      for (int t = 0; t < report.topics().size(); t++) {
        ReportedTopic topic = report.topics().get(t);
        table.row(
            t,
            topic.component(),
            topic.share(),
            String.join(" ", topic.words()),
            joined(topic.documents(), this::id));
      }
    }
  }

  private void topicShares(Path file) throws IOException {
    try (Table table = new Table(file, "id", "topic", "share")) {
      for (ReportedDocument d : report.documents()) {
        for (ReportedDocument.DocumentTopic part : d.topics()) {
          table.row(d.id(), part.topic(), part.share());
        }
      }
    }
  }

  private void hierarchy(Path file) throws IOException {
    try (Table table = new Table(file, "node", "left", "right", "height")) {
      int node = report.topics().size();
      for (Merge merge : report.hierarchy().merges()) {
        table.row(node++, merge.left(), merge.right(), merge.height());
      }
    }
  }

  private void clusters(Path file) throws IOException {
    try (Table table =
        new Table(file, "cluster", "size", "noise_points", "dominant_topics", "documents")) {
      for (int c = 0; c < report.clusters().size(); c++) {
        ReportedCluster cluster = report.clusters().get(c);
        table.row(
            c,
            cluster.size(),
            cluster.noisePoints(),
            joined(cluster.dominantTopics(), String::valueOf),
            joined(cluster.documents(), this::id));
      }
    }
  }

  private void breakdowns(Path file) throws IOException {
    try (Table table = new Table(file, "field", "value", "documents", "topic", "share")) {
      for (TopicBreakdown breakdown : report.breakdowns()) {
        for (Group group : breakdown.groups()) {
          for (int t = 0; t < group.shares().size(); t++) {
            table.row(
                breakdown.field(), group.value(), group.documents(), t, group.shares().get(t));
          }
        }
      }
    }
  }

  private String id(int document) {
    return report.documents().get(document).id();
  }

  private static String joined(List<Integer> indices, Function<Integer, String> name) {
    return indices.stream().map(name).collect(joining(" "));
  }

  /** One file. */
  private static final class Table implements AutoCloseable {
    private static final CsvMapper CSV = new CsvMapper();

    private final SequenceWriter writer;

    Table(Path file, String... head) throws IOException {
      ObjectWriter rows = CSV.writerFor(Object[].class);
      writer = rows.writeValues(file.toFile());
      writer.write(head);
    }

    void row(@Nullable Object... cells) throws IOException {
      writer.write(Arrays.stream(cells).map(Table::cell).toArray());
    }

    private static Object cell(@Nullable Object value) {
      return switch (value) {
        case null -> "";
        case Double number when !Double.isFinite(number) -> "";
        case String text when isFormula(text) -> "'" + text;
        default -> value;
      };
    }

    private static boolean isFormula(String text) {
      return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
    }

    @Override
    public void close() throws IOException {
      writer.close();
    }
  }
}
