package topiclora.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import topiclora.Document;
import topiclora.Progress;
import topiclora.Provenance;
import topiclora.TopicLoraException.BadModel;
import topiclora.TopicLoraException.Storage;
import topiclora.base.BaseModel;
import topiclora.corpus.Corpus;
import topiclora.corpus.Question;
import topiclora.corpus.Questions;
import topiclora.fit.Checkpoint;
import topiclora.fit.FitOptions;
import topiclora.fit.Learned;
import topiclora.model.Catalogue;
import topiclora.model.TopicModel;
import topiclora.model.WholeFolder;
import topiclora.plugin.PluginFit;
import topiclora.plugin.TextIndex;

/**
 * Knowledge plugins of a few articles of the sample, whose shared part was taught by others: what a
 * document says can only come from its vector.
 *
 * @param place of the model, kept for the next tour
 */
record DemoPlugins(BaseModel base, Sample sample, Path place) {
  private static final FitOptions OPTIONS = FitOptions.plugins().build();

  /** The articles that teach, and those that are asked about: so many numbers of each subject. */
  private static final String TAUGHT = "(?!stranger).*-0[1-4]";

  private static final String ASKED = "(?!stranger).*-07";

  /** That of an earlier tour, or fitted now. */
  TopicModel model(Progress progress) {
    return kept().orElseGet(() -> fit(progress));
  }

  /** Those on the articles of the model. */
  List<Question> questions() {
    return questions(ASKED);
  }

  private List<Question> questions(String ids) {
    return Questions.read(sample.questions()).stream()
        .filter(question -> question.docs().getFirst().matches(ids))
        .toList();
  }

  private Corpus articles(String ids) {
    List<Document> chosen = new ArrayList<>();
    Corpus.open(sample.corpus())
        .forEach(
            document -> {
              if (document.id().matches(ids)) {
                chosen.add(document);
              }
            });
    return Corpus.of(chosen);
  }

  private Optional<TopicModel> kept() {
    try {
      return Optional.of(TopicModel.load(place)).filter(this::isOfToday);
    } catch (BadModel noneOrDamaged) {
      return Optional.empty();
    }
  }

  private boolean isOfToday(TopicModel model) {
    Provenance from = model.provenance();
    return from.version().equals(Provenance.VERSION)
        && from.baseSha256().equals(base.sha256())
        && from.corpusSha256().equals(articles(ASKED).forEach(document -> {}).sha256())
        && model.options().equals(OPTIONS);
  }

  private TopicModel fit(Progress progress) {
    try (Checkpoint work = checkpoint()) {
      Catalogue taught = Catalogue.of(base, articles(TAUGHT), OPTIONS);
      Learned learned = PluginFit.learn(base, taught, questions(TAUGHT), OPTIONS, work, progress);
      Corpus asked = articles(ASKED);
      Catalogue catalogue = Catalogue.of(base, asked, OPTIONS);
      TopicModel model =
          TopicModel.foldedIn(base, catalogue, OPTIONS, learned, List.of(), progress);
      WholeFolder.remove(place);
      model.save(place, TextIndex.part(asked, catalogue));
      return model;
    } catch (IOException e) {
      throw Storage.of("cannot replace " + place, e);
    }
  }

  /** The work of an earlier tour goes on, unless it was that of another version. */
  private Checkpoint checkpoint() {
    String fingerprint =
        String.join("\n", Provenance.VERSION, OPTIONS.toString(), base.sha256(), TAUGHT, ASKED);
    try {
      return Checkpoint.open(Unfinished.place(place), fingerprint, true);
    } catch (BadModel otherWork) {
      return Checkpoint.open(Unfinished.place(place), fingerprint, false);
    }
  }
}
