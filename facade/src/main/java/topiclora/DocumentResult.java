package topiclora;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document of a model, without its text.
 *
 * @param label a class that no fit has used
 * @param metadata every other field of the corpus
 * @param vector x; a copy
 * @param norm |x|, in standard deviations of what one window tells
 * @param outlierScore standard deviations by which log |x| exceeds that of documents of this length
 * @param windows of text that the vector was fitted on
 * @param heldOutTokens that no vector has seen
 * @param ownNll of those tokens with the document's own vector: nats per token, lower is better;
 *     NaN where none were held out
 * @param sharedNll the same with the shared adapter only
 * @param shuffledNll the same with another document's vector, a control
 * @param nllReduction {@code sharedNll - ownNll}, higher is better
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DocumentResult(
    String id,
    @Nullable String title,
    @Nullable String label,
    Map<String, String> metadata,
    float[] vector,
    double norm,
    double outlierScore,
    int windows,
    long heldOutTokens,
    double ownNll,
    double sharedNll,
    double shuffledNll,
    double nllReduction) {
  public DocumentResult {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /** The title, or the id where there is none. */
  public String name() {
    return title == null ? id : title;
  }
}
