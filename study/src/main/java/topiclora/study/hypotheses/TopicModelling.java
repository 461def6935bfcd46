package topiclora.study.hypotheses;

import static topiclora.study.result.Rule.difference;
import static topiclora.study.result.StudyTable.column;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import topiclora.core.LearningOptions;
import topiclora.core.internal.cluster.KMeans;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.topic.Coherence;
import topiclora.core.internal.topic.Cooccurrences;
import topiclora.core.internal.topic.TermAnalyzer;
import topiclora.core.internal.topic.Topic;
import topiclora.core.internal.topic.Topics;
import topiclora.corpus.Document;
import topiclora.lm.internal.math.VectorMath;
import topiclora.study.baselines.Lda;
import topiclora.study.baselines.Lsa;
import topiclora.study.context.Plan;
import topiclora.study.context.RowCodec;
import topiclora.study.context.StudyContext;
import topiclora.study.context.StudyCorpus;
import topiclora.study.context.StudyFit;
import topiclora.study.context.StudyRun;
import topiclora.study.metrics.ClusterMetrics;
import topiclora.study.metrics.EmbeddingMetrics;
import topiclora.study.result.Evidence;
import topiclora.study.result.Metric;
import topiclora.study.result.Plot;
import topiclora.study.result.Rule;
import topiclora.study.result.StudyTable;

/** Is it a topic model: responsibilities against labels, words of topics, and stability. */
final class TopicModelling implements Hypothesis {
  private static final String LABELS = "labels";
  private static final String WORDS = "words";
  private static final String STABLE = "stability";
  private static final String SIGNED = "TopicLoRA, x";
  private static final String LOGIT_LIFT = "TopicLoRA, words by logit lift";
  private static final String TERMS = "TopicLoRA, words by c-TF-IDF";
  private static final String POSITIVE = "TopicLoRA, x ≥ 0";
  private static final String LDA = "LDA";
  private static final String TFIDF = "TF-IDF + SVD";
  private static final String NMI = "NMI, k-means";
  private static final String PURITY = "purity, k-means";
  private static final String STRONGEST = "NMI, strongest component";
  private static final String NPMI = "NPMI";
  private static final String DIVERSITY = "diversity";
  private static final String MATCHED = "matched correlation";
  private static final int WORDS_EACH = 10;
  private static final int STARTS = 10;
  private static final double LEAST = 0.02;

  @Override
  public int number() {
    return 2;
  }

  @Override
  public String text() {
    return "Is it a topic model?";
  }

  @Override
  public String reference() {
    return "LDA of as many topics as vectors have dimensions; TF-IDF + SVD of as many for the"
        + " labels";
  }

  @Override
  public List<StudyFit> fits(Plan plan, StudyCorpus corpus) {
    return Stream.concat(
            seeds(plan).mapToObj(s -> StudyFit.all(plan.options(s))),
            plan.seedNumbers().mapToObj(s -> StudyFit.all(positive(plan, s))))
        .toList();
  }

  private static LearningOptions.Builder positive(Plan plan, long seed) {
    return plan.options(seed).nonNegative(true);
  }

  /** Stability wants two seeds, even where all else is measured with one. */
  private static LongStream seeds(Plan plan) {
    return LongStream.rangeClosed(1, Math.max(2, plan.seeds()));
  }

  @Override
  public Evidence evidence(StudyContext context) {
    List<StudyTable> tables = new ArrayList<>();
    List<Plot> plots = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    if (context.corpus().labelled()) {
      StudyTable labels = labels(context);
      tables.add(labels);
      plots.add(Plot.Bars.of("Clusters of the vectors against labels", labels, NMI));
    } else {
      remarks.add("Labels: skipped, since not every document has one.");
    }
    Metric[] ours = context.metrics(seed -> words(context, seed));
    StudyTable words =
        StudyTable.of(
                WORDS,
                "the ten words of each topic, NPMI over this corpus; higher is better",
                "words",
                column(NPMI, 3),
                column(DIVERSITY, 2))
            .row(LOGIT_LIFT, ours[0], ours[1])
            .row(TERMS, ours[2], ours[3])
            .row(LDA, context.metrics(seed -> ldaWords(context, seed)))
            .build();
    tables.add(words);
    tables.add(stability(context));
    plots.add(Plot.Bars.of("Coherence of the topics' words", words, NPMI));
    return new Evidence(tables, plots, remarks);
  }

  private static LongFunction<StudyRun> run(
      StudyContext context, LongFunction<LearningOptions.Builder> options) {
    return seed -> context.fit(options.apply(seed));
  }

  // Labels

  private static StudyTable labels(StudyContext context) {
    Plan plan = context.plan();
    return StudyTable.of(
            LABELS,
            "against the corpus's labels, which no fit had; as many clusters as labels, and "
                + context.plan().dimensions()
                + " dimensions; higher is better",
            "vectors",
            column(NMI, 3),
            column(PURITY, 3),
            column(STRONGEST, 3))
        .row(SIGNED, metrics(context, run(context, plan::options)))
        .row(POSITIVE, metrics(context, run(context, seed -> positive(plan, seed))))
        .row(
            LDA,
            references(
                context,
                "LDA",
                seed -> new Lda(context.plan().dimensions(), (int) seed).vectors(all(context))))
        .row(
            TFIDF,
            references(
                context,
                "TF-IDF",
                seed -> new Lsa(context.plan().dimensions()).vectors(all(context))))
        .build();
  }

  private static List<Document> all(StudyContext context) {
    return context.corpus().documents();
  }

  private static Metric[] metrics(StudyContext context, LongFunction<StudyRun> runs) {
    return context.metrics(
        seed -> {
          StudyRun run = runs.apply(seed);
          return context.measure(
              run,
              "labels",
              () ->
                  against(
                      run.x(),
                      run.model().documents().stream()
                          .map(DocumentVector::label)
                          .map(Objects::requireNonNull)
                          .toList(),
                      seed));
        });
  }

  private static Metric[] references(
      StudyContext context, String name, LongFunction<float[][]> vectors) {
    List<String> labels =
        all(context).stream().map(d -> Objects.requireNonNull(d.label())).toList();
    return context.metrics(
        seed ->
            context.measure(
                "labels by " + name + " " + seed,
                () -> against(vectors.apply(seed), labels, seed)));
  }

  private static double[] against(float[][] x, List<String> labels, long seed) {
    int clusters = (int) labels.stream().distinct().count();
    List<Integer> groups = new KMeans(VectorMath.directions(x)).fit(clusters, STARTS, seed).of();
    List<Integer> strongest = Arrays.stream(x).map(TopicModelling::strongest).toList();
    return new double[] {
      EmbeddingMetrics.nmi(groups, labels),
      ClusterMetrics.purity(groups, labels),
      EmbeddingMetrics.nmi(strongest, labels)
    };
  }

  private static int strongest(float[] x) {
    int best = 0;
    for (int k = 1; k < x.length; k++) {
      best = x[k] > x[best] ? k : best;
    }
    return best;
  }

  // Words

  private static double[] words(StudyContext context, long seed) {
    StudyRun run = context.fit(context.plan().options(seed));
    return context.measure(run, "words", () -> ofTopics(context, run));
  }

  private static double[] ofTopics(StudyContext context, StudyRun run) {
    Map<String, String> texts =
        all(context).stream().collect(Collectors.toMap(Document::id, Document::text));
    List<Topic> topics =
        Topics.of(
            context.base(),
            run.model(),
            id -> Optional.ofNullable(texts.get(id)),
            new Topics.TopicLimits(run.dimensions(), WORDS_EACH, 1));
    double[] lift = ofWords(context, topics.stream().map(Topic::logitLiftWords).toList());
    double[] terms = ofWords(context, topics.stream().map(Topic::terms).toList());
    return new double[] {lift[0], lift[1], terms[0], terms[1]};
  }

  private static double[] ldaWords(StudyContext context, long seed) {
    var lda = new Lda(context.plan().dimensions(), (int) seed);
    return context.measure(
        "words by LDA " + seed, () -> ofWords(context, lda.topics(all(context), WORDS_EACH)));
  }

  private static double[] ofWords(StudyContext context, List<List<String>> topics) {
    var counted = new Cooccurrences(topics.stream().flatMap(List::stream).toList());
    all(context).forEach(document -> counted.add(TermAnalyzer.of(document.text())));
    double npmi =
        topics.stream()
            .mapToDouble(words -> Coherence.of(words, counted).npmi())
            .filter(Double::isFinite)
            .average()
            .orElse(Double.NaN);
    return new double[] {npmi, Coherence.diversity(topics)};
  }

  // Stability

  private static StudyTable stability(StudyContext context) {
    return StudyTable.of(
            STABLE,
            "components of two seeds, paired by correlation over documents; mean |correlation|",
            "vectors",
            column(MATCHED, 2))
        .row(SIGNED, pairs(context, seed -> context.fit(context.plan().options(seed)).x()))
        .row(
            LDA,
            pairs(
                context,
                seed ->
                    RowCodec.of(
                        context.measure("mixtures " + seed, () -> mixtures(context, seed)),
                        context.plan().dimensions())))
        .build();
  }

  private static double[] mixtures(StudyContext context, long seed) {
    return RowCodec.flat(new Lda(context.plan().dimensions(), (int) seed).vectors(all(context)));
  }

  /** Each seed with the next one. */
  private static Metric pairs(StudyContext context, LongFunction<float[][]> vectors) {
    return new Metric(
        LongStream.range(1, Math.max(2, context.plan().seeds()))
            .mapToDouble(s -> ClusterMetrics.matched(vectors.apply(s), vectors.apply(s + 1)))
            .toArray());
  }

  @Override
  public List<Rule> rules() {
    return List.of(
        new Rule(
            "Clusters of x agree with labels better than LDA's",
            "NMI of x minus NMI of LDA",
            difference(LABELS, SIGNED, LDA, NMI),
            new Rule.Positive(LEAST)),
        new Rule(
            "and as well as those of TF-IDF + SVD of as many dimensions",
            "NMI of x minus NMI of TF-IDF + SVD",
            difference(LABELS, SIGNED, TFIDF, NMI),
            new Rule.AtLeast(-LEAST, -5 * LEAST)),
        new Rule(
            "A component is coherent: its words occur together as those of LDA do",
            "NPMI of x minus NPMI of LDA",
            difference(WORDS, TERMS, LDA, NPMI),
            new Rule.AtLeast(-LEAST, -5 * LEAST)),
        new Rule(
            "Another seed finds the same components",
            "matched correlation",
            e -> e.at(STABLE, SIGNED, MATCHED),
            new Rule.AtLeast(0.7, 0.4)));
  }
}
