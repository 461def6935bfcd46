package topiclora.core.internal.topic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.TopicModel;
import topiclora.lm.TopicLoraException;
import topiclora.lm.internal.model.BaseModel;

/**
 * What the vectors are about: a topic a component, or fewer where those that are used in the same
 * documents are merged.
 *
 * <pre>{@code
 * List<Topic> ten = Topics.of(base, model, texts, Topics.TopicLimits.defaults().withTopics(10));
 * }</pre>
 */
public final class Topics {
  /** Components beyond which they are no topics that anyone reads. */
  private static final int MOST = 512;

  private Topics() {}

  /**
   * How much is wanted.
   *
   * @param topics at most; more than there are components leaves one for each
   * @param words of each at most, the model's own and the documents' alike
   * @param documents of each at most
   */
  public record TopicLimits(int topics, int words, int documents) {
    public TopicLimits {
      if (topics < 1 || words < 1 || documents < 1) {
        throw new IllegalArgumentException(
            "%d topics of %d words and %d documents wanted, at least 1 of each"
                .formatted(topics, words, documents));
      }
    }

    /** A topic for each component, ten words and three documents. */
    public static TopicLimits defaults() {
      return new TopicLimits(MOST, 10, 3);
    }

    /** The same of so many topics. */
    public TopicLimits withTopics(int topics) {
      return new TopicLimits(topics, words, documents);
    }
  }

  /**
   * One topic a component, the largest share first, by the model's own words alone.
   *
   * @param words at most, of each
   * @param documents at most, of each
   */
  public static List<Topic> of(BaseModel base, TopicModel model, int words, int documents) {
    return of(base, model, Texts.NONE, new TopicLimits(MOST, words, documents));
  }

  /** The largest share first, with the model's own words and those of the documents. */
  public static List<Topic> of(BaseModel base, TopicModel model, Texts texts, TopicLimits wanted) {
    model.requireBase(base);
    List<TopicDirection> directions = directions(model, wanted.topics());
    List<List<String>> words = ModelWords.of(base, model, directions, wanted.words());
    return described(model, texts, wanted, directions, words);
  }

  /** The same without the model's own words, for which no base is needed. */
  public static List<Topic> of(TopicModel model, Texts texts, TopicLimits wanted) {
    List<TopicDirection> directions = directions(model, wanted.topics());
    return described(
        model, texts, wanted, directions, directions.stream().map(d -> none()).toList());
  }

  private static List<String> none() {
    return List.of();
  }

  /** Whether vectors are short enough for their components to be topics. */
  public static boolean supports(TopicModel model) {
    return model.dimensions() <= MOST;
  }

  /** At most {@code most}, the largest share first. */
  private static List<TopicDirection> directions(TopicModel model, int most) {
    model.requireVectors();
    if (!supports(model)) {
      throw new TopicLoraException.BadModel(
          "vectors of %d dimensions hold facts, not topics; wanted a model of the preset topics"
              .formatted(model.dimensions()));
    }
    List<TopicDirection> components =
        IntStream.range(0, model.dimensions()).mapToObj(TopicDirection::of).toList();
    Responsibilities usage = Responsibilities.of(model.documents(), components);
    List<@Nullable TopicDirection> merged = new ArrayList<>(components);
    for (Merging.MergeStep join : Merging.until(Math.min(most, components.size()), usage)) {
      TopicDirection into = merged.get(join.into());
      TopicDirection from = merged.set(join.from(), null);
      if (into != null && from != null) {
        merged.set(join.into(), into.and(from));
      }
    }
    List<TopicDirection> left =
        merged.stream().flatMap(d -> Optional.ofNullable(d).stream()).toList();
    double[] shares = Responsibilities.of(model.documents(), left).shares();
    return IntStream.range(0, left.size())
        .boxed()
        .sorted(Comparator.comparingDouble((Integer t) -> shares[t]).reversed())
        .map(left::get)
        .toList();
  }

  private static List<Topic> described(
      TopicModel model,
      Texts texts,
      TopicLimits wanted,
      List<TopicDirection> directions,
      List<List<String>> words) {
    Responsibilities usage = Responsibilities.of(model.documents(), directions);
    List<List<String>> terms = TopicTerms.of(model.documents(), directions, texts, wanted.words());
    Cooccurrences counted = counted(model.documents(), texts, terms);
    Topic.@Nullable TopicMerge[] joins = new Topic.TopicMerge[directions.size()];
    for (Merging.MergeStep join : Merging.until(1, usage)) {
      joins[join.from()] = new Topic.TopicMerge(join.into(), join.remaining(), join.loss());
    }
    double[] shares = usage.shares();
    return IntStream.range(0, directions.size())
        .mapToObj(
            t ->
                new Topic(
                    directions.get(t),
                    words.get(t),
                    terms.get(t),
                    Coherence.of(terms.get(t), counted),
                    most(model.documents(), directions.get(t), wanted.documents()),
                    shares[t],
                    joins[t]))
        .toList();
  }

  private static Cooccurrences counted(
      List<DocumentVector> documents, Texts texts, List<List<String>> terms) {
    Set<String> different = new HashSet<>();
    terms.forEach(different::addAll);
    Cooccurrences counted = new Cooccurrences(different);
    for (DocumentVector document : documents) {
      if (!different.isEmpty()) {
        texts.of(document.id()).ifPresent(text -> counted.add(TermAnalyzer.of(text)));
      }
    }
    return counted;
  }

  private static List<DocumentVector> most(
      List<DocumentVector> documents, TopicDirection topic, int count) {
    return documents.stream()
        .sorted(
            Comparator.comparingDouble((DocumentVector d) -> topic.energy(d.vector())).reversed())
        .limit(count)
        .toList();
  }
}
