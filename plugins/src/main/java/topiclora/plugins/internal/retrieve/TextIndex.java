package topiclora.plugins.internal.retrieve;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.NIOFSDirectory;
import topiclora.core.internal.model.AddResult;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.TokenizedCorpus;
import topiclora.corpus.Corpus;
import topiclora.corpus.Document;
import topiclora.lm.TopicLoraException.BadModel;
import topiclora.lm.TopicLoraException.Storage;
import topiclora.lm.internal.io.AtomicDirectory;
import topiclora.plugins.DocumentWeighting;
import topiclora.plugins.RetrieverKind;

/**
 * The texts of a model's documents, on disk, found by their words.
 *
 * <p>Scores are BM25 (Robertson and Zaragoza, 2009; k1 = 1.2, b = 0.75) over title and text as one.
 * A query is words and nothing else: no character of it is an operator. Only what is asked for is
 * read into memory. Safe for several threads.
 *
 * <pre>{@code
 * model.save(folder, TextIndex.writer(corpus, catalogue));
 * try (TextIndex texts = TextIndex.open(folder)) {
 *   List<SearchHit> hits = texts.find("Who climbs Great Lowder?", 3);
 * }
 * }</pre>
 */
public final class TextIndex implements Retriever, AutoCloseable {
  static final String FOLDER = "index";

  private final Path model;
  private final NIOFSDirectory directory;
  private final DirectoryReader reader;
  private final IndexSearcher searcher;

  private TextIndex(Path model, NIOFSDirectory directory, DirectoryReader reader) {
    this.model = model;
    this.directory = directory;
    this.reader = reader;
    this.searcher = new IndexSearcher(reader);
  }

  /**
   * What {@code model.save} is given so that the model keeps its texts: reads the corpus once more,
   * as a stream.
   *
   * @param catalogue of the fit; documents that it left out are not indexed
   */
  public static AtomicDirectory.Part writer(Corpus corpus, TokenizedCorpus catalogue) {
    return new IndexChange(
        Set.of(),
        new CorpusTexts(
            corpus,
            catalogue.documents().stream().map(Document::id).collect(toSet()),
            catalogue.corpusSummary(),
            "the corpus has changed since it was read for the fit; restore it and resume the fit"));
  }

  /**
   * What {@code model.replace} is given so that the texts of documents that were added stand behind
   * those that the model keeps. A model that keeps none gets none: half of them would be of no use.
   *
   * <p>A document of an id that the model has already replaces that one: the earlier text is gone,
   * from the files too.
   */
  public static AtomicDirectory.Part writer(Corpus corpus, AddResult added) {
    Set<String> ids = added.documents().stream().map(DocumentVector::id).collect(toSet());
    var texts =
        new CorpusTexts(
            corpus,
            ids,
            added.corpusSummary(),
            "the corpus has changed since it was folded in; nothing was added");
    return whereKept(new IndexChange(ids, texts));
  }

  /**
   * What {@code model.replace} is given so that documents are gone with their texts: no byte of
   * these stays in the files.
   *
   * @param ids those that have no text do not matter
   */
  public static AtomicDirectory.Part without(Set<String> ids) {
    return whereKept(new IndexChange(ids, writer -> {}));
  }

  private static AtomicDirectory.Part whereKept(AtomicDirectory.Part change) {
    return folder -> {
      if (existsIn(folder)) {
        change.writeInto(folder);
      }
    };
  }

  /** Whether the model in this folder keeps its texts. */
  public static boolean existsIn(Path model) {
    return Files.isDirectory(model.resolve(FOLDER));
  }

  /**
   * Opens the texts of the model in a folder.
   *
   * @throws BadModel where it keeps none, or they are damaged
   */
  public static TextIndex open(Path model) {
    if (!existsIn(model)) {
      throw missing(model);
    }
    try {
      NIOFSDirectory directory = new NIOFSDirectory(model.resolve(FOLDER)); // opens nothing yet
      return new TextIndex(model, directory, DirectoryReader.open(directory));
    } catch (IOException | IllegalArgumentException e) { // the latter: written by an unknown codec
      throw new BadModel("the texts in " + model + " are damaged: " + e.getMessage());
    }
  }

  /** What is thrown where the model in a folder keeps no texts. */
  static BadModel missing(Path model) {
    return new BadModel(
        model
            + " keeps no texts of its documents; fitted by an earlier TopicLoRA? A new fit of its"
            + " corpus keeps them");
  }

  /** {@inheritDoc} Best first; documents of equal score in the order of the corpus. */
  @Override
  public List<SearchHit> find(String query, int k) {
    requireOne(k);
    BooleanQuery words = IndexAnalyzer.query(query);
    return found(words, words, k);
  }

  @Override
  public DocumentWeighting defaultWeighting() {
    return DocumentWeighting.forRetrieved(RetrieverKind.BM25);
  }

  /**
   * Finds nothing but documents with these ids: they are picked out within the search, before the
   * first k are. Scores are the same as among all.
   *
   * @see topiclora.core.internal.model.MetadataFilter
   */
  public Retriever among(Set<String> ids) {
    Query those =
        new TermInSetQuery(
            IndexedDocument.KEY, ids.stream().map(id -> IndexedDocument.key(id).bytes()).toList());
    return new Retriever() {
      @Override
      public List<SearchHit> find(String query, int k) {
        requireOne(k);
        BooleanQuery words = IndexAnalyzer.query(query);
        return found(
            new BooleanQuery.Builder()
                .add(words, BooleanClause.Occur.MUST)
                .add(those, BooleanClause.Occur.FILTER)
                .build(),
            words,
            k);
      }

      @Override
      public DocumentWeighting defaultWeighting() {
        return DocumentWeighting.forRetrieved(RetrieverKind.BM25);
      }
    };
  }

  /**
   * Documents that somebody else chose, in their order, with the scores that they have for a query:
   * 0 where they have none of its words, or are not here.
   */
  public List<SearchHit> scored(String query, List<Document> documents) {
    if (documents.isEmpty()) {
      return List.of();
    }
    Map<String, SearchHit> found = new HashMap<>();
    among(documents.stream().map(Document::id).collect(toSet()))
        .find(query, documents.size())
        .forEach(one -> found.put(one.document().id(), one));
    return documents.stream()
        .map(
            document -> {
              SearchHit one = found.get(document.id());
              return one == null
                  ? new SearchHit(document, 0, QueryCoverage.NONE)
                  : new SearchHit(document, one.score(), one.coverage());
            })
        .toList();
  }

  private static void requireOne(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k is " + k + ", wanted at least 1");
    }
  }

  /** The document with this id, with its text. */
  public Optional<Document> document(String id) {
    Query key = new TermQuery(IndexedDocument.key(id));
    return found(key, new BooleanQuery.Builder().build(), 1).stream()
        .findFirst()
        .map(SearchHit::document);
  }

  /** How many documents there are. */
  public int size() {
    return reader.numDocs();
  }

  private List<SearchHit> found(Query query, BooleanQuery words, int k) {
    try {
      StoredFields stored = searcher.storedFields();
      QueryTerms terms = QueryTerms.of(searcher, words);
      ScoreDoc[] hits = searcher.search(query, k).scoreDocs;
      List<QueryCoverage> coverage =
          terms.coverage(Arrays.stream(hits).mapToInt(hit -> hit.doc).toArray());
      List<SearchHit> found = new ArrayList<>();
      for (int i = 0; i < hits.length; i++) {
        Document document = IndexedDocument.read(stored.document(hits[i].doc));
        found.add(new SearchHit(document, hits[i].score, coverage.get(i)));
      }
      return found;
    } catch (IOException e) {
      throw Storage.of("cannot read the texts in " + model, e);
    }
  }

  @Override
  public void close() {
    try (directory) {
      reader.close();
    } catch (IOException e) {
      throw Storage.of("cannot close the texts in " + model, e);
    }
  }
}
