package topiclora.bench.outliers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import topiclora.bench.baselines.Lof;
import topiclora.bench.baselines.MiniLm;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.TextVectors;
import topiclora.core.internal.model.TopicModel;
import topiclora.core.internal.outlier.Outliers;
import topiclora.corpus.Document;
import topiclora.lm.TopicLoraException.BadModel;
import topiclora.lm.internal.math.VectorMath;
import topiclora.lm.internal.model.BaseModel;
import topiclora.study.metrics.RankMetrics;

/**
 * Outlier scores of the documents of a draw, and how well each finds the outliers.
 *
 * @param model fitted to them, in their order
 */
record OutlierMeasures(BaseModel base, TopicModel model, Draw draw, int threads) {
  private static final int NEIGHBOURS = 15;

  OutlierMeasures {
    List<String> held = model.documents().stream().map(DocumentVector::id).toList();
    if (!held.equals(draw.documents().stream().map(Document::id).toList())) {
      throw new BadModel("the kept model is of other documents; another draw, or another folder?");
    }
  }

  /**
   * Of each measure; {@code encoderResidual} adds the one that needs another forward pass over the
   * texts.
   */
  List<OutlierTable.Auroc> aurocs(boolean encoderResidual) {
    double fit = model.provenance().seconds();
    float[][] x = model.documents().stream().map(DocumentVector::vector).toArray(float[][]::new);
    List<OutlierTable.Auroc> aurocs = new ArrayList<>();
    aurocs.add(auroc("norm of x, calibrated for length", fit, this::calibrated));
    aurocs.add(auroc("norm of x", fit, () -> each(DocumentVector::norm)));
    if (encoderResidual) {
      aurocs.add(auroc("encoder residual, norm of x - E h", fit, this::encoderResiduals));
    }
    aurocs.add(auroc("x, distance to 15 nearest", fit, () -> Lof.byLength(x).means(NEIGHBOURS)));
    aurocs.add(auroc("x, the same by cosine", fit, () -> Lof.byCosine(x).means(NEIGHBOURS)));
    aurocs.add(auroc("x + LOF", fit, () -> Lof.byLength(x).factors(NEIGHBOURS)));
    aurocs.add(auroc("NLL reduction of x", fit, () -> each(OutlierMeasures::nllReduction)));
    aurocs.add(auroc("windows (the length alone)", 0, () -> each(DocumentVector::windows)));
    long start = System.nanoTime();
    float[][] sentence = new MiniLm(threads).vectors(draw.documents());
    double embedding = (System.nanoTime() - start) / 1e9;
    aurocs.add(auroc("MiniLM + LOF", embedding, () -> Lof.byCosine(sentence).factors(NEIGHBOURS)));
    aurocs.add(
        auroc(
            "MiniLM, cosine to 15 nearest",
            embedding,
            () -> Lof.byCosine(sentence).means(NEIGHBOURS)));
    return aurocs;
  }

  private OutlierTable.Auroc auroc(String name, double before, Supplier<double[]> measure) {
    long start = System.nanoTime();
    double[] scores = measure.get();
    double seconds = before + (System.nanoTime() - start) / 1e9;
    return new OutlierTable.Auroc(name, RankMetrics.auroc(scores, draw.isOutlier()), seconds);
  }

  private double[] each(ToDoubleFunction<DocumentVector> measure) {
    return model.documents().stream().mapToDouble(measure).toArray();
  }

  private static double nllReduction(DocumentVector document) {
    return document.heldOutTokens() == 0 ? 0 : document.nllReduction();
  }

  private double[] calibrated() {
    Map<String, Double> scores = new HashMap<>();
    Outliers.of(model).forEach(o -> scores.put(o.document().id(), o.score()));
    return each(document -> scores.getOrDefault(document.id(), Double.NaN));
  }

  /** How far each vector is from what the encoder predicts of its text. */
  private double[] encoderResiduals() {
    float[][] expected =
        TextVectors.of(base, model, draw.documents().stream().map(Document::text).toList());
    double[] scores = new double[expected.length];
    for (int d = 0; d < scores.length; d++) {
      float[] x = model.documents().get(d).vector();
      scores[d] = VectorMath.distance(x, expected[d]);
    }
    return scores;
  }
}
