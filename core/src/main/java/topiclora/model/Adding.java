package topiclora.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import topiclora.Document;
import topiclora.Progress;
import topiclora.Provenance.Addition;
import topiclora.TopicLoraException.BadCorpus;
import topiclora.base.BaseModel;
import topiclora.corpus.Corpus;
import topiclora.corpus.Reading;
import topiclora.fit.FoldIn;
import topiclora.fit.HeldOut;
import topiclora.fit.Windows;
import topiclora.tensor.DType;
import topiclora.tensor.Scope;
import topiclora.tensor.Tensor;

/** Folds a corpus into a model, some documents at a time. */
final class Adding {
  private static final int BATCH = 512;

  private final BaseModel base;
  private final TopicModel model;
  private final Corpus corpus;
  private final Progress progress;
  private final List<DocumentVector> added = new ArrayList<>();
  private final List<String> tooShort = new ArrayList<>();
  private Catalogue.Batch batch;
  private long total;
  private long windows;

  Adding(BaseModel base, TopicModel model, Corpus corpus, Progress progress) {
    this.base = base;
    this.model = model;
    this.corpus = corpus;
    this.progress = progress;
    this.batch = new Catalogue.Batch(base, model.options());
  }

  /** Reads the corpus twice: an id that is taken is to be known before hours are spent. */
  Added run() {
    long start = System.nanoTime();
    Reading looked = look();
    total = looked.documents();
    Reading reading = corpus.forEach(this::take);
    fold();
    if (!reading.sha256().equals(looked.sha256())) {
      throw new BadCorpus("the corpus changed while it was read; nothing was added");
    }
    if (added.isEmpty()) {
      throw new BadCorpus(
          "none of %d documents is long enough for a window; nothing was added".formatted(total));
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Added(grown(reading, seconds), added, windows, tooShort, reading, seconds);
  }

  private Reading look() {
    Set<String> taken =
        model.documents().stream().map(DocumentVector::id).collect(Collectors.toSet());
    return corpus.forEach(
        document -> {
          if (taken.contains(document.id())) {
            throw new BadCorpus(
                ("document '%s' is in the model already; nothing was added (a document without"
                        + " \"id\" has its line number, so give new ones ids of their own)")
                    .formatted(document.id()));
          }
        });
  }

  private void take(Document document) {
    if (!batch.add(document)) {
      tooShort.add(document.id());
    } else if (batch.documents().size() == BATCH) {
      fold();
    }
  }

  private void fold() {
    List<Document> documents = batch.documents();
    if (documents.isEmpty()) {
      return;
    }
    Windows cut = batch.windows();
    batch = new Catalogue.Batch(base, model.options());
    int before = added.size() + tooShort.size();
    Progress inner =
        (stage, done, of, note) ->
            progress.step(stage, before + documents.size() * done / of, total, note);
    try (var scope = Scope.open()) {
      Tensor known = model.learned().x();
      Tensor x = FoldIn.vectors(base, cut, model.learned(), model.options(), inner);
      HeldOut held = HeldOut.of(base, cut, model.learned(), x, known, Progress.SILENT);
      added.addAll(TopicModel.vectors(documents, x, cut.trainingCounts(), held));
    }
    windows += cut.count();
  }

  private TopicModel grown(Reading reading, double seconds) {
    List<DocumentVector> all = new ArrayList<>(model.documents());
    all.addAll(added);
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    return new TopicModel(
        model.options(),
        model.provenance().with(new Addition(now, reading.sha256(), added.size(), seconds)),
        model.learned().with(table()),
        all,
        model.passes(),
        model.folder());
  }

  /** The old vectors and then the new ones, {@code [D, n]}. */
  private Tensor table() {
    Tensor known = model.learned().x();
    int before = known.size(0);
    Tensor table = Tensor.zeros(DType.F32, before + added.size(), known.size(1));
    try (var scope = Scope.open()) {
      table.narrow(0, 0, before).copyInPlace(known);
    }
    for (int at = 0; at < added.size(); at += BATCH) {
      List<DocumentVector> some = added.subList(at, Math.min(at + BATCH, added.size()));
      try (var scope =
          Scope.open()) { // one for each batch: every tensor stays until its scope ends
        Tensor rows = Tensor.ofRows(some.stream().map(DocumentVector::x).toList());
        table.narrow(0, before + at, some.size()).copyInPlace(rows);
      }
    }
    return table;
  }
}
