package zkopt.lowering.onnx;

import java.util.List;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.RecurrentSizes;

/**
 * With gates z (update) and r (reset), {@code z h + (1 - z) g(...)}, where the state takes part in g multiplied by r, after the product with
 * its weights when {@code linear_before_reset}.
 */
record GruCell(RecurrentSizes sizes, RecurrentActivations activations, boolean linearBeforeReset) implements RecurrentCell {
  GruCell(OnnxOp op, RecurrentSizes sizes) {
    this(sizes, RecurrentActivations.of(op, sizes.directions(), List.of("Sigmoid", "Tanh")), op.flag("linear_before_reset"));
  }

  @Override
  public List<Tensor> next(List<Tensor> states, Tensor fromInput, Weights weights) {
    long n = sizes.hidden();
    int f = 2 * weights.direction();
    Tensor h = states.getFirst();
    Tensor gates = activations.ofGate(f, fromInput.slice(1, 0, 2 * n).plus(h.matMul(weights.recurrent().slice(1, 0, 2 * n))));
    Tensor update = gates.slice(1, 0, n);
    Tensor reset = gates.slice(1, n, 2 * n);
    Tensor recurrent = weights.recurrent().slice(1, 2 * n, 3 * n);
    Tensor fromState = linearBeforeReset ? reset.times(biased(h.matMul(recurrent), weights)) : reset.times(h).matMul(recurrent);
    Tensor hidden = activations.ofGate(f + 1, fromInput.slice(1, 2 * n, 3 * n).plus(fromState));
    return List.of(hidden.plus(update.times(h.minus(hidden))));
  }

  private static Tensor biased(Tensor x, Weights weights) {
    return weights.lateBias() == null ? x : x.plus(weights.lateBias());
  }

  @Override
  public long earlyBiases() {
    return (linearBeforeReset ? 2 : 3) * sizes.hidden();
  }
}
