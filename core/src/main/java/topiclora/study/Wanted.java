package topiclora.study;

import topiclora.fit.FitOptions;

/** A fit of some of the documents. */
record Wanted(Part part, FitOptions options) {
  static Wanted all(FitOptions.Builder options) {
    return new Wanted(Part.ALL, options.build());
  }
}
