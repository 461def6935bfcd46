package topiclora.core.internal.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import topiclora.core.Provenance.Change;
import topiclora.core.internal.fit.FoldIn;
import topiclora.core.internal.fit.HeldOut;
import topiclora.core.internal.fit.HeldOutEvaluation;
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
  private final boolean replace;
  private final Progress progress;
  private final Set<String> taken = new HashSet<>();
  private final List<DocumentVector> added = new ArrayList<>();
  private final List<String> tooShort = new ArrayList<>();
  private TokenizedCorpus.Batch batch;
  private long total;
  private long windows;
  private Tensor others;

  DocumentAddition(
      BaseModel base, TopicModel model, Corpus corpus, boolean replace, Progress progress) {
    this.base = base;
    this.model = model;
    this.corpus = corpus;
    this.replace = replace;
    this.progress = progress;
    this.batch = new TokenizedCorpus.Batch(base, model.options());
    this.others = model.parameters().x();
  }

  /** Reads the corpus twice: an id that is taken is to be known before hours are spent. */
  AddResult run() {
    long start = System.nanoTime();
    CorpusSummary looked = look();
    total = looked.documents();
    others = others();
    CorpusSummary summary = corpus.forEach(this::take);
    fold();
    if (!summary.sha256().equals(looked.sha256())) {
      throw new BadCorpus("the corpus changed while it was read; nothing was added");
    }
    if (added.isEmpty()) {
      throw new BadCorpus(
          "none of %d documents is long enough for a window; nothing was added".formatted(total));
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Set<String> replaced = new HashSet<>(taken);
    replaced.retainAll(added.stream().map(DocumentVector::id).toList());
    TopicModel grown = grown(replaced, summary, seconds);
    return new AddResult(grown, added, replaced, windows, tooShort, summary, seconds);
  }

  private CorpusSummary look() {
    return corpus.forEach(
        document -> {
          if (model.document(document.id()).isPresent()) {
            taken.add(document.id());
            requireReplaceable(document.id());
          }
        });
  }

  private void requireReplaceable(String id) {
    if (!replace) {
      throw new BadCorpus(
          ("document '%s' is in the model already; nothing was added (a document without \"id\" has"
                  + " its line number, so give new ones ids of their own)")
              .formatted(id));
    }
  }

  /** Vectors of which none is an earlier one of a document that is read, as long as there are. */
  private Tensor others() {
    KeptDocuments kept = KeptDocuments.of(model, taken);
    return kept.documents().isEmpty() ? others : kept.x();
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
      Tensor x = FoldIn.vectors(base, cut, model.parameters(), model.options(), inner);
      HeldOut held =
          HeldOutEvaluation.of(base, cut, model.parameters(), x, others, Progress.SILENT);
      added.addAll(TopicModel.vectors(documents, x, cut.trainingCounts(), held));
    }
    windows += cut.count();
  }

  private TopicModel grown(Set<String> replaced, CorpusSummary summary, double seconds) {
    KeptDocuments kept = KeptDocuments.of(model, replaced);
    List<DocumentVector> all = new ArrayList<>(kept.documents());
    all.addAll(added);
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    return model.with(
        new KeptDocuments(all, table(kept.x())),
        new Change(now, added.size(), replaced.size(), summary.sha256(), seconds));
  }

  /** The old vectors and then the new ones, {@code [D, n]}. */
  private Tensor table(Tensor kept) {
    int before = kept.size(0);
    Tensor table = Tensor.zeros(DType.F32, before + added.size(), kept.size(1));
    try (var scope = Scope.open()) {
      table.narrow(0, 0, before).copyInPlace(kept);
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
