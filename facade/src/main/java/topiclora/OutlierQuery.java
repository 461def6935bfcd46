package topiclora;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import topiclora.OutlierResult.DominantTopic;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.TopicModel;
import topiclora.core.internal.outlier.OutlierExplanation;
import topiclora.core.internal.outlier.Outliers;
import topiclora.core.internal.outlier.Outliers.Outlier;
import topiclora.core.internal.topic.Texts;
import topiclora.core.internal.topic.Topic;
import topiclora.core.internal.topic.Topics;

/** Outliers of a model, and why they are. */
record OutlierQuery(TopicModel model, Texts texts) {
  private static final int REASONS = 3;
  private static final int WORDS = 5;

  List<OutlierResult> first(int k) {
    Map<Integer, List<String>> terms = terms();
    return Outliers.of(model).stream().limit(k).map(one -> result(one, terms)).toList();
  }

  private OutlierResult result(Outlier outlier, Map<Integer, List<String>> terms) {
    DocumentVector document = outlier.document();
    OutlierExplanation why = OutlierExplanation.of(model, document, REASONS);
    return new OutlierResult(
        document.id(),
        document.title(),
        outlier.score(),
        document.norm(),
        document.windows(),
        why.meanDistance(),
        document.nllReduction(),
        Results.similar(why.nearest()),
        why.topics().stream()
            .map(
                topic ->
                    new DominantTopic(
                        topic.component(),
                        topic.share(),
                        terms.getOrDefault(topic.component(), List.of())))
            .toList());
  }

  /** The terms of each component; none where vectors hold facts and not topics. */
  private Map<Integer, List<String>> terms() {
    Map<Integer, List<String>> terms = new HashMap<>();
    if (Topics.supports(model)) {
      var wanted = new Topics.TopicLimits(Integer.MAX_VALUE, WORDS, 1);
      for (Topic topic : Topics.of(model, texts, wanted)) {
        terms.put(topic.component(), topic.terms());
      }
    }
    return terms;
  }
}
