package topiclora.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import topiclora.plugins.RetrieverKind;
import topiclora.plugins.internal.retrieve.Recall;

/**
 * What {@code answers --json} prints: scores, and how well documents were found where a search
 * found them.
 *
 * @param result a {@link Scored} or {@link Compared}, whose fields are printed as its own
 * @param recallAt share of the questions' own documents among the first K, by K, by way of search
 */
record Examined(
    @JsonUnwrapped Object result,
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
        SequencedMap<String, SortedMap<Integer, Double>> recallAt) {
  static Examined of(Object result, Map<RetrieverKind, Recall> recall) {
    SequencedMap<String, SortedMap<Integer, Double>> at = new LinkedHashMap<>();
    recall.forEach((by, found) -> at.put(by.name().toLowerCase(Locale.ROOT), found.atK()));
    return new Examined(result, at);
  }
}
