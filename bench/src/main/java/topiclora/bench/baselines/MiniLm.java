package topiclora.bench.baselines;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.onnx.AbstractInProcessEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.OnnxBertBiEncoder;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import topiclora.corpus.Document;
import topiclora.study.baselines.Baseline;

/**
 * The sentence embedding all-MiniLM-L6-v2, which LangChain4j brings in its jar: 384 dimensions.
 *
 * <p>Reads the first {@value #WORD_PIECES} word pieces, the length that its makers set; LangChain4j
 * alone would read more in parts and average them.
 *
 * @param threads documents embedded at the same time, each on one thread
 */
public record MiniLm(int threads) implements Baseline {
  private static final int WORD_PIECES = 256;
  private static final String MODEL = "/all-minilm-l6-v2.onnx";
  private static final String TOKENIZER = "/all-minilm-l6-v2-tokenizer.json";

  public MiniLm {
    if (threads < 1) {
      throw new IllegalArgumentException("%d threads, wanted at least 1".formatted(threads));
    }
  }

  @Override
  public String name() {
    return "MiniLM";
  }

  @Override
  public float[][] vectors(List<Document> documents) {
    try (var tokenizer = tokenizer();
        var session = session();
        var threads = Executors.newFixedThreadPool(this.threads)) {
      List<TextSegment> texts =
          documents.stream()
              .map(document -> TextSegment.from(head(document.text(), tokenizer)))
              .toList();
      return new Encoder(session, threads)
          .embedAll(texts).content().stream().map(Embedding::vector).toArray(float[][]::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (OrtException e) {
      throw new IllegalStateException("onnxruntime does not run here: " + e.getMessage(), e);
    }
  }

  /** As much of the text, from its beginning, as {@value #WORD_PIECES} word pieces cover. */
  static String head(String text, HuggingFaceTokenizer tokenizer) {
    Encoding pieces = tokenizer.encode(text);
    int end = 0;
    for (CharSpan span : pieces.getCharTokenSpans()) {
      // The marks of beginning and end stand for no text.
      end = span == null ? end : Math.max(end, span.getEnd());
    }
    return pieces.exceedMaxLength() ? text.substring(0, text.offsetByCodePoints(0, end)) : text;
  }

  static HuggingFaceTokenizer tokenizer() throws IOException {
    var options =
        Map.of("padding", "false", "truncation", "true", "maxLength", String.valueOf(WORD_PIECES));
    try (InputStream json = resource(TOKENIZER)) {
      return HuggingFaceTokenizer.newInstance(json, options);
    }
  }

  private static OrtSession session() throws IOException, OrtException {
    try (InputStream weights = resource(MODEL);
        var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      return OrtEnvironment.getEnvironment().createSession(weights.readAllBytes(), options);
    }
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(
        MiniLm.class.getResourceAsStream(name), () -> name + " is not on the class path");
  }

  /** LangChain4j's model with our session: its own takes all processors for one text. */
  private static final class Encoder extends AbstractInProcessEmbeddingModel {
    private final OnnxBertBiEncoder model;

    Encoder(OrtSession session, Executor threads) {
      super(threads);
      var environment = OrtEnvironment.getEnvironment();
      this.model =
          new OnnxBertBiEncoder(environment, session, resource(TOKENIZER), PoolingMode.MEAN);
    }

    @Override
    protected OnnxBertBiEncoder model() {
      return model;
    }
  }
}
