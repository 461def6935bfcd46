package topiclora.report.internal.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.SampleModel;
import topiclora.core.internal.model.TopicModel;

/** A model of sixty documents in three groups, whose titles would rather be something else. */
public final class HostileModel {
  public static final List<String> TITLES =
      List.of(
          "<script>alert(1)</script>",
          "</script><script>alert(2)</script><!--",
          "<img src=x onerror=alert(3)>",
          "javascript:alert(4)",
          "x".repeat(5000),
          "gnp.\u202etxt\u2066.exe",
          "\u2028\u2029\u0000\u001b[2J",
          "{{policy}} $1 \\u003c &lt;b&gt;",
          "=HYPERLINK(\"evil\")",
          "👩\u200d👩\u200d👧 שלום");

  private HostileModel() {}

  public static TopicModel of() {
    Random random = new Random(8);
    List<DocumentVector> documents = new ArrayList<>();
    for (int d = 0; d < 60; d++) {
      float[] x = new float[5];
      for (int k = 0; k < x.length; k++) {
        x[k] = (float) (0.3 * random.nextGaussian()) + (k == d % 3 ? 3 : 0);
      }
      String title = TITLES.get(d % TITLES.size());
      Map<String, String> metadata = new LinkedHashMap<>();
      metadata.put("author", "<b>" + d % 4);
      metadata.put("year", d == 7 ? "unknown" : String.valueOf(2000 + d / 10));
      int heldOut = d == 5 ? 0 : 10;
      double own = heldOut * (2 - d / 600.0);
      documents.add(
          new DocumentVector(
              "id<" + d,
              title,
              "group " + d % 3,
              metadata,
              x,
              10,
              heldOut,
              own,
              heldOut * 2.0,
              heldOut * 2.1));
    }
    return SampleModel.of(documents);
  }
}
