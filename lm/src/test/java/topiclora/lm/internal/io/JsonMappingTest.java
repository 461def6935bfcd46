package topiclora.lm.internal.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;

final class JsonMappingTest {
  record Nats(double heldOut, double[] all) {}

  @Test
  void whatIsNoNumberComesBackAsNone() throws JsonProcessingException {
    String json =
        JsonMapping.PLAIN.writeValueAsString(new Nats(Double.NaN, new double[] {1.5, Double.NaN}));
    Nats back = JsonMapping.PLAIN.readValue(json, Nats.class);
    assertThat(back.heldOut()).isNaN();
    assertThat(back.all()).containsExactly(1.5, Double.NaN);
  }
}
