package topiclora;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A topic.
 *
 * @param component dimension of the vectors, from 0; the first where several were merged
 * @param share of all that the topics have of the documents, 0 to 1
 * @param name its first words, or what a person called it
 * @param named whether a person called it so
 * @param terms words that set its documents apart (c-TF-IDF), the strongest first; none where the
 *     model keeps no texts
 * @param logitLiftWords words whose logit rises most when the dimension does, in the base model
 * @param documents that have most of it
 * @param components all dimensions that were merged into it
 * @param npmi coherence of the terms in the documents, -1 to 1, higher is better; NaN without terms
 * @param cv coherence C_v, 0 to 1, higher is better; NaN without terms
 * @param merge with which topic it is merged when there are fewer: the hierarchy; null for the last
 * @param queryShare share of the query's vector, 0 to 1; null without a query
 * @param groups its share among the documents of each value of a field; null unless asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TopicResult(
    int component,
    double share,
    String name,
    boolean named,
    List<String> terms,
    List<String> logitLiftWords,
    List<TopDocument> documents,
    List<Integer> components,
    double npmi,
    double cv,
    @JsonInclude @Nullable Merge merge,
    @Nullable Double queryShare,
    @Nullable List<GroupShare> groups) {
  public TopicResult {
    terms = List.copyOf(terms);
    logitLiftWords = List.copyOf(logitLiftWords);
    documents = List.copyOf(documents);
    components = List.copyOf(components);
    groups = groups == null ? null : List.copyOf(groups);
  }

  /**
   * A document that has much of the topic.
   *
   * @param representativeSentence the sentence that carries the topic most; null unless asked for,
   *     or where it has none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record TopDocument(
      String id, @JsonInclude @Nullable String title, @Nullable String representativeSentence) {}

  /**
   * A step of the hierarchy.
   *
   * @param topic number in the list of the topic that takes this one in
   * @param remaining topics that are left then
   * @param loss what the topics then say less of the documents, in nats, lower is better
   */
  public record Merge(int topic, int remaining, double loss) {}

  /**
   * The topic among the documents that have one value in a field.
   *
   * @param share of what all topics have of those documents, 0 to 1; 0 for no documents
   */
  public record GroupShare(String value, int documents, double share) {}
}
