package topiclora.study.context;

import topiclora.core.LearningOptions;

/** A fit of some of the documents. */
public record StudyFit(CorpusPart part, LearningOptions options) {
  public static StudyFit all(LearningOptions.Builder options) {
    return new StudyFit(CorpusPart.ALL, options.build());
  }
}
