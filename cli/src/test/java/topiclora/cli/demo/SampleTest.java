package topiclora.cli.demo;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.corpus.Corpus;
import topiclora.corpus.CorpusSummary;
import topiclora.corpus.Document;
import topiclora.corpus.Question;
import topiclora.plugins.Questions;

final class SampleTest {
  private static final String STRANGER = "stranger";
  private static final Set<String> SUBJECTS =
      Set.of("harbour", "railway", "medicine", "sport", "music", "food", "nature", "law");

  @TempDir Path folder;
  private final List<Document> documents = new ArrayList<>();
  private List<Question> questions = List.of();

  @BeforeEach
  void read() {
    Sample sample = Sample.unpack(folder);
    CorpusSummary reading = Corpus.open(sample.corpus()).forEach(documents::add);
    assertThat(reading.remarks()).isEmpty();
    questions = Questions.read(sample.questions());
  }

  @Test
  void eightSubjectsHaveTwelveArticlesOrMoreAndSixAreStrangers() {
    Map<String, Long> counts =
        documents.stream().collect(groupingBy(SampleTest::label, counting()));
    assertThat(counts.remove(STRANGER)).isEqualTo(6);
    assertThat(counts.keySet()).isEqualTo(SUBJECTS);
    assertThat(counts.values()).allMatch(count -> count >= 12);
  }

  @Test
  void articlesAreShortPlainText() {
    assertThat(documents)
        .allSatisfy(
            document -> {
              assertThat(document.text().split("\\s+")).hasSizeBetween(120, 250);
              assertThat(document.text())
                  .doesNotContainPattern("[\\p{Cntrl}&&[^\\n]]")
                  .isEqualTo(document.text().strip());
              assertThat(document.title()).isNotBlank();
              assertThat(document.metadata()).isEmpty();
            });
    assertThat(documents).extracting(Document::title).doesNotHaveDuplicates();
    assertThat(documents).extracting(Document::text).doesNotHaveDuplicates();
  }

  @Test
  void theOrderTellsNothingOfTheSubject() {
    for (int i = 1; i < documents.size(); i++) {
      assertThat(label(documents.get(i))).isNotEqualTo(label(documents.get(i - 1)));
    }
    List<Integer> strangers = new ArrayList<>();
    for (int i = 0; i < documents.size(); i++) {
      if (label(documents.get(i)).equals(STRANGER)) {
        strangers.add(i / 22);
      }
    }
    assertThat(new HashSet<>(strangers)).as("fifths of the corpus with a stranger").hasSize(5);
  }

  @Test
  void eachArticleAnswersThreeQuestionsInItsOwnWords() {
    Map<String, Document> byId =
        documents.stream().collect(Collectors.toMap(Document::id, Function.identity()));
    assertThat(questions)
        .allSatisfy(
            question -> {
              Document document =
                  Objects.requireNonNull(byId.get(question.docs().getFirst()), question.question());
              assertThat(question.answers()).hasSize(1);
              assertThat(document.text()).contains(question.answers().getFirst());
            });
    assertThat(questions.stream().collect(groupingBy(Question::docs, counting())))
        .hasSize(documents.size())
        .allSatisfy((doc, count) -> assertThat(count).isEqualTo(3));
    assertThat(questions).extracting(Question::question).doesNotHaveDuplicates();
  }

  private static String label(Document document) {
    return Objects.requireNonNull(document.label());
  }
}
