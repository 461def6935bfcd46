package topiclora.core.internal.topic;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Names that a person gives to topics, each by a text that is an example of it. */
public final class TopicNaming {
  private TopicNaming() {}

  private record Match(String name, int topic, double share) {}

  /**
   * The names of topics by their numbers. A name goes to the topic that its example is about most,
   * the surest first; no topic has two and no name is given twice. An example that is about none of
   * the topics that are left names none.
   *
   * @param examples the vector of each name's text; one without dimensions is about nothing
   */
  public static Map<Integer, String> of(
      List<Topic> topics, SequencedMap<String, float[]> examples) {
    List<Match> matches =
        examples.entrySet().stream()
            .filter(example -> example.getValue().length > 0)
            .flatMap(example -> matches(topics, example.getKey(), example.getValue()))
            .sorted(Comparator.comparingDouble(Match::share).reversed())
            .toList();
    Map<Integer, String> names = new HashMap<>();
    Set<String> given = new HashSet<>();
    for (Match match : matches) {
      if (!names.containsKey(match.topic) && given.add(match.name)) {
        names.put(match.topic, match.name);
      }
    }
    return names;
  }

  private static Stream<Match> matches(List<Topic> topics, String name, float[] x) {
    return IntStream.range(0, topics.size())
        .mapToObj(t -> new Match(name, t, topics.get(t).direction().share(x)))
        .filter(match -> match.share > 0);
  }
}
