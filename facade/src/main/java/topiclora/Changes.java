package topiclora;

import java.nio.file.Path;
import java.util.Set;
import topiclora.TopicLoraModel.Changed;
import topiclora.core.internal.model.AddResult;
import topiclora.core.internal.model.TopicModel;
import topiclora.corpus.Corpus;
import topiclora.internal.Engine;
import topiclora.internal.Notices;
import topiclora.plugins.internal.retrieve.TextIndex;

/** Changes of a model's documents, on the disk at their end. */
final class Changes {
  private Changes() {}

  static Changed<AdditionResult> add(
      Engine engine, TopicModel model, Path folder, Corpus corpus, boolean replace) {
    return engine.withBase(
        base -> {
          AddResult added = model.add(base, corpus, replace, engine.progress());
          Notices.of(engine.progress(), added.corpusSummary(), added.tooShort());
          added.model().replace(folder, TextIndex.writer(corpus, added));
          var result =
              new AdditionResult(
                  added.documents().size(),
                  added.replaced().size(),
                  added.tooShort().size(),
                  added.model().documents().size(),
                  added.windows(),
                  added.seconds(),
                  Results.heldOut(added.documents()),
                  folder.toString());
          return new Changed<>(added.model(), result);
        });
  }

  static Changed<Integer> remove(Engine engine, TopicModel model, Path folder, Set<String> ids) {
    return engine.run(
        () -> {
          TopicModel left = model.without(ids);
          left.replace(folder, TextIndex.without(ids));
          return new Changed<>(left, ids.size());
        });
  }
}
