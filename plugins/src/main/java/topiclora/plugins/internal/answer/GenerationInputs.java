package topiclora.plugins.internal.answer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import topiclora.core.internal.model.TopicModel;
import topiclora.core.internal.model.VectorSum;
import topiclora.lm.internal.model.BaseModel;
import topiclora.plugins.ContextMode;
import topiclora.plugins.internal.retrieve.SearchHit;

/** Turns the documents that were found into what the model is given. */
public final class GenerationInputs {
  private final Prompts prompts;
  private final PluginSum sum;
  private final TopicModel model;
  private final Map<String, float[]> vectors = new HashMap<>();
  private final VectorSum sums;

  public GenerationInputs(BaseModel base, TopicModel model, AnswerOptions options) {
    this.prompts = new Prompts(base, options);
    this.sum = options.sum();
    this.model = model;
    model.documents().forEach(document -> vectors.put(document.id(), document.vector()));
    this.sums = new VectorSum(model.documents(), model.dimensions());
  }

  public Prompts prompts() {
    return prompts;
  }

  public GenerationInput of(String question, List<SearchHit> found, ContextMode knowledge) {
    List<String> passages =
        knowledge.usesText() ? found.stream().map(f -> f.document().text()).toList() : List.of();
    Prompt prompt = prompts.of(question, passages);
    if (!knowledge.usesAdapter()) {
      return new GenerationInput(prompt, null);
    }
    if (knowledge.usesVectors()) {
      model.requireVectors();
    }
    List<SearchHit> added = knowledge.usesVectors() ? found : List.of();
    return new GenerationInput(prompt, sum.of(added, vectors, sums));
  }
}
