package topiclora.study;

import topiclora.core.LearningOptions;

/** A fit of some of the documents. */
record StudyFit(CorpusPart part, LearningOptions options) {
  static StudyFit all(LearningOptions.Builder options) {
    return new StudyFit(CorpusPart.ALL, options.build());
  }
}
