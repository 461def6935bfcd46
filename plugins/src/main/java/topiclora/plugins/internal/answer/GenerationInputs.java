package topiclora.plugins.internal.answer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import topiclora.core.internal.model.TopicModel;
import topiclora.core.internal.model.VectorSum;
import topiclora.lm.internal.model.BaseModel;
import topiclora.plugins.ContextMode;
import topiclora.plugins.internal.retrieve.SearchHit;

/** Turns a question and its documents into what the model is given. */
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

  public GenerationInput of(String question, List<SearchHit> hits, ContextMode mode) {
    List<String> passages =
        mode.usesText() ? hits.stream().map(hit -> hit.document().text()).toList() : List.of();
    Prompt prompt = prompts.of(question, passages);
    if (!mode.usesAdapter()) {
      return new GenerationInput(prompt, null);
    }
    if (mode.usesVectors()) {
      model.requireVectors();
    }
    List<SearchHit> added = mode.usesVectors() ? hits : List.of();
    return new GenerationInput(prompt, sum.of(added, vectors, sums));
  }
}
