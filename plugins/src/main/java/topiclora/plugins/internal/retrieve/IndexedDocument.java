package topiclora.plugins.internal.retrieve;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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

  private static final JsonMapper JSON = new JsonMapper();
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
        JSON.readValue(
            required(entry, METADATA), new TypeReference<LinkedHashMap<String, String>>() {}));
  }

  /** By which a document is found: an id may be longer than a term of the index can be. */
  static Term key(String id) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(UTF_8));
      return new Term(KEY, HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
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
      return JSON.writeValueAsString(metadata);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write a map of texts as JSON", e);
    }
  }
}
