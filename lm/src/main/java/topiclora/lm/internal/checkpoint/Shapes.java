package topiclora.lm.internal.checkpoint;

import java.util.Arrays;
import topiclora.lm.TopicLoraException;

/** Compares what a file holds with what its configuration promises. */
public final class Shapes {
  private Shapes() {}

  public static void require(String tensor, long[] found, long[] wanted) {
    if (!Arrays.equals(found, wanted)) {
      throw new TopicLoraException.BadBase(
          "%s is %s, the configuration says %s; files of two models?"
              .formatted(tensor, Arrays.toString(found), Arrays.toString(wanted)));
    }
  }
}
