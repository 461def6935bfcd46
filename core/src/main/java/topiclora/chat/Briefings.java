package topiclora.chat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import topiclora.base.BaseModel;
import topiclora.model.TopicModel;
import topiclora.model.VectorSum;
import topiclora.plugin.Found;

/** Turns the documents that were found into what the model is given. */
final class Briefings {
  private final Prompts prompts;
  private final PluginSum sum;
  private final TopicModel model;
  private final Map<String, float[]> vectors = new HashMap<>();
  private final VectorSum sums;

  Briefings(BaseModel base, TopicModel model, AnswerOptions options) {
    this.prompts = new Prompts(base, options);
    this.sum = options.sum();
    this.model = model;
    model.documents().forEach(document -> vectors.put(document.id(), document.x()));
    this.sums = new VectorSum(model.documents(), model.numbers());
  }

  Prompts prompts() {
    return prompts;
  }

  Briefing of(String question, List<Found> found, Knowledge knowledge) {
    List<String> passages =
        knowledge.usesText() ? found.stream().map(f -> f.document().text()).toList() : List.of();
    Prompt prompt = prompts.of(question, passages);
    if (!knowledge.usesShared()) {
      return new Briefing(prompt, null);
    }
    if (knowledge.usesVectors()) {
      model.requireVectors();
    }
    List<Found> added = knowledge.usesVectors() ? found : List.of();
    return new Briefing(prompt, sum.of(added, vectors, sums));
  }
}
