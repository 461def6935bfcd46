package topiclora.study;

import static topiclora.study.Rule.difference;
import static topiclora.study.StudyTable.column;

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
import topiclora.study.metrics.ClusterMetrics;
import topiclora.study.metrics.EmbeddingMetrics;
import topiclora.study.metrics.Lda;
import topiclora.study.metrics.Lsa;

/** Is it a topic model: responsibilities against labels, words of components, and stability. */
final class TopicModelling implements Hypothesis {
  private static final String LABELS = "labels";
  private static final String WORDS = "words";
  private static final String STABLE = "stability";
  private static final String SIGNED = "TopicLoRA, x";
  private static final String SPOKEN = "TopicLoRA, words that the model says more";
  private static final String WRITTEN = "TopicLoRA, words that set its documents apart";
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
    return "LDA of as many topics as x has numbers; TF-IDF + SVD of as many for the labels";
  }

  @Override
  public List<StudyFit> fits(Plan plan, StudyCorpus subject) {
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
  public Evidence evidence(StudyContext lab) {
    List<StudyTable> tables = new ArrayList<>();
    List<Plot> pictures = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    if (lab.corpus().labelled()) {
      StudyTable labels = labels(lab);
      tables.add(labels);
      pictures.add(Plot.Bars.of("Clusters of the vectors against labels", labels, NMI));
    } else {
      remarks.add("Labels: skipped, since not every document has one.");
    }
    Metric[] ours = lab.metrics(seed -> words(lab, seed));
    StudyTable words =
        StudyTable.of(
                WORDS,
                "the ten words of each topic, NPMI over this corpus",
                "words",
                column(NPMI, 3),
                column(DIVERSITY, 2))
            .row(SPOKEN, ours[0], ours[1])
            .row(WRITTEN, ours[2], ours[3])
            .row(LDA, lab.metrics(seed -> ldaWords(lab, seed)))
            .build();
    tables.add(words);
    tables.add(stability(lab));
    pictures.add(Plot.Bars.of("Coherence of the topics' words", words, NPMI));
    return new Evidence(tables, pictures, remarks);
  }

  private static LongFunction<StudyRun> run(
      StudyContext lab, LongFunction<LearningOptions.Builder> options) {
    return seed -> lab.fit(options.apply(seed));
  }

  // Labels

  private static StudyTable labels(StudyContext lab) {
    Plan plan = lab.plan();
    return StudyTable.of(
            LABELS,
            "against the corpus's labels, which no fit has seen; as many clusters as labels, and "
                + lab.plan().dimensions()
                + " numbers a document",
            "vectors",
            column(NMI, 3),
            column(PURITY, 3),
            column(STRONGEST, 3))
        .row(SIGNED, figures(lab, run(lab, plan::options)))
        .row(POSITIVE, figures(lab, run(lab, seed -> positive(plan, seed))))
        .row(
            LDA,
            references(
                lab, "LDA", seed -> new Lda(lab.plan().dimensions(), (int) seed).vectors(all(lab))))
        .row(
            TFIDF,
            references(lab, "TF-IDF", seed -> new Lsa(lab.plan().dimensions()).vectors(all(lab))))
        .build();
  }

  private static List<Document> all(StudyContext lab) {
    return lab.corpus().documents();
  }

  private static Metric[] figures(StudyContext lab, LongFunction<StudyRun> runs) {
    return lab.metrics(
        seed -> {
          StudyRun run = runs.apply(seed);
          return lab.measure(
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
      StudyContext lab, String name, LongFunction<float[][]> vectors) {
    List<String> labels = all(lab).stream().map(d -> Objects.requireNonNull(d.label())).toList();
    return lab.metrics(
        seed ->
            lab.measure(
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

  private static double[] words(StudyContext lab, long seed) {
    StudyRun run = lab.fit(lab.plan().options(seed));
    return lab.measure(run, "words", () -> ofTopics(lab, run));
  }

  private static double[] ofTopics(StudyContext lab, StudyRun run) {
    Map<String, String> texts =
        all(lab).stream().collect(Collectors.toMap(Document::id, Document::text));
    List<Topic> topics =
        Topics.of(
            lab.base(),
            run.model(),
            id -> Optional.ofNullable(texts.get(id)),
            new Topics.TopicLimits(run.dimensions(), WORDS_EACH, 1));
    double[] spoken = ofWords(lab, topics.stream().map(Topic::logitLiftWords).toList());
    double[] written = ofWords(lab, topics.stream().map(Topic::terms).toList());
    return new double[] {spoken[0], spoken[1], written[0], written[1]};
  }

  private static double[] ldaWords(StudyContext lab, long seed) {
    var lda = new Lda(lab.plan().dimensions(), (int) seed);
    return lab.measure(
        "words by LDA " + seed, () -> ofWords(lab, lda.topics(all(lab), WORDS_EACH)));
  }

  private static double[] ofWords(StudyContext lab, List<List<String>> topics) {
    var counted = new Cooccurrences(topics.stream().flatMap(List::stream).toList());
    all(lab).forEach(document -> counted.add(TermAnalyzer.of(document.text())));
    double npmi =
        topics.stream()
            .mapToDouble(words -> Coherence.of(words, counted).npmi())
            .filter(Double::isFinite)
            .average()
            .orElse(Double.NaN);
    return new double[] {npmi, Coherence.diversity(topics)};
  }

  // Stability

  private static StudyTable stability(StudyContext lab) {
    return StudyTable.of(
            STABLE,
            "components of two seeds, paired by correlation over documents; mean |correlation|",
            "vectors",
            column(MATCHED, 2))
        .row(SIGNED, pairs(lab, seed -> lab.fit(lab.plan().options(seed)).x()))
        .row(
            LDA,
            pairs(
                lab,
                seed ->
                    RowCodec.of(
                        lab.measure("mixtures " + seed, () -> mixtures(lab, seed)),
                        lab.plan().dimensions())))
        .build();
  }

  private static double[] mixtures(StudyContext lab, long seed) {
    return RowCodec.flat(new Lda(lab.plan().dimensions(), (int) seed).vectors(all(lab)));
  }

  /** Each seed against the next. */
  private static Metric pairs(StudyContext lab, LongFunction<float[][]> vectors) {
    return new Metric(
        LongStream.range(1, Math.max(2, lab.plan().seeds()))
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
            "and as well as those of TF-IDF + SVD of as many numbers",
            "NMI of x minus NMI of TF-IDF + SVD",
            difference(LABELS, SIGNED, TFIDF, NMI),
            new Rule.AtLeast(-LEAST, -5 * LEAST)),
        new Rule(
            "A component can be read: its words occur together as those of LDA do",
            "NPMI of x minus NPMI of LDA",
            difference(WORDS, WRITTEN, LDA, NPMI),
            new Rule.AtLeast(-LEAST, -5 * LEAST)),
        new Rule(
            "Another seed finds the same components",
            "matched correlation",
            e -> e.at(STABLE, SIGNED, MATCHED),
            new Rule.AtLeast(0.7, 0.4)));
  }
}
