package topiclora.topic;

import java.util.List;
import topiclora.model.DocumentVector;

/**
 * One end of one component of x.
 *
 * @param component k, from 0
 * @param sign 1 where the topic is what x_k above zero means, -1 below
 * @param words whose probability rises most when x_k moves that way, in the model itself
 * @param documents that have most of it
 * @param share of all documents for which this is the strongest topic
 */
public record Topic(
    int component, int sign, List<String> words, List<DocumentVector> documents, double share) {
  public Topic {
    words = List.copyOf(words);
    documents = List.copyOf(documents);
  }
}
