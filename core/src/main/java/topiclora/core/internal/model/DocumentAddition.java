package topiclora.core.internal.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import topiclora.core.Provenance.Addition;
import topiclora.core.internal.fit.FoldIn;
import topiclora.core.internal.fit.HeldOut;
import topiclora.core.internal.windows.Windows;
import topiclora.corpus.Corpus;
import topiclora.corpus.CorpusSummary;
import topiclora.corpus.Document;
import topiclora.lm.Progress;
import topiclora.lm.TopicLoraException.BadCorpus;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/** Folds a corpus into a model, some documents at a time. */
final class DocumentAddition {
  private static final int BATCH = 512;

  private final BaseModel base;
  private final TopicModel model;
  private final Corpus corpus;
  private final Progress progress;
  private final List<DocumentVector> added = new ArrayList<>();
  private final List<String> tooShort = new ArrayList<>();
  private TokenizedCorpus.Batch batch;
  private long total;
  private long windows;

  DocumentAddition(BaseModel base, TopicModel model, Corpus corpus, Progress progress) {
    this.base = base;
    this.model = model;
    this.corpus = corpus;
    this.progress = progress;
    this.batch = new TokenizedCorpus.Batch(base, model.options());
  }

  /** Reads the corpus twice: an id that is taken is to be known before hours are spent. */
  AddResult run() {
    long start = System.nanoTime();
    CorpusSummary looked = look();
    total = looked.documents();
    CorpusSummary reading = corpus.forEach(this::take);
    fold();
    if (!reading.sha256().equals(looked.sha256())) {
      throw new BadCorpus("the corpus changed while it was read; nothing was added");
    }
    if (added.isEmpty()) {
      throw new BadCorpus(
          "none of %d documents is long enough for a window; nothing was added".formatted(total));
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new AddResult(grown(reading, seconds), added, windows, tooShort, reading, seconds);
  }

  private CorpusSummary look() {
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
    batch = new TokenizedCorpus.Batch(base, model.options());
    int before = added.size() + tooShort.size();
    Progress inner =
        (stage, done, of, note) ->
            progress.step(stage, before + documents.size() * done / of, total, note);
    try (var scope = Scope.open()) {
      Tensor known = model.parameters().x();
      Tensor x = FoldIn.vectors(base, cut, model.parameters(), model.options(), inner);
      HeldOut held = HeldOut.of(base, cut, model.parameters(), x, known, Progress.SILENT);
      added.addAll(TopicModel.vectors(documents, x, cut.trainingCounts(), held));
    }
    windows += cut.count();
  }

  private TopicModel grown(CorpusSummary reading, double seconds) {
    List<DocumentVector> all = new ArrayList<>(model.documents());
    all.addAll(added);
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    return new TopicModel(
        model.options(),
        model.provenance().with(new Addition(now, reading.sha256(), added.size(), seconds)),
        model.parameters().with(table()),
        all,
        model.epochs(),
        model.folder());
  }

  /** The old vectors and then the new ones, {@code [D, n]}. */
  private Tensor table() {
    Tensor known = model.parameters().x();
    int before = known.size(0);
    Tensor table = Tensor.zeros(DType.F32, before + added.size(), known.size(1));
    try (var scope = Scope.open()) {
      table.narrow(0, 0, before).copyInPlace(known);
    }
    for (int at = 0; at < added.size(); at += BATCH) {
      List<DocumentVector> some = added.subList(at, Math.min(at + BATCH, added.size()));
      try (var scope =
          Scope.open()) { // one for each batch: every tensor stays until its scope ends
        Tensor rows = Tensor.ofRows(some.stream().map(DocumentVector::vector).toList());
        table.narrow(0, before + at, some.size()).copyInPlace(rows);
      }
    }
    return table;
  }
}
