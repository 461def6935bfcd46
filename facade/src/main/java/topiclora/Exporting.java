package topiclora;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import topiclora.AskResult.ScoredDocument;
import topiclora.ExportOptions.AdapterFormat;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.MetadataFilter;
import topiclora.core.internal.model.TopicModel;
import topiclora.internal.Engine;
import topiclora.internal.FitFolder;
import topiclora.lm.TopicLoraException.BadModel;
import topiclora.lm.internal.checkpoint.BaseConfig;
import topiclora.lm.internal.tensor.Scope;
import topiclora.plugins.DocumentWeighting;
import topiclora.plugins.internal.answer.PluginSum;
import topiclora.plugins.internal.export.Components;
import topiclora.plugins.internal.export.GgufExport;
import topiclora.plugins.internal.export.PeftExport;
import topiclora.plugins.internal.export.Plugin;
import topiclora.plugins.internal.retrieve.Retrievers;
import topiclora.plugins.internal.retrieve.SearchHit;
import topiclora.plugins.internal.retrieve.TextIndex;

/** Vectors of a model as adapters of other programs. */
record Exporting(Engine engine, TopicModel model, Path folder, ExportOptions options) {
  ExportResult to(Path output) {
    FitFolder.requireFree(output);
    options.ids().forEach(model::require);
    return engine.run(
        () -> {
          SequencedMap<ScoredDocument, Double> chosen =
              options.query() == null ? named() : found(options.query());
          Map<String, Double> weights = new LinkedHashMap<>();
          chosen.forEach((document, weight) -> weights.put(document.id(), weight));
          write(weights, output);
          return new ExportResult(
              List.copyOf(chosen.keySet()),
              options.scale(),
              Results.word(options.to()),
              output.toString());
        });
  }

  /** The documents that were named, each counting one. */
  private SequencedMap<ScoredDocument, Double> named() {
    SequencedMap<ScoredDocument, Double> chosen = new LinkedHashMap<>();
    for (String id : options.ids()) {
      DocumentVector document = model.require(id);
      chosen.put(new ScoredDocument(document.id(), document.title(), null), 1.0);
    }
    return chosen;
  }

  private SequencedMap<ScoredDocument, Double> found(String query) {
    try (TextIndex texts = TextIndex.open(folder)) {
      var retrievers =
          new Retrievers(texts, model, MetadataFilter.of(options.where()), engine::base);
      List<SearchHit> hits = retrievers.of(options.retriever()).find(query, options.k());
      if (hits.isEmpty()) {
        throw new BadModel("no document of " + folder + " is about '" + query + "'");
      }
      var sum = new PluginSum(DocumentWeighting.forRetrieved(options.retriever()), 1);
      double[] weights = sum.weights(hits);
      SequencedMap<ScoredDocument, Double> chosen = new LinkedHashMap<>();
      for (int i = 0; i < weights.length; i++) {
        SearchHit hit = hits.get(i);
        chosen.put(
            new ScoredDocument(hit.document().id(), hit.document().title(), hit.score()),
            weights[i]);
      }
      return chosen;
    }
  }

  private void write(Map<String, Double> weights, Path output) {
    try (var scope = Scope.open()) {
      if (options.components()) {
        Components parts = Components.of(model, weights, options.scale());
        if (options.to() == AdapterFormat.PEFT) {
          PeftExport.write(parts, output);
        } else {
          GgufExport.write(parts, config(), output);
        }
      } else {
        Plugin plugin = Plugin.of(model, weights, options.scale());
        if (options.to() == AdapterFormat.PEFT) {
          PeftExport.write(plugin, output);
        } else {
          GgufExport.write(plugin, config(), output);
        }
      }
    }
  }

  /** llama.cpp wants to know the base's architecture. */
  private BaseConfig config() {
    model.requireBase(engine.base());
    return engine.base().config();
  }
}
