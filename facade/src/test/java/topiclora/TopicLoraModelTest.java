package topiclora;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.core.ClusterOptions;
import topiclora.core.DocumentVectors;
import topiclora.corpus.Corpus;
import topiclora.corpus.Document;
import topiclora.lm.TopicLoraException.BadCorpus;
import topiclora.report.ReportFormat;
import topiclora.report.ReportOptions;

final class TopicLoraModelTest {
  private static final int DOCUMENTS = 12;

  @TempDir private Path folder;
  private TopicLora lora;
  private TopicLoraModel model;

  @BeforeEach
  void fit() {
    lora = TinyCorpus.open(folder);
    model = lora.fit(TinyCorpus.of(0, DOCUMENTS), folder.resolve("model"), TinyCorpus.quick());
  }

  @AfterEach
  void close() {
    lora.close();
  }

  @Test
  void topicsAreMergedNamedAndGrouped() {
    assertThat(model.topics()).hasSize(3);
    List<TopicResult> two =
        model.topics(
            TopicOptions.defaults()
                .withTopics(2)
                .withGroupBy("label")
                .withRepresentativeSentences(true));
    assertThat(two).hasSize(2);
    assertThat(two.getFirst().components()).isNotEmpty();
    assertThat(two.getFirst().groups())
        .extracting(TopicResult.GroupShare::value)
        .containsExactly("subject 0", "subject 1", "subject 2");
    assertThat(two.getFirst().documents())
        .hasSize(3)
        .allSatisfy(d -> assertThat(d.representativeSentence()).isNotBlank());
    assertThat(two.stream().mapToDouble(TopicResult::share).sum()).isLessThanOrEqualTo(1.000001);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.topics(TopicOptions.defaults().withGroupBy("author")))
        .withMessageContaining("author");
  }

  @Test
  void documentsLikeOneAreFoundAmongAllAndAmongSome() {
    List<SimilarResult> nearest = model.similar("d0", 3);
    assertThat(nearest).hasSize(3).extracting(SimilarResult::id).doesNotContain("d0");
    assertThat(model.similar("d0", 9, List.of("label=subject 1")))
        .extracting(SimilarResult::id)
        .containsExactlyInAnyOrder("d1", "d4", "d7", "d10");
    assertThat(model.similarTo(" boat wave sail harbour tide", 2)).hasSize(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.similar("none", 3))
        .withMessageContaining("no document 'none'");
  }

  @Test
  void outliersClustersAndDuplicatesAreValues() {
    assertThat(model.outliers(4))
        .hasSize(4)
        .isSortedAccordingTo((a, b) -> Double.compare(b.outlierScore(), a.outlierScore()))
        .allSatisfy(o -> assertThat(o.nearest()).hasSize(3));
    ClusterResult clusters = model.clusters(ClusterOptions.defaults().withClusters(3), 2);
    assertThat(clusters.clusters()).hasSize(3);
    assertThat(clusters.documents()).hasSize(DOCUMENTS);
    assertThat(model.duplicates(0.9)).isEmpty();
  }

  @Test
  void aVectorThatWasHandedOutIsACopy() {
    float[] x = model.vector("d5").orElseThrow();
    float before = x[0];
    x[0] += 1;
    assertThat(model.vector("d5").orElseThrow()[0]).isEqualTo(before);
    model.documents().getFirst().vector()[0] = Float.NaN;
    assertThat(model.documents().getFirst().vector()[0]).isNotNaN();
  }

  @Test
  void reportsAreWrittenInEveryFormat() {
    ReportResult page = model.report(folder.resolve("page.html"));
    assertThat(page.documents()).isEqualTo(DOCUMENTS);
    assertThat(folder.resolve("page.html")).content().contains("Title 3");
    model.report(folder.resolve("tables"), ReportFormat.CSV, ReportOptions.defaults().withWords(0));
    assertThat(folder.resolve("tables")).isDirectory();
  }

  @Test
  void heldOutTextIsMeasuredWithAnyVector() {
    Corpus corpus = TinyCorpus.of(0, DOCUMENTS);
    EvaluationResult own = model.evaluate(corpus, DocumentVectors.OWN);
    assertThat(own.nll()).isCloseTo(model.summary().heldOut().ownNll(), within(1e-2));
    EvaluationResult other = model.evaluate(TinyCorpus.of(20, 26), DocumentVectors.FOLD_IN);
    assertThat(other.documentVectors()).isEqualTo("fold-in");
    assertThat(other.documents()).hasSize(6);
    assertThatThrownBy(() -> model.evaluate(TinyCorpus.of(20, 26), DocumentVectors.OWN))
        .isInstanceOf(BadCorpus.class);
  }

  private static Offset<Double> within(double value) {
    return Offset.offset(value);
  }

  @Test
  void exportsAreFoldersOfTheirFormat() {
    ExportResult peft = model.export(folder.resolve("peft"), ExportOptions.peft("d1", "d2"));
    assertThat(folder.resolve("peft/adapter_config.json")).exists();
    assertThat(peft.documents()).extracting(d -> d.id()).containsExactly("d1", "d2");
    model.export(
        folder.resolve("gguf"),
        ExportOptions.query(ExportOptions.AdapterFormat.GGUF, "boat wave").withK(2));
    assertThat(folder.resolve("gguf/adapter.gguf")).exists();
  }

  @Test
  void documentsAreAddedReplacedAndRemoved() throws IOException {
    AdditionResult added = model.add(TinyCorpus.of(DOCUMENTS, DOCUMENTS + 3));
    assertThat(added.added()).isEqualTo(3);
    assertThat(added.documents()).isEqualTo(15);
    assertThat(model.vector("d13")).isPresent();
    assertThat(model.text("d13")).isPresent();
    assertThatThrownBy(() -> model.add(TinyCorpus.of(3, 5))).isInstanceOf(BadCorpus.class);

    Document other =
        Document.of("d3", TinyCorpus.documents(50, 51).getFirst().text() + " zanzibarious");
    float[] before = model.vector("d3").orElseThrow();
    AdditionResult replaced = model.replace(Corpus.of(List.of(other)));
    assertThat(replaced.replaced()).isEqualTo(1);
    assertThat(replaced.documents()).isEqualTo(15);
    assertThat(model.vector("d3").orElseThrow()).isNotEqualTo(before);
    assertThat(model.text("d3")).contains(other.text());

    ModelSummary left = model.remove(List.of("d3", "d13"));
    assertThat(left.documents()).isEqualTo(13);
    assertThat(model.vector("d3")).isEmpty();
    assertThat(model.text("d3")).isEmpty();
    assertThat(model.similar("d0", 20)).extracting(SimilarResult::id).doesNotContain("d3", "d13");
    try (Stream<Path> files = Files.walk(folder.resolve("model"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), ISO_8859_1))
            .as(file.toString())
            .doesNotContain("zanzibarious");
      }
    }
    TopicLoraModel again = lora.load(folder.resolve("model"));
    assertThat(again.documents()).hasSize(13);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.remove(List.of("none")))
        .withMessageContaining("none");
  }

  @Test
  void manyThreadsMayAskWhileDocumentsAreAdded() throws Exception {
    List<Callable<Integer>> work = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      work.add(() -> model.similar("d1", 5).size());
      work.add(() -> model.outliers(3).size());
      work.add(() -> model.similarTo(" oven bread flour", 4).size());
      work.add(() -> model.topics(TopicOptions.defaults().withLogitLift(false)).size());
    }
    work.add(() -> model.add(TinyCorpus.of(DOCUMENTS, DOCUMENTS + 2)).documents());
    work.add(() -> model.remove(List.of("d11")).documents());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> done : threads.invokeAll(work)) {
        assertThat(done.get()).isPositive();
      }
    }
    assertThat(model.documents()).hasSize(DOCUMENTS + 1);
    assertThat(model.similar("d1", 50)).hasSize(DOCUMENTS);
  }

  @Test
  void aClosedModelSaysSo() {
    model.close();
    assertThatThrownBy(() -> model.topics())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }
}
