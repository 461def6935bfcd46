package topiclora.plugins.internal.retrieve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.Term;
import org.jspecify.annotations.Nullable;
import topiclora.core.internal.text.UnicodeWords;
import topiclora.corpus.Document;
import topiclora.lm.internal.io.JsonMapping;
import topiclora.lm.internal.io.Sha256;

/**
 * A document as the index keeps it: its fields as they are, its words to be found by, and a key.
 */
final class IndexedDocument {
  static final String WORDS = "words";
  static final String KEY = "key";
  private static final String ID = "id";
  private static final String TITLE = "title";
  private static final String TEXT = "text";
  private static final String LABEL = "label";
  private static final String METADATA = "metadata";

  private static final FieldType COUNTED = counted();

  private IndexedDocument() {}

  static org.apache.lucene.document.Document of(Document document) {
    var entry = new org.apache.lucene.document.Document();
    entry.add(new StringField(KEY, key(document.id()).text(), Field.Store.NO));
    String title = document.title() == null ? "" : document.title() + "\n";
    entry.add(new Field(WORDS, UnicodeWords.compose(title + document.text()), COUNTED));
    store(entry, ID, document.id());
    store(entry, TITLE, document.title());
    store(entry, TEXT, document.text());
    store(entry, LABEL, document.label());
    store(entry, METADATA, json(document.metadata()));
    return entry;
  }

  static Document read(org.apache.lucene.document.Document entry) throws IOException {
    return new Document(
        required(entry, ID),
        entry.get(TITLE),
        required(entry, TEXT),
        entry.get(LABEL),
        JsonMapping.PLAIN.readValue(
            required(entry, METADATA), new TypeReference<LinkedHashMap<String, String>>() {}));
  }

  /** By which a document is found: an id may be longer than a term of the index can be. */
  static Term key(String id) {
    return new Term(KEY, Sha256.hex(id));
  }

  /** BM25 wants to know how often a word is there, not where. */
  private static FieldType counted() {
    FieldType type = new FieldType(TextField.TYPE_NOT_STORED);
    type.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
    type.freeze();
    return type;
  }

  private static void store(
      org.apache.lucene.document.Document entry, String field, @Nullable String value) {
    if (value != null) {
      entry.add(new StoredField(field, value));
    }
  }

  private static String required(org.apache.lucene.document.Document entry, String field)
      throws IOException {
    String value = entry.get(field);
    if (value == null) {
      throw new CorruptIndexException("a document without " + field, TextIndex.FOLDER);
    }
    return value;
  }

  private static String json(Map<String, String> metadata) {
    try {
      return JsonMapping.PLAIN.writeValueAsString(metadata);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write a map of texts as JSON", e);
    }
  }
}
