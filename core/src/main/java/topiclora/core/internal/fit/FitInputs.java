package topiclora.core.internal.fit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import topiclora.core.LearningOptions;
import topiclora.core.Provenance;
import topiclora.corpus.CorpusSummary;
import topiclora.corpus.Question;
import topiclora.lm.internal.io.Sha256;
import topiclora.lm.internal.model.BaseModel;

/**
 * All that the bits of a fit depend on, besides the machine: what its unfinished work belongs to.
 *
 * @param version of TopicLoRA
 * @param baseSha256 of the base model's weights
 * @param elementType that the base model computes in
 * @param corpusSha256 of the documents as they were read
 * @param options of the fit
 * @param questions that it learns from, too
 */
public record FitInputs(
    String version,
    String baseSha256,
    String elementType,
    String corpusSha256,
    LearningOptions options,
    List<Question> questions) {
  public FitInputs {
    questions = List.copyOf(questions);
  }

  /** Of a fit to the documents alone. */
  public static FitInputs of(BaseModel base, CorpusSummary corpus, LearningOptions options) {
    return new FitInputs(
        Provenance.VERSION,
        base.sha256(),
        base.type().toString(),
        corpus.sha256(),
        options,
        List.of());
  }

  /** Of meta-training with these questions. */
  public FitInputs with(List<Question> asked) {
    return new FitInputs(version, baseSha256, elementType, corpusSha256, options, asked);
  }

  /** A line for each of them, {@code name: value}. */
  String fingerprint() {
    return lines().entrySet().stream()
        .map(line -> line.getKey() + ": " + line.getValue())
        .collect(Collectors.joining("\n"));
  }

  private SequencedMap<String, String> lines() {
    SequencedMap<String, String> lines = new LinkedHashMap<>();
    lines.put("version", version);
    lines.put("base model", baseSha256);
    lines.put("element type", elementType);
    lines.put("corpus", corpusSha256);
    lines.put("questions", Sha256.hex(questions.toString()));
    lines.put("options", options.toString());
    return lines;
  }

  /** Names of what another fit's {@link #fingerprint} has otherwise; empty where it is the same. */
  List<String> differences(String fingerprint) {
    List<String> others = fingerprint.lines().toList();
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, String> line : lines().entrySet()) {
      if (!others.contains(line.getKey() + ": " + line.getValue())) {
        names.add(line.getKey());
      }
    }
    return names;
  }

  /**
   * Names what enters the first layer that x changes: two fits of which it is the same share those
   * activations.
   */
  String activations() {
    return Sha256.hex(
            "%s %s %s %s %s %d %d"
                .formatted(
                    baseSha256,
                    elementType,
                    corpusSha256,
                    options.layers(),
                    options.textUnit(),
                    options.window(),
                    options.maxTokens()))
        .substring(0, 16);
  }
}
