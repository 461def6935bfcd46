package topiclora.core.internal.fit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/** Adam (Kingma and Ba 2015) for the shared adapter, with one rate for each tensor. */
public final class Adam {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.98;
  private static final double EPSILON = 1e-12;

  private final List<Tensor> parameters;
  private final List<Tensor> first = new ArrayList<>();
  private final List<Tensor> second = new ArrayList<>();
  private double[] rates = {};
  private long steps;

  /** For {@code parameters}, float32 and changed in place. */
  public Adam(List<Tensor> parameters) {
    this.parameters = List.copyOf(parameters);
    for (Tensor parameter : parameters) {
      first.add(Tensor.zeros(DType.F32, parameter.shape()));
      second.add(Tensor.zeros(DType.F32, parameter.shape()));
    }
  }

  public List<Tensor> parameters() {
    return parameters;
  }

  /** Length of a step for each parameter, in its units. */
  double[] rates() {
    return rates.clone();
  }

  /** One step down. */
  public void step(List<Tensor> gradients) {
    steps++;
    double correction1 = 1 - Math.pow(BETA1, (double) steps);
    double correction2 = 1 - Math.pow(BETA2, (double) steps);
    try (var scope = Scope.open()) {
      for (int i = 0; i < parameters.size(); i++) {
        Tensor g = gradients.get(i).to(DType.F32);
        Tensor m = first.get(i).mulInPlace(BETA1).addInPlace(g, 1 - BETA1);
        Tensor v = second.get(i).mulInPlace(BETA2).addInPlace(g.square(), 1 - BETA2);
        Tensor size = v.mul(1 / correction2).sqrt().add(EPSILON);
        parameters.get(i).addInPlace(m.div(size), -rates[i] / correction1);
      }
    }
  }

  long steps() {
    return steps;
  }

  public void restore(long stepsDone, double[] stepLengths) {
    steps = stepsDone;
    rates = stepLengths.clone();
  }

  /** The moments by name. */
  SequencedMap<String, Tensor> tensors() {
    SequencedMap<String, Tensor> named = new LinkedHashMap<>();
    for (int i = 0; i < first.size(); i++) {
      named.put("adam." + i + ".first", first.get(i));
      named.put("adam." + i + ".second", second.get(i));
    }
    return named;
  }
}
